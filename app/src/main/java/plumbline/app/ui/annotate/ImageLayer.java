package plumbline.app.ui.annotate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import plumbline.annotation.label.Form;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.Pixel;
import plumbline.annotation.label.PointRuns;
import plumbline.annotation.scene.SensorId;
import plumbline.annotation.scene.Vec3;
import plumbline.app.service.ImageLinks;
import plumbline.app.service.Projection;
import plumbline.app.ui.camera.CameraLayer;
import plumbline.app.ui.camera.CameraMapping;
import plumbline.app.ui.parts.LabelPalette;

/** The labels on a camera's image, and the lines of the scene as the camera sees them, over its picture. */
class ImageLayer implements CameraLayer {
    private static final Color HALO = Color.color(0, 0, 0, 0.75);
    private static final int PIECES = 16;

    final AnnotateModel model;
    final SensorId camera;

    ImageLayer(AnnotateModel model, SensorId camera) {
        this.model = model;
        this.camera = camera;
    }

    @Override
    public void paint(GraphicsContext g, CameraMapping mapping, int frame) {
        if (frame < 0) {
            return;
        }
        for (Label l : model.labels().inFrame(frame)) {
            if (ImageLinks.camera(l).equals(Optional.of(camera))) {
                onImage(g, mapping, l);
            } else if (l instanceof Label.Shape s) {
                shape(g, mapping, frame, s);
            }
        }
    }

    boolean selected(Label l) {
        return model.selected().equals(Optional.of(l.id()));
    }

    Color colour(Label l) {
        int rgb = LabelPalette.rgb(model.ontology(), l.className());
        return Color.rgb(rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255);
    }

    void onImage(GraphicsContext g, CameraMapping mapping, Label l) {
        switch (l) {
            case Label.ImageBox b -> line(g, mapping, corners(b), true, colour(l), selected(l));
            case Label.ImageShape s -> {
                if (s.form() == Form.POINTS) {
                    s.vertices().forEach(v -> dot(g, mapping, v, colour(l), selected(l)));
                } else {
                    line(g, mapping, s.vertices(), s.form() == Form.POLYGON, colour(l), selected(l));
                }
            }
            case Label.ImageMask m -> mask(g, mapping, m.pixels(), m.width(), colour(l), selected(l));
            case Label.Cuboid c -> {}
            case Label.PointMask m -> {}
            case Label.Shape s -> {}
            case Label.Relation r -> {}
            case Label.SceneTag t -> {}
        }
    }

    static List<Pixel> corners(Label.ImageBox b) {
        return List.of(
                new Pixel(b.left(), b.top()), new Pixel(b.right(), b.top()), new Pixel(b.right(), b.bottom()),
                new Pixel(b.left(), b.bottom()));
    }

    static void line(
            GraphicsContext g, CameraMapping mapping, List<Pixel> vertices, boolean closed, Color colour, boolean selected) {
        for (int pass = selected ? 0 : 1; pass < 2; pass++) {
            g.setStroke(pass == 0 ? HALO : selected ? Color.WHITE : colour);
            g.setLineWidth(pass == 0 ? 4 : selected ? 1.75 : 1.25);
            for (int i = 0; i < vertices.size() - (closed ? 0 : 1); i++) {
                Pixel a = vertices.get(i);
                Pixel b = vertices.get((i + 1) % vertices.size());
                Optional<double[]> p = mapping.onPane(a.x(), a.y());
                Optional<double[]> q = mapping.onPane(b.x(), b.y());
                if (p.isPresent() && q.isPresent()) {
                    g.strokeLine(p.get()[0], p.get()[1], q.get()[0], q.get()[1]);
                }
            }
        }
    }

    static void dot(GraphicsContext g, CameraMapping mapping, Pixel at, Color colour, boolean selected) {
        mapping.onPane(at.x(), at.y()).ifPresent(p -> {
            g.setFill(HALO);
            g.fillOval(p[0] - 5, p[1] - 5, 10, 10);
            g.setFill(selected ? Color.WHITE : colour);
            g.fillOval(p[0] - 3.5, p[1] - 3.5, 7, 7);
        });
    }

    /** Runs of a mask as flat strips; a run over several rows is cut by row. */
    static void mask(GraphicsContext g, CameraMapping mapping, PointRuns pixels, int width, Color colour, boolean selected) {
        g.setFill(colour.deriveColor(0, 1, 1, selected ? 0.55 : 0.35));
        double high = Math.max(1, mapping.scale());
        for (int i = 0; i < pixels.runs(); i++) {
            int from = pixels.from(i);
            while (from < pixels.to(i)) {
                int row = from / width;
                int to = Math.min(pixels.to(i), (row + 1) * width);
                Optional<double[]> a = mapping.onPane(from % width - 0.5, row - 0.5);
                Optional<double[]> b = mapping.onPane(to - 1 - row * width + 0.5, row - 0.5);
                if (a.isPresent() && b.isPresent()) {
                    g.fillRect(a.get()[0], a.get()[1], b.get()[0] - a.get()[0], high);
                }
                from = to;
            }
        }
    }

    private void shape(GraphicsContext g, CameraMapping mapping, int frame, Label.Shape s) {
        Optional<Projection.View> view =
                Projection.view(model.capture(), model.capture().frames().get(frame), camera);
        if (view.isEmpty()) {
            return;
        }
        int n = s.vertices().size();
        if (s.form() == Form.POINTS) {
            s.vertices().forEach(v -> ImageLinks.pixel(view.get(), v).ifPresent(p -> dot(g, mapping, p, colour(s), selected(s))));
            return;
        }
        for (int i = 0; i < n - (s.form() == Form.POLYGON ? 0 : 1); i++) {
            Vec3 a = s.vertices().get(i);
            Vec3 step = s.vertices().get((i + 1) % n).minus(a);
            List<Pixel> seen = new ArrayList<>();
            for (int k = 0; k <= PIECES; k++) {
                ImageLinks.pixel(view.get(), a.plus(step.times((double) k / PIECES))).ifPresentOrElse(seen::add, () -> {
                    line(g, mapping, seen, false, colour(s), selected(s));
                    seen.clear();
                });
            }
            line(g, mapping, seen, false, colour(s), selected(s));
        }
    }
}
