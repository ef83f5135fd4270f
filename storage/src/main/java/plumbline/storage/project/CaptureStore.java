package plumbline.storage.project;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.Ontology;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.Problem;
import plumbline.annotation.scene.Progress;
import plumbline.annotation.scene.Sample;
import plumbline.annotation.scene.SensorId;
import plumbline.annotation.scene.SensorKind;
import plumbline.annotation.scene.Trajectory;
import plumbline.storage.format.CaptureJson;
import plumbline.storage.format.PointEncodings;

/**
 * Takes captures in: every sample's bytes become an object, and the manifest, in which samples are named by those objects,
 * another; its hash is the capture's. Only the transaction at the end makes any of it seen.
 */
final class CaptureStore {
    private final Store store;
    private final Working working;
    private final Actor actor;

    CaptureStore(Store store, Working working, Actor actor) {
        this.store = store;
        this.working = working;
        this.actor = actor;
    }

    Project.Imported importCapture(CaptureSource source, Governance governance, Progress progress) throws IOException {
        CaptureRows.check(governance);
        if (store.db().readOnly()) {
            throw new StorageException("The project is open read-only; nothing was imported. Open it for writing.");
        }
        List<Hash> fresh = new ArrayList<>();
        boolean copied = false;
        Copied all;
        try {
            all = copy(source, fresh, progress);
            copied = true;
        } catch (InterruptedIOException e) {
            // Who stopped it may go on later: what is there is found again.
            copied = true;
            throw e;
        } finally {
            if (!copied) {
                store.objects().takeBack(fresh);
            }
        }
        Capture kept = all.kept();
        StoredCapture row = new StoredCapture(
                all.hash(), kept.name(), kept.format(), kept.frames().size(), all.points(), Instant.now(), governance);
        return store.db().write(c -> keep(c, row, kept, all.labels(), all.ontology()));
    }

    /** A capture whose samples are objects, and what came with it. */
    private record Copied(Hash hash, Capture kept, long points, Labels labels, Ontology ontology) {}

    private Copied copy(CaptureSource source, List<Hash> fresh, Progress progress) throws IOException {
        Capture capture = source.capture();
        Set<Sample> samples = new LinkedHashSet<>(capture.samples());
        capture.frames().forEach(f -> samples.addAll(f.samples().values()));
        Map<SensorId, SensorKind> kinds = new HashMap<>();
        capture.sensors().forEach(s -> kinds.put(s.id(), s.kind()));
        Map<Sample, Sample> stored = new HashMap<>();
        long[] points = {0};
        List<Hash> made = Collections.synchronizedList(fresh);
        stopIfCancelled(progress, capture);
        SampleCopies.run(
                samples,
                s -> {
                    byte[] raw = source.raw(s);
                    long n = points(s, kinds.get(s.sensor()), capture, raw);
                    return new SampleCopies.One(store.objects().write(raw, made::add), n);
                },
                (s, one) -> {
                    points[0] += one.points();
                    stored.put(s, new Sample(s.sensor(), s.timeNanos(), s.worldFromSensor(), s.encoding(), one.key().hex()));
                    progress.update("Importing " + capture.name(), stored.size(), samples.size());
                    stopIfCancelled(progress, capture);
                });
        Labels labels = source.labels();
        Ontology ontology = source.ontology();
        stopIfCancelled(progress, capture);
        Capture kept = withSamples(capture, stored);
        return new Copied(store.objects().write(CaptureJson.write(kept), fresh::add), kept, points[0], labels, ontology);
    }

    /** Decoding each sweep once finds what could not be opened later before anything is kept. Counts lidar points. */
    private static long points(Sample s, SensorKind kind, Capture capture, byte[] raw) throws IOException {
        if (kind != SensorKind.LIDAR && kind != SensorKind.RADAR) {
            return 0;
        }
        int size = PointEncodings.decode(s.encoding(), capture.name() + "/" + s.key(), raw).size();
        return kind == SensorKind.LIDAR ? size : 0;
    }

    private static void stopIfCancelled(Progress progress, Capture capture) throws InterruptedIOException {
        if (progress.cancelled() || Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("The import of " + capture.name() + " was stopped; the project is as it was."
                    + " Samples that are copied already are found again when it is imported anew.");
        }
    }

    private static Capture withSamples(Capture c, Map<Sample, Sample> stored) {
        List<Frame> frames = new ArrayList<>();
        for (Frame f : c.frames()) {
            Map<SensorId, Sample> byId = new TreeMap<>();
            f.samples().forEach((id, s) -> byId.put(id, stored.get(s)));
            frames.add(new Frame(f.index(), f.timeNanos(), f.worldFromEgo(), byId));
        }
        return new Capture(
                c.name(), c.format(), c.world(), c.sensors(), c.referenceLidar(), frames,
                c.samples().stream().map(stored::get).toList(), c.trajectory(),
                c.problems().stream().map(CaptureStore::portable).toList());
    }

    /** Without the folders of this computer: the same recording elsewhere must have the same hash. */
    private static Problem portable(Problem p) {
        int comma = p.where().indexOf(", ");
        String file = comma < 0 ? p.where() : p.where().substring(0, comma);
        if (!file.startsWith("/") && !file.matches("[A-Za-z]:[\\\\/].*")) {
            return p;
        }
        int slash = Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\'));
        return new Problem(p.where().substring(slash + 1), p.what());
    }

    private Project.Imported keep(Connection c, StoredCapture row, Capture capture, Labels labels, Ontology ontology)
            throws SQLException {
        Optional<StoredCapture> known = CaptureRows.find(c, row.hash());
        if (known.isPresent()) {
            store.trail().leaf(c, "capture.import", row.hash().hex(), Map.of("name", row.name(), "reused", true));
            return new Project.Imported(known.get(), true, LabelRows.count(c, row.hash()));
        }
        CaptureRows.insert(c, row);
        // Rows and pages are made of the same labels, side by side. Pages that no version names do no harm.
        CompletableFuture<Hash> root = CompletableFuture.supplyAsync(() -> working.pages().write(row.hash(), labels));
        try {
            LabelRows.fill(c, row.hash(), labels.all());
        } finally {
            // Nothing of it may go on once the project is closed.
            root.exceptionally(e -> row.hash()).join();
        }
        Ontology own = working.ontology(c);
        Ontology merged = (labels.isEmpty() ? own : OntologyJson.merge(own, ontology)).including(labels.all());
        boolean ontologyChanged = working.setOntology(c, merged);
        store.trail().leaf(c, "capture.import", row.hash().hex(), detail(row, labels.size(), ontologyChanged));
        String importId = recordLineage(c, row, capture);
        Version v = working.commitImport(
                c, row.hash(), rootOf(root), store.objects().write(calibration(capture)), "Import " + row.name());
        if (!labels.isEmpty()) {
            Lineage.edge(c, importId, v.labelRoots().get(row.hash()).hex(), "import");
        }
        return new Project.Imported(row, false, labels.size());
    }

    private static Hash rootOf(CompletableFuture<Hash> made) {
        try {
            return made.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof StorageException s
                    ? s
                    : new StorageException("The labels could not be stored: " + e.getCause(), e);
        }
    }

    private static Map<String, Object> detail(StoredCapture row, int labels, boolean ontologyChanged) {
        Governance g = row.governance();
        return Map.of(
                "name", row.name(), "format", row.format(), "frames", row.frames(), "points", row.points(),
                "labels", labels, "ontologyChanged", ontologyChanged, "reused", false,
                "governance", Map.of(
                        "purpose", g.purpose(), "classification", g.classification(), "region", g.region(),
                        "owner", g.owner(), "site", g.site(), "retention", g.retention()));
    }

    private String recordLineage(Connection c, StoredCapture row, Capture capture) throws SQLException {
        String importId = "import:" + UUID.randomUUID();
        String calibration = "calibration:" + Hash.of(calibration(capture)).hex();
        String id = row.hash().hex();
        Lineage.node(c, new LineageGraph.Node(
                importId, "import", "Import " + row.name(), row.imported(), actor.user(),
                new TreeMap<>(Map.of("format", row.format(), "device", actor.device(), "purpose", actor.purpose()))));
        Lineage.node(c, new LineageGraph.Node(
                calibration, "calibration", "Calibration of " + row.name(), row.imported(), actor.user(),
                new TreeMap<>(Map.of("sensors", Integer.toString(capture.sensors().size())))));
        Lineage.node(c, new LineageGraph.Node(
                id, "capture", row.name(), row.imported(), actor.user(),
                new TreeMap<>(Map.of(
                        "format", row.format(), "frames", Integer.toString(row.frames()),
                        "points", Long.toString(row.points())))));
        Lineage.edge(c, importId, calibration, "import");
        Lineage.edge(c, importId, id, "import");
        Lineage.edge(c, calibration, id, "calibrate");
        return importId;
    }

    /** Of sensors, extrinsics and lenses alone, so that recordings of one calibrated rig share it. */
    private static byte[] calibration(Capture c) {
        return CaptureJson.write(new Capture(
                "", "", "", c.sensors(), c.referenceLidar(), List.of(), List.of(), Trajectory.EMPTY, List.of()));
    }

    /** Stores the calibration of a capture as an object, which versions pin. */
    static Hash calibration(ObjectStore objects, Hash capture) {
        try {
            return objects.write(calibration(CaptureJson.read("capture " + capture.shortHex(), objects.read(capture))));
        } catch (IOException e) {
            throw new StorageException("The calibration of capture " + capture.shortHex() + " cannot be read: "
                    + e.getMessage(), e);
        }
    }

    /** The manifest of a capture, from its object. */
    Capture manifest(Hash hash) throws IOException {
        return CaptureJson.read("capture " + hash.shortHex(), store.objects().read(hash));
    }

    /** The objects that a capture's samples are kept in. */
    Set<Hash> samples(Hash hash) throws IOException {
        Capture capture = manifest(hash);
        String where = "capture " + hash.shortHex();
        Set<Hash> out = new HashSet<>();
        capture.samples().forEach(s -> out.add(Versions.hash(where, s.key())));
        capture.frames().forEach(f -> f.samples().values().forEach(s -> out.add(Versions.hash(where, s.key()))));
        return out;
    }
}
