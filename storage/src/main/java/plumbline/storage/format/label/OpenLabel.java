package plumbline.storage.format.label;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.Ontology;
import plumbline.annotation.scene.Capture;
import plumbline.storage.format.AtomicFile;
import plumbline.storage.format.FormatException;
import plumbline.storage.format.LabelFormat;
import plumbline.storage.format.json.JsonValue;

/**
 * ASAM OpenLABEL 1.0.0. Written files hold everything a label has and read back equal; files of others give their
 * cuboids in the reference lidar's frame and their image boxes, and name what they have beyond that
 * (docs/formats/openlabel.md).
 */
public final class OpenLabel implements LabelFormat {
    public static final String FILE_NAME = "labels.openlabel.json";
    private static final int HEAD_BYTES = 4096;

    @Override
    public String name() {
        return "openlabel";
    }

    @Override
    public boolean recognises(Path path) throws IOException {
        Path file = file(path);
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (var in = Files.newInputStream(file)) {
            String head = new String(in.readNBytes(HEAD_BYTES), StandardCharsets.UTF_8);
            return head.stripLeading().startsWith("{") && head.contains("\"openlabel\"");
        }
    }

    /** In a folder the document has the name that a capture folder gives it. */
    private static Path file(Path path) {
        return Files.isDirectory(path) ? path.resolve(FILE_NAME) : path;
    }

    @Override
    public Read read(Path path, Capture capture) throws IOException {
        return read(file(path).toString(), JsonValue.bytes(file(path)), capture);
    }

    /** As {@link #read(Path, Capture)} for bytes in memory; {@code where} names them in errors. */
    public Read read(String where, byte[] json, Capture capture) throws FormatException {
        // The boxes of ten thousand frames make a tree of gigabytes: frames are taken one by one.
        JsonValue root = JsonValue.parseWithout(where, json, "openlabel", "frames").get("openlabel");
        String version = root.get("metadata").get("schema_version").text();
        if (!version.equals("1.0.0")) {
            throw root.bad("OpenLABEL 1.0.0 is read, not " + version);
        }
        return new OpenLabelReader(
                        root, taker -> JsonValue.eachOf(where, json, "openlabel", "frames", taker), capture)
                .read();
    }

    /** Nothing is lost. */
    @Override
    public List<Loss> losses(Labels labels, Capture capture) {
        return List.of();
    }

    @Override
    public List<Path> write(Path out, Labels labels, Ontology ontology, Capture capture) throws IOException {
        Path file = file(out);
        AtomicFile.write(file, stream -> write(stream, labels, ontology, capture));
        return List.of(file);
    }

    /** Writes the document as UTF-8; the same labels and capture give the same bytes. The stream stays open. */
    public void write(OutputStream out, Labels labels, Ontology ontology, Capture capture) {
        new OpenLabelWriter(labels, ontology, capture).write(out);
    }
}
