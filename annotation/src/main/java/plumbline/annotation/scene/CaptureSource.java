package plumbline.annotation.scene;

import java.io.IOException;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.Ontology;

/**
 * An opened recording: the capture's description at once, points and images when asked. Safe for use by several threads.
 * Every method that reads throws {@link IOException} with file, place and cure.
 */
public interface CaptureSource extends AutoCloseable {
    Capture capture();

    /** All points of one lidar or radar sample, in that sensor's frame. */
    PointBlock points(Sample sample) throws IOException;

    /** The encoded image (JPEG or PNG) of one camera sample. */
    byte[] image(Sample sample) throws IOException;

    /** The labels that came with the recording; empty where there are none. */
    default Labels labels() throws IOException {
        return Labels.EMPTY;
    }

    /** The ontology of {@link #labels}. */
    default Ontology ontology() throws IOException {
        return Ontology.STREET;
    }

    /** The sample's stored bytes as they were recorded, for content addressing and lossless export. */
    byte[] raw(Sample sample) throws IOException;

    @Override
    void close() throws IOException;
}
