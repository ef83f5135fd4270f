package plumbline.storage.format.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.Ontology;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.Problem;
import plumbline.storage.format.CaptureFormat;
import plumbline.storage.format.CaptureJson;
import plumbline.storage.format.FormatException;
import plumbline.storage.format.LabelFormat;
import plumbline.storage.format.label.OpenLabel;

/**
 * Plumbline's own plain folder: {@code capture.json}, the samples' files at the relative paths that are their keys,
 * and {@code labels.openlabel.json} where there are labels (docs/formats/capture-folder.md).
 */
public final class FolderCapture implements CaptureFormat {
    static final String CAPTURE = "capture.json";
    static final String LABELS = OpenLabel.FILE_NAME;
    private static final long MAX_BYTES = 1L << 30;

    @Override
    public String name() {
        return "capture-folder";
    }

    @Override
    public boolean recognises(Path path) {
        return Files.isRegularFile(path.resolve(CAPTURE));
    }

    @Override
    public CaptureSource open(Path path) throws IOException {
        // Links are followed once, here; a sample's file must lie below where they lead.
        Path root = path.toRealPath();
        Path file = root.resolve(CAPTURE);
        if (Files.size(file) > MAX_BYTES) {
            throw new FormatException(file.toString(), "", "is too large for a capture's description");
        }
        Capture capture = CaptureJson.read(file.toString(), Files.readAllBytes(file));
        Labels labels = Labels.EMPTY;
        Ontology ontology = Ontology.STREET;
        List<Problem> problems = new ArrayList<>(capture.problems());
        if (Files.isRegularFile(root.resolve(LABELS))) {
            LabelFormat.Read read = new OpenLabel().read(root.resolve(LABELS), capture);
            labels = read.labels();
            ontology = read.ontology();
            problems.addAll(read.problems());
        }
        Capture described = new Capture(
                capture.name(), capture.format(), capture.world(), capture.sensors(), capture.referenceLidar(),
                capture.frames(), capture.samples(), capture.trajectory(), problems);
        return new FileCapture(root, described, labels, ontology);
    }
}
