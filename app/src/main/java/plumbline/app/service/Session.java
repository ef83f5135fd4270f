package plumbline.app.service;

import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import plumbline.annotation.edit.ChangeSet;
import plumbline.annotation.edit.History;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.Ontology;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Sample;
import plumbline.annotation.scene.SensorId;
import plumbline.storage.access.Action;
import plumbline.storage.access.Decision;
import plumbline.storage.project.Project;
import plumbline.storage.project.StoredCapture;

/**
 * A project opened at one of its capture: what the window and the command line work on. Edits go through {@link #history}.
 * Reading methods are safe for several threads; edits belong to one.
 */
public final class Session implements AutoCloseable {
    private static final int KEPT = 24;

    private final Project project;
    private final StoredCapture stored;
    private final CaptureSource source;
    private final History history;
    private final Map<Sample, PointBlock> points = Collections.synchronizedMap(new LinkedHashMap<>(32, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Sample, PointBlock> eldest) {
            return size() > KEPT;
        }
    });

    /** The project stays the caller's to close. */
    public Session(Project project, StoredCapture stored) throws IOException {
        this.project = project;
        this.stored = stored;
        this.source = project.openCapture(stored.hash());
        this.history = new History(project.labels(stored.hash()), project.journal(stored.hash()));
    }

    public Project project() {
        return project;
    }

    public StoredCapture stored() {
        return stored;
    }

    public Capture capture() {
        return source.capture();
    }

    public CaptureSource source() {
        return source;
    }

    public History history() {
        return history;
    }

    public Labels labels() {
        return history.labels();
    }

    public Ontology ontology() {
        return project.ontology();
    }

    public Frame frame(int index) {
        return capture().frames().get(index);
    }

    /**
     * Points of the reference lidar at a frame, in that lidar's frame at the sample's time (the rig's own motion is taken out
     * where the points carry their times); the last ones read are kept.
     */
    public PointBlock points(int frame) throws IOException {
        return points(frame, capture().referenceLidar());
    }

    public PointBlock points(int frame, SensorId lidar) throws IOException {
        Optional<Sample> sample = frame(frame).sample(lidar);
        if (sample.isEmpty()) {
            return PointBlock.EMPTY;
        }
        PointBlock kept = points.get(sample.get());
        if (kept == null) {
            kept = SweepPoints.of(source, sample.get());
            points.put(sample.get(), kept);
        }
        return kept;
    }

    /** Why something cannot be done with this capture here, for a person; empty where it can. */
    public Optional<String> whyNot(Action action) {
        Decision d = project.access().decide(action, Optional.of(stored.hash()));
        return d.allowed() ? Optional.empty() : Optional.of(d.sentence());
    }

    public void apply(ChangeSet changes) {
        history.apply(changes);
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
