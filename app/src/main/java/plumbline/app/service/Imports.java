package plumbline.app.service;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.Problem;
import plumbline.annotation.scene.Progress;
import plumbline.storage.contract.DataContract;
import plumbline.storage.format.Captures;
import plumbline.storage.project.Governance;
import plumbline.storage.project.Project;

/** Brings a recording, dataset or point file into a project with its labels, calibration and poses. */
public final class Imports {
    private Imports() {}

    /** What came in, and what of it could not be read. */
    public record Brought(Project.Imported imported, List<Problem> problems) {}

    /** What its contract says of a capture, and the capture where it was admitted. */
    public record Judged(Admission.Checked checked, Optional<Brought> brought, String name) {}

    /** As {@link #importPath}, with the problems that the reader met. */
    public static Brought bring(Project project, Path path, Governance governance, Progress progress) throws IOException {
        try (CaptureSource source = Captures.open(path)) {
            return bring(project, source, governance, progress);
        }
    }

    private static Brought bring(Project project, CaptureSource source, Governance governance, Progress progress)
            throws IOException {
        return new Brought(project.importCapture(source, governance, progress), source.capture().problems());
    }

    /** Only a capture that keeps the contract is stored; the check itself is on record either way. */
    public static Judged bringUnder(
            DataContract contract, Project project, Path path, Governance governance, Progress progress)
            throws IOException {
        try (CaptureSource source = Captures.open(path)) {
            Admission admission = new Admission(project, contract);
            Admission.Checked checked = admission.check(source, progress);
            Optional<Brought> brought = Optional.empty();
            if (checked.verdict() == Admission.Verdict.ADMITTED) {
                brought = Optional.of(bring(project, source, governance, progress));
                admission.recordLineage(brought.get().imported());
            }
            return new Judged(checked, brought, source.capture().name());
        }
    }

    /** The same content again is found and not stored twice. Cancelled or failed, nothing of it is seen. */
    public static Project.Imported importPath(Project project, Path path, Governance governance, Progress progress)
            throws IOException {
        return bring(project, path, governance, progress).imported();
    }
}
