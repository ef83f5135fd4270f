package plumbline.app.service;

import java.io.Closeable;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plumbline.annotation.edit.ChangeSet;
import plumbline.annotation.edit.History;
import plumbline.annotation.edit.Journal;
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
import plumbline.storage.project.StorageException;
import plumbline.storage.project.StoredCapture;
import plumbline.storage.project.Version;

/**
 * A project opened at one of its capture: what the window and the command line work on. Edits go through {@link #history}.
 * Reading methods are safe for several threads; edits belong to one.
 */
public final class Session implements Closeable {
    private static final int KEPT = 24;

    private final Project project;
    private final StoredCapture stored;
    private final CaptureSource source;
    private final History history;
    private final Optional<Version> at;
    private final Map<Sample, PointBlock> points = Collections.synchronizedMap(new LinkedHashMap<>(32, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Sample, PointBlock> eldest) {
            return size() > KEPT;
        }
    });

    /** The project stays the caller's to close. */
    public Session(Project project, StoredCapture stored) throws IOException {
        this(project, stored, Optional.empty());
    }

    /** With {@code at}, to look only: the labels as that version has them. What stands, and its edits, are not touched. */
    public Session(Project project, StoredCapture stored, Optional<Version> at) throws IOException {
        this.project = project;
        this.stored = stored;
        this.at = at;
        this.source = project.openCapture(stored.hash());
        this.history = at.isPresent()
                ? new History(project.labelsAt(at.get().hash(), stored.hash()), new Looking(at.get()))
                : new History(project.labels(stored.hash()), project.journal(stored.hash()));
    }

    /** The journal of a version that is only looked at: it takes nothing. */
    private record Looking(Version at) implements Journal {
        @Override
        public void append(Step step, ChangeSet changes) {
            throw new StorageException("Version " + at.hash().shortHex()
                    + " is only looked at; nothing was changed. Go back to now to edit.");
        }

        @Override
        public List<ChangeSet> undoable() {
            return List.of();
        }

        @Override
        public List<ChangeSet> redoable() {
            return List.of();
        }
    }

    public Project project() {
        return project;
    }

    public StoredCapture stored() {
        return stored;
    }

    /** The version that is looked at; empty where the labels are as they stand. */
    public Optional<Version> at() {
        return at;
    }

    public boolean readOnly() {
        return at.isPresent() || project.readOnly();
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
