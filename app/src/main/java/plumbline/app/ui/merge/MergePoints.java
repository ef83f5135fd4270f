package plumbline.app.ui.merge;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import plumbline.annotation.edit.Conflict;
import plumbline.annotation.label.Label;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Sample;
import plumbline.annotation.scene.SensorId;
import plumbline.app.service.MergeDesk.Thing;
import plumbline.app.service.Session;
import plumbline.app.service.SweepPoints;
import plumbline.storage.project.Hash;

/** Sweeps of whichever capture a conflict lies in: the open session's from its cache, others from sources kept open here. */
final class MergePoints implements AutoCloseable {
    /** A sweep, and of which lidar. */
    record Sweep(PointBlock points, Optional<SensorId> sensor) {}

    private final Session session;
    private final Map<Hash, CaptureSource> others = new HashMap<>();
    private boolean closed;

    MergePoints(Session session) {
        this.session = session;
    }

    /** Of the lidar that a mask is about, else of the reference lidar; no points where the frame has no sweep. */
    synchronized Sweep of(Thing thing) throws IOException {
        Hash capture = thing.capture().orElseThrow();
        boolean here = capture.equals(session.stored().hash());
        CaptureSource source = here ? session.source() : open(capture);
        SensorId lidar = sensor(thing).orElse(source.capture().referenceLidar());
        if (thing.frame() < 0 || thing.frame() >= source.capture().frames().size()) {
            return new Sweep(PointBlock.EMPTY, Optional.of(lidar));
        }
        if (here) {
            return new Sweep(session.points(thing.frame(), lidar), Optional.of(lidar));
        }
        Frame frame = source.capture().frames().get(thing.frame());
        Optional<Sample> sample = frame.sample(lidar);
        return new Sweep(sample.isPresent() ? SweepPoints.of(source, sample.get()) : PointBlock.EMPTY, Optional.of(lidar));
    }

    private static Optional<SensorId> sensor(Thing thing) {
        return switch (thing.conflicts().getFirst().conflict()) {
            case Conflict.Overlap o -> Optional.of(o.sensor());
            case Conflict.Field f -> mask(f.ours());
            case Conflict.Deleted d -> mask(d.base());
            case Conflict.SameObject s -> mask(s.ours());
            case Conflict.Definition d -> Optional.empty();
            case Conflict.Missing m -> Optional.empty();
        };
    }

    private static Optional<SensorId> mask(Label l) {
        return l instanceof Label.PointMask m ? Optional.of(m.sensor()) : Optional.empty();
    }

    private CaptureSource open(Hash capture) throws IOException {
        if (closed) {
            throw new IOException("The merge view is closed.");
        }
        CaptureSource kept = others.get(capture);
        if (kept == null) {
            kept = session.project().openCapture(capture);
            others.put(capture, kept);
        }
        return kept;
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        for (CaptureSource s : others.values()) {
            s.close();
        }
        others.clear();
    }
}
