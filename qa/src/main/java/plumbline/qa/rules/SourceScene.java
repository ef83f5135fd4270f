package plumbline.qa.rules;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.Ontology;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.MotionCompensation;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Sample;
import plumbline.annotation.scene.Sensor;

/**
 * A scene over an opened recording: points with the rig's own motion taken out; those of the last four frames are kept.
 * Used from one thread.
 */
public final class SourceScene implements Scene {
    private static final int KEPT = 4;

    private final CaptureSource source;
    private final Labels labels;
    private final Ontology ontology;
    private final Map<Sample, PointBlock> kept = new LinkedHashMap<>();

    public SourceScene(CaptureSource source, Labels labels, Ontology ontology) {
        this.source = source;
        this.labels = labels;
        this.ontology = ontology;
    }

    @Override
    public Capture capture() {
        return source.capture();
    }

    @Override
    public Labels labels() {
        return labels;
    }

    @Override
    public Ontology ontology() {
        return ontology;
    }

    @Override
    public PointBlock points(Frame frame) throws IOException {
        Optional<Sample> sweep = frame.sample(capture().referenceLidar());
        if (sweep.isEmpty()) {
            return PointBlock.EMPTY;
        }
        PointBlock points = kept.remove(sweep.get());
        if (points == null) {
            points = compensated(sweep.get());
        }
        kept.put(sweep.get(), points);
        if (kept.size() > KEPT) {
            kept.remove(kept.keySet().iterator().next());
        }
        return points;
    }

    /** Labels are where objects stood at the sweep's time: the points must be there too. */
    private PointBlock compensated(Sample sweep) throws IOException {
        PointBlock points = source.points(sweep);
        Optional<Sensor> lidar = capture().sensor(sweep.sensor());
        return lidar.isEmpty()
                ? points
                : MotionCompensation.atSampleTime(
                        points, sweep, lidar.get().egoFromSensor(), capture().trajectory());
    }
}
