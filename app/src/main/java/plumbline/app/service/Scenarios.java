package plumbline.app.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.Progress;
import plumbline.storage.access.Action;
import plumbline.storage.format.FormatException;
import plumbline.storage.project.Governance;
import plumbline.storage.project.LineageGraph;
import plumbline.storage.project.Project;
import plumbline.storage.project.Scenario;
import plumbline.storage.project.StorageException;
import plumbline.storage.project.StoredCapture;
import plumbline.storage.project.Version;
import plumbline.storage.scenario.CaptureClip;
import plumbline.storage.scenario.ScenarioPackage;
import tools.jackson.databind.json.JsonMapper;

/** Named time ranges of captures: saved, taken away as packages, brought in again. */
public final class Scenarios {
    /** What came in: the capture that the package holds, and the scenario on it. */
    public record Brought(StoredCapture capture, boolean reused, int labels, Scenario scenario) {}

    private Scenarios() {}

    /** Text that a person typed, commas between tags. */
    public static List<String> tags(String typed) {
        return List.of(typed.split(","));
    }

    /** Saves a range of the session's capture with head as its version; {@code id} names the one it replaces. */
    public static Scenario save(
            Session session, Optional<String> id, String name, long fromNanos, long toNanos, List<String> tags, String note) {
        Project project = session.project();
        Version version = session.at()
                .or(project::head)
                .orElseThrow(() -> new StorageException(
                        "A scenario pins a version, and there is none yet. Commit first; nothing was saved."));
        Scenario s = new Scenario(
                id.orElseGet(() -> UUID.randomUUID().toString()), name.strip(), session.stored().hash(), fromNanos, toNanos,
                tags, note, version.hash(), project.actor().user(), Instant.now());
        project.passNotes().put(s);
        return s;
    }

    /** Of the whole project, those that match; empty text takes all. */
    public static List<Scenario> find(Project project, String text) {
        return project.passNotes().scenarios().stream().filter(s -> s.matches(text)).toList();
    }

    /** The capture at the version that the scenario pins, to look only. */
    public static Session open(Project project, Scenario s) throws IOException {
        StoredCapture stored = project.captures().stream()
                .filter(c -> c.hash().equals(s.capture()))
                .findFirst()
                .orElseThrow(() -> new FormatException(
                        project.folder().toString(), s.name(),
                        "its capture " + s.capture().shortHex() + " is not in this project; pull it from the server"));
        Version version = project.resolve(s.version().hex());
        return new Session(project, stored, Optional.of(version));
    }

    /** The frames of its range. */
    public static List<Frame> frames(Session session, Scenario s) {
        return session.capture().frames().stream()
                .filter(f -> f.timeNanos() >= s.fromNanos() && f.timeNanos() <= s.toNanos())
                .toList();
    }

    /** A package of it: a folder, or a zip where {@code out} ends so. Recorded in lineage and audit log. */
    public static ScenarioPackage.Written export(Project project, Scenario s, Path out, Progress progress)
            throws IOException {
        project.access().require(Action.EXPORT, Optional.of(s.capture()));
        try (Session session = open(project, s)) {
            CaptureClip clip =
                    new CaptureClip(session.source(), session.labels(), session.ontology(), s.fromNanos(), s.toNanos());
            if (clip.capture().samples().isEmpty()) {
                throw new FormatException(
                        s.name(), "", "no sensor recorded anything in its range; there is nothing to export");
            }
            ScenarioPackage.Written written = ScenarioPackage.write(about(project, s), clip, out, progress);
            if (!project.readOnly()) {
                record(project, s, clip, written);
            }
            return written;
        }
    }

    private static ScenarioPackage.About about(Project project, Scenario s) {
        long saved = s.at().getEpochSecond() * 1_000_000_000L + s.at().getNano();
        return new ScenarioPackage.About(
                s.name(), s.tags(), s.note(), s.fromNanos(), s.toNanos(), s.capture().hex(), s.version().hex(),
                project.name(), s.user(), saved);
    }

    private static void record(Project project, Scenario s, CaptureClip clip, ScenarioPackage.Written written) {
        TreeMap<String, String> facts = new TreeMap<>(Map.of(
                "scenario", s.id(), "name", s.name(), "capture", s.capture().hex(), "fromNanos",
                Long.toString(s.fromNanos()), "toNanos", Long.toString(s.toNanos()), "frames",
                Integer.toString(clip.capture().frames().size()), "labels", Integer.toString(clip.labels().size()), "root",
                written.root()));
        Instant now = Instant.now();
        String id = "export:scenario:" + UUID.randomUUID();
        project.recordLineage(
                new LineageGraph.Node(id, "export", "Scenario " + s.name(), now, project.actor().user(), facts),
                List.of(s.version().hex(), s.capture().hex()), "export");
        project.record("export", id, JsonMapper.shared().writeValueAsString(facts));
    }

    /** Brings a package in as a capture with its labels and a scenario on it, once every byte agrees with its manifest. */
    public static Brought bring(Project project, Path path, Governance governance, Progress progress) throws IOException {
        Path folder = Files.createTempDirectory("plumbline-scenario");
        try {
            Path parts = ScenarioPackage.open(path, folder);
            ScenarioPackage.About about = ScenarioPackage.about(parts);
            Project.Imported in = Imports.importPath(project, parts.resolve(ScenarioPackage.RECORDING), governance, progress);
            StoredCapture stored = in.capture();
            project.recordLineage(
                    new LineageGraph.Node(
                            "import:scenario:" + UUID.randomUUID(), "import", "Scenario " + about.name(), Instant.now(),
                            project.actor().user(), new TreeMap<>(Map.of(
                                    "project", about.project(), "capture", about.capture(), "version", about.version()))),
                    List.of(stored.hash().hex()), "scenario import");
            try (CaptureSource source = project.openCapture(stored.hash())) {
                Version version = project.head()
                        .filter(v -> v.labelRoots().containsKey(stored.hash()))
                        .orElseGet(() -> project.commit("Bring in scenario " + about.name()));
                Scenario s = new Scenario(
                        UUID.randomUUID().toString(), about.name(), stored.hash(),
                        Math.max(about.fromNanos(), first(source)), Math.min(about.toNanos(), last(source)), about.tags(),
                        about.note(), version.hash(), project.actor().user(), Instant.now());
                project.passNotes().put(s);
                return new Brought(stored, in.reused(), in.labels(), s);
            }
        } finally {
            try (Stream<Path> left = Files.walk(folder)) {
                for (Path p : left.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(p);
                }
            }
        }
    }

    private static long first(CaptureSource source) {
        return source.capture().samples().stream().mapToLong(x -> x.timeNanos()).min().orElse(Long.MIN_VALUE);
    }

    private static long last(CaptureSource source) {
        return source.capture().samples().stream().mapToLong(x -> x.timeNanos()).max().orElse(Long.MAX_VALUE);
    }
}
