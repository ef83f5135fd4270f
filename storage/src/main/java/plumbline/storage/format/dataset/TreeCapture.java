package plumbline.storage.format.dataset;

import java.io.IOException;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.Ontology;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Sample;
import plumbline.storage.format.PointEncodings;

/** A capture whose samples are files of a {@link FileTree}, named by their keys. */
record TreeCapture(FileTree tree, Capture capture, Labels labels, Ontology ontology) implements CaptureSource {
    @Override
    public PointBlock points(Sample sample) throws IOException {
        return PointEncodings.decode(sample.encoding(), tree.path() + ", " + sample.key(), raw(sample));
    }

    @Override
    public byte[] image(Sample sample) throws IOException {
        return raw(sample);
    }

    @Override
    public byte[] raw(Sample sample) throws IOException {
        return tree.read(sample.key());
    }

    @Override
    public void close() throws IOException {
        tree.close();
    }
}
