package plumbline.app.ui.camera;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Ontology;
import plumbline.app.service.HiddenLines;
import plumbline.app.service.Projection;
import plumbline.app.service.Session;
import plumbline.app.ui.parts.LabelPalette;

/** The boxes of a frame as they lie on one picture. */
record CameraBoxes(List<Shown> boxes) {
    /** A box as it lies on the picture. */
    record Shown(LabelId id, int rgb, HiddenLines.Lines lines, Hull hull) {}

    static final CameraBoxes NONE = new CameraBoxes(List.of());

    /** Far boxes first, so that a near one lies over them as the thing itself does. */
    static CameraBoxes of(Session session, Projection.View view, int frame) {
        List<Label.Cuboid> cuboids = session.labels().cuboids(frame);
        Ontology ontology = session.ontology();
        List<HiddenLines.Lines> lines = HiddenLines.of(view, cuboids.stream().map(Label.Cuboid::box).toList());
        List<Shown> out = new ArrayList<>();
        for (int i = 0; i < cuboids.size(); i++) {
            if (!lines.get(i).isEmpty()) {
                int rgb = LabelPalette.rgb(ontology, cuboids.get(i).className());
                out.add(new Shown(cuboids.get(i).id(), rgb, lines.get(i), new Hull(lines.get(i).all())));
            }
        }
        out.sort(Comparator.comparingDouble(s -> -s.lines().depth()));
        return new CameraBoxes(List.copyOf(out));
    }

    /** The smallest on the picture among those that a pixel lies in. */
    Optional<LabelId> hit(double u, double v) {
        return boxes.stream()
                .filter(b -> b.hull().contains(u, v))
                .min(Comparator.comparingDouble(b -> b.hull().area()))
                .map(Shown::id);
    }

    String words() {
        return boxes.size() + (boxes.size() == 1 ? " box" : " boxes");
    }
}
