package plumbline.storage.project;

import java.io.IOException;
import java.util.function.Supplier;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.Ontology;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Sample;
import plumbline.storage.format.FormatException;
import plumbline.storage.format.PointEncodings;

/** A capture out of a project's objects, with labels and ontology as they stand. Each object is checked as it is read. */
final class StoredSource implements CaptureSource {
    private final Capture capture;
    private final ObjectStore objects;
    private final Supplier<Labels> labels;
    private final Supplier<Ontology> ontology;

    StoredSource(Capture capture, ObjectStore objects, Supplier<Labels> labels, Supplier<Ontology> ontology) {
        this.capture = capture;
        this.objects = objects;
        this.labels = labels;
        this.ontology = ontology;
    }

    @Override
    public Capture capture() {
        return capture;
    }

    @Override
    public PointBlock points(Sample sample) throws IOException {
        return PointEncodings.decode(sample.encoding(), where(sample), raw(sample));
    }

    @Override
    public byte[] image(Sample sample) throws IOException {
        return raw(sample);
    }

    @Override
    public byte[] raw(Sample sample) throws IOException {
        if (!sample.key().matches("[0-9a-f]{64}")) {
            throw new FormatException(where(sample), "", "this sample was not opened from the project");
        }
        return objects.read(new Hash(sample.key()));
    }

    private String where(Sample sample) {
        return capture.name() + ", " + sample.sensor() + " at " + sample.timeNanos() + " ns";
    }

    @Override
    public Labels labels() {
        return labels.get();
    }

    @Override
    public Ontology ontology() {
        return ontology.get();
    }

    /** Holds nothing open. */
    @Override
    public void close() {}
}
