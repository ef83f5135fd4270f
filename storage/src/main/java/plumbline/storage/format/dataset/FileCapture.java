package plumbline.storage.format.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.Ontology;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Sample;
import plumbline.storage.format.FormatException;
import plumbline.storage.format.PointEncodings;

/**
 * A capture whose samples are files of one folder: a sample's key is its path in the folder, with forward slashes.
 */
record FileCapture(Path root, Capture capture, Labels labels, Ontology ontology) implements CaptureSource {
    private static final long MAX_SAMPLE_BYTES = 1L << 30;

    @Override
    public PointBlock points(Sample sample) throws IOException {
        return PointEncodings.decode(sample.encoding(), root.resolve(sample.key()).toString(), raw(sample));
    }

    @Override
    public byte[] image(Sample sample) throws IOException {
        if (!sample.encoding().equals("jpeg") && !sample.encoding().equals("png")) {
            throw new FormatException(sample.key(), "", "is " + sample.encoding() + ", not an image");
        }
        return raw(sample);
    }

    @Override
    public byte[] raw(Sample sample) throws IOException {
        Path file = inside(root, sample.key());
        long size = Files.size(file);
        if (size > MAX_SAMPLE_BYTES) {
            throw new FormatException(file.toString(), "", size + " bytes are more than one sample may have");
        }
        return Files.readAllBytes(file);
    }

    @Override
    public void close() {}

    /** A file named by a path that came from outside; it must lie in the folder. */
    static Path inside(Path root, String key) throws IOException {
        if (key.isEmpty() || key.indexOf('\0') >= 0) {
            throw new FormatException(root.toString(), "", "a sample's file has no usable name");
        }
        Path file = root.resolve(key).normalize();
        if (!file.startsWith(root.normalize())) {
            throw new FormatException(root.toString(), key, "points outside the folder and is not read");
        }
        if (!Files.isRegularFile(file)) {
            throw new FormatException(file.toString(), "", "there is no such file");
        }
        // A dataset may link its files in from another disk; a link inside a written folder must not lead out of it.
        if (Files.isRegularFile(root.resolve(FolderCapture.CAPTURE))
                && !file.toRealPath().startsWith(root.toRealPath())) {
            throw new FormatException(root.toString(), key, "is a link that leads outside the folder and is not read");
        }
        return file;
    }
}
