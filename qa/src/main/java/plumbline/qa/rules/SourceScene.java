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
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Sample;

/** A scene over an opened recording; keeps the points of the last four frames. Used from one thread. */
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
            points = source.points(sweep.get());
        }
        kept.put(sweep.get(), points);
        if (kept.size() > KEPT) {
            kept.remove(kept.keySet().iterator().next());
        }
        return points;
    }
}
