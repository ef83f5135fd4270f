package plumbline.storage.format;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.Ontology;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.Problem;

/** A label file format. One class each, listed once in {@link LabelFormats#ALL}. */
public interface LabelFormat {
    /** Labels as read, with what could not be read. */
    record Read(Labels labels, Ontology ontology, List<Problem> problems) {}

    /** Something of a label that a format cannot hold: which label or field, and what becomes of it. */
    record Loss(String what, long labels) {}

    String name();

    boolean recognises(Path path) throws IOException;

    /** {@code capture} gives frames, poses and calibration that some formats lean on. */
    Read read(Path path, Capture capture) throws IOException;

    /** What {@link #write} would lose, before it happens. */
    List<Loss> losses(Labels labels, Capture capture);

    /** Writes a file or a folder; returns the files written. */
    List<Path> write(Path out, Labels labels, Ontology ontology, Capture capture) throws IOException;
}
