package plumbline.app.service;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.Problem;
import plumbline.annotation.scene.Progress;
import plumbline.storage.format.Captures;
import plumbline.storage.project.Governance;
import plumbline.storage.project.Project;

/** Brings a recording, dataset or point file into a project with its labels, calibration and poses. */
public final class Imports {
    private Imports() {}

    /** What came in, and what of it could not be read. */
    public record Brought(Project.Imported imported, List<Problem> problems) {}

    /** As {@link #importPath}, with the problems that the reader met. */
    public static Brought bring(Project project, Path path, Governance governance, Progress progress) throws IOException {
        try (CaptureSource source = Captures.open(path)) {
            Project.Imported imported = project.importCapture(source, governance, progress);
            return new Brought(imported, source.capture().problems());
        }
    }

    /** The same content again is found and not stored twice. Cancelled or failed, nothing of it is seen. */
    public static Project.Imported importPath(Project project, Path path, Governance governance, Progress progress)
            throws IOException {
        return bring(project, path, governance, progress).imported();
    }
}
