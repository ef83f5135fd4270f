package plumbline.storage.format.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.Ontology;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Sample;
import plumbline.storage.format.PointEncodings;

/** A capture of KITTI sweeps, some with a class for each point in a second file: their key is {@code BIN|LABEL}. */
record BinSweeps(Path root, Capture capture, Labels labels, Ontology ontology) implements CaptureSource {
    private static final int MOST_FILES = 10_000_000;

    @Override
    public PointBlock points(Sample sample) throws IOException {
        return PointEncodings.decode(sample.encoding(), root.resolve(sample.key()).toString(), raw(sample));
    }

    @Override
    public byte[] image(Sample sample) throws IOException {
        return plain().image(sample);
    }

    @Override
    public byte[] raw(Sample sample) throws IOException {
        if (!sample.encoding().equals(SemanticBin.ENCODING)) {
            return plain().raw(sample);
        }
        int bar = sample.key().indexOf('|');
        byte[] points = Files.readAllBytes(FileCapture.inside(root, sample.key().substring(0, bar)));
        byte[] classes = Files.readAllBytes(FileCapture.inside(root, sample.key().substring(bar + 1)));
        return SemanticBin.join(root.resolve(sample.key().substring(bar + 1)).toString(), points, classes);
    }

    private FileCapture plain() {
        return new FileCapture(root, capture, labels, ontology);
    }

    @Override
    public void close() {}

    /** Numbered files of a folder, {@code 000012.bin} under 12. */
    static Map<Integer, String> numbered(Path root, String folder, String ending) throws IOException {
        Map<Integer, String> out = new TreeMap<>();
        Path dir = root.resolve(folder);
        if (!Files.isDirectory(dir)) {
            return out;
        }
        try (Stream<Path> list = Files.list(dir)) {
            for (Path p : (Iterable<Path>) list::iterator) {
                String n = p.getFileName().toString();
                if (n.matches("[0-9]{1,9}\\" + ending) && Integer.parseInt(n.substring(0, n.indexOf('.'))) < MOST_FILES) {
                    out.put(Integer.parseInt(n.substring(0, n.indexOf('.'))), (folder.isEmpty() ? "" : folder + "/") + n);
                }
            }
        }
        return out;
    }
}
