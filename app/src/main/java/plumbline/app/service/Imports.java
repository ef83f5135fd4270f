package plumbline.app.service;

import java.io.IOException;
import java.nio.file.Path;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.Progress;
import plumbline.storage.format.Captures;
import plumbline.storage.project.Governance;
import plumbline.storage.project.Project;

/** Brings a recording, dataset or point file into a project with its labels, calibration and poses. */
public final class Imports {
    private Imports() {}

    /** The same content again is found and not stored twice. Cancelled or failed, nothing of it is seen. */
    public static Project.Imported importPath(Project project, Path path, Governance governance, Progress progress)
            throws IOException {
        try (CaptureSource source = Captures.open(path)) {
            return project.importCapture(source, governance, progress);
        }
    }
}
