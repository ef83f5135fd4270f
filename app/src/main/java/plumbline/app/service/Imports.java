package plumbline.app.service;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.Problem;
import plumbline.annotation.scene.Progress;
import plumbline.storage.contract.DataContract;
import plumbline.storage.format.Captures;
import plumbline.storage.format.minimise.Minimisation;
import plumbline.storage.format.minimise.MinimisationFile;
import plumbline.storage.format.minimise.MinimisedSource;
import plumbline.storage.project.Governance;
import plumbline.storage.project.Hash;
import plumbline.storage.project.LineageGraph;
import plumbline.storage.project.Project;

/** Brings a recording, dataset or point file into a project with its labels, calibration and poses. */
public final class Imports {
    private Imports() {}

    /** What is to be left out, read against the capture that it is about. */
    public interface Rules {
        Minimisation of(Capture capture) throws IOException;

        static Rules file(Path yaml) {
            return capture -> MinimisationFile.read(yaml, capture);
        }
    }

    /** What is to come in: from where, held against which contract, without what, and what is on record of it. */
    public record Request(
            Path path, Optional<DataContract> contract, Optional<Rules> leaveOut, Governance governance) {}

    /** {@code checked} where there was a contract; nothing is {@code brought} of what does not keep it. */
    public record Ended(Optional<Brought> brought, Optional<Admission.Checked> checked, String name) {}

    /** Checked, thinned and imported in this order, as far as its contract lets it. */
    public static Ended run(Project project, Request request, Progress progress) throws IOException {
        if (request.contract().isPresent()) {
            Judged j = bringUnder(
                    request.contract().get(), project, request.path(), request.leaveOut(), request.governance(), progress);
            return new Ended(j.brought(), Optional.of(j.checked()), j.name());
        }
        Brought b = bring(project, request.path(), request.leaveOut(), request.governance(), progress);
        return new Ended(Optional.of(b), Optional.empty(), b.imported().capture().name());
    }

    /** What came in, what of it could not be read, and in words what was left out on purpose. */
    public record Brought(Project.Imported imported, List<Problem> problems, Optional<String> leftOut) {}

    /** What its contract says of a capture, and the capture where it was admitted. */
    public record Judged(Admission.Checked checked, Optional<Brought> brought, String name) {}

    /** As {@link #importPath}, with the problems that the reader met. */
    public static Brought bring(Project project, Path path, Governance governance, Progress progress) throws IOException {
        return bring(project, path, Optional.empty(), governance, progress);
    }

    /** Without what the rules leave out; nothing of that is ever stored. */
    public static Brought bring(
            Project project, Path path, Optional<Rules> minimise, Governance governance, Progress progress)
            throws IOException {
        try (CaptureSource source = Captures.open(path)) {
            return bring(project, source, minimise, governance, progress);
        }
    }

    private static Brought bring(
            Project project, CaptureSource whole, Optional<Rules> minimise, Governance governance, Progress progress)
            throws IOException {
        List<Problem> problems = whole.capture().problems();
        if (minimise.isEmpty()) {
            return new Brought(project.importCapture(whole, governance, progress), problems, Optional.empty());
        }
        Minimisation rules = minimise.get().of(whole.capture());
        MinimisedSource source = new MinimisedSource(whole, rules);
        Project.Imported imported = project.importCapture(source, governance, progress);
        trace(project, imported, rules, source.leftOut());
        return new Brought(imported, problems, Optional.of(source.leftOut()));
    }

    /**
     * Only a capture that keeps the contract is stored; the check itself is on record either way. It is the recording as a
     * whole that is checked, before rules leave out a part of it.
     */
    public static Judged bringUnder(
            DataContract contract, Project project, Path path, Optional<Rules> minimise, Governance governance,
            Progress progress)
            throws IOException {
        try (CaptureSource source = Captures.open(path)) {
            Admission admission = new Admission(project, contract);
            Admission.Checked checked = admission.check(source, progress);
            Optional<Brought> brought = Optional.empty();
            if (checked.verdict() == Admission.Verdict.ADMITTED) {
                brought = Optional.of(bring(project, source, minimise, governance, progress));
                admission.recordLineage(brought.get().imported());
            }
            return new Judged(checked, brought, source.capture().name());
        }
    }

    private static void trace(Project project, Project.Imported imported, Minimisation rules, String leftOut) {
        String capture = imported.capture().hash().hex();
        String id = "minimisation:" + Hash.of(rules.document().getBytes(StandardCharsets.UTF_8)).hex();
        Instant now = Instant.now();
        project.recordLineage(
                new LineageGraph.Node(
                        id, "import", "Minimisation rules", now, project.actor().user(),
                        new TreeMap<>(Map.of("rules", rules.document()))),
                List.of(), "rules");
        project.recordLineage(
                new LineageGraph.Node(
                        capture, "capture", imported.capture().name(), now, project.actor().user(),
                        new TreeMap<>(Map.of("left out", leftOut))),
                List.of(id), "minimise: " + leftOut);
    }

    /** The same content again is found and not stored twice. Cancelled or failed, nothing of it is seen. */
    public static Project.Imported importPath(Project project, Path path, Governance governance, Progress progress)
            throws IOException {
        return bring(project, path, governance, progress).imported();
    }
}
