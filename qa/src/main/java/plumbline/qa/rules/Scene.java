package plumbline.qa.rules;

import java.io.IOException;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.Ontology;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.PointBlock;

/** What rules look at: capture, labels, ontology, and the reference lidar's points of a frame when asked. */
public interface Scene {
    Capture capture();

    Labels labels();

    Ontology ontology();

    /** Points of the reference lidar in its own frame; the last few frames are kept. */
    PointBlock points(Frame frame) throws IOException;
}
