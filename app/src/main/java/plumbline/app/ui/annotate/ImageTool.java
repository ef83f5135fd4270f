package plumbline.app.ui.annotate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.paint.Color;
import plumbline.annotation.label.Form;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.Origin;
import plumbline.annotation.label.Pixel;
import plumbline.annotation.label.PointRuns;
import plumbline.annotation.scene.LensModel;
import plumbline.annotation.scene.SensorId;
import plumbline.app.service.ImageLinks;
import plumbline.app.service.Projection;
import plumbline.app.ui.camera.CameraMapping;

/** Draws and changes labels on one large image: boxes by a drag, lines and outlines by clicks, masks by a brush. */
final class ImageTool extends ImageLayer {
    /** What the main button does. */
    enum Mode {
        SELECT("Select", "V"),
        BOX("Box", "B"),
        LINE("Line", "L"),
        OUTLINE("Outline", "O"),
        POINTS("Key points", "I"),
        BRUSH("Brush", "M");

        private final String words;
        private final String key;

        Mode(String words, String key) {
            this.words = words;
            this.key = key;
        }

        String words() {
            return words;
        }

        String key() {
            return key;
        }

        private Form form() {
            return this == OUTLINE ? Form.POLYGON : this == POINTS ? Form.POINTS : Form.POLYLINE;
        }
    }

    private static final double GRAB = 8;

    /** A corner of a box (0 to 3, from the upper left clockwise) or a vertex of a shape that is dragged. */
    private record Grip(Label label, int corner, Label now) {}

    private final ImageEdits edits;
    private final Runnable changed;
    private final List<Pixel> vertices = new ArrayList<>();
    private Mode mode = Mode.SELECT;
    private Optional<Pixel> start = Optional.empty();
    private Optional<Pixel> pointer = Optional.empty();
    private Optional<Grip> grip = Optional.empty();
    private Optional<PointRuns> stroke = Optional.empty();
    private boolean erasing;
    private double radius = 12;

    /** {@code changed} repaints and renews the words about the tool. */
    ImageTool(AnnotateModel model, SensorId camera, ImageEdits edits, Runnable changed) {
        super(model, camera);
        this.edits = edits;
        this.changed = changed;
    }

    Mode mode() {
        return mode;
    }

    double radius() {
        return radius;
    }

    void take(Mode m) {
        cancel();
        mode = m;
        changed.run();
    }

    /** True where there was something begun to drop. */
    boolean cancel() {
        boolean any = !vertices.isEmpty() || start.isPresent() || grip.isPresent() || stroke.isPresent();
        vertices.clear();
        start = Optional.empty();
        grip = Optional.empty();
        stroke = Optional.empty();
        changed.run();
        return any;
    }

    /** Enter, Backspace, brush size and Del; true where used. */
    boolean key(KeyCode code) {
        switch (code) {
            case ENTER -> {
                if (vertices.isEmpty()) {
                    return false;
                }
                finish();
            }
            case BACK_SPACE -> {
                if (vertices.isEmpty()) {
                    return false;
                }
                vertices.removeLast();
            }
            case PLUS, EQUALS, ADD -> radius = Math.min(200, radius * 1.25);
            case MINUS, SUBTRACT -> radius = Math.max(1, radius / 1.25);
            case DELETE -> edits.selectedHere().ifPresent(model.others()::delete);
            default -> {
                return false;
            }
        }
        changed.run();
        return true;
    }

    @Override
    public boolean mouse(MouseEvent e, CameraMapping mapping, int frame) {
        pointer = mapping.onImage(e.getX(), e.getY()).map(p -> new Pixel(p[0], p[1]));
        if (pointer.isEmpty() || frame != model.frame()) {
            return false;
        }
        if (e.getEventType() == MouseEvent.MOUSE_MOVED) {
            changed.run();
            return mode != Mode.SELECT;
        }
        if (e.getButton() != MouseButton.PRIMARY || model.readOnly()) {
            return false;
        }
        Pixel at = pointer.get();
        boolean used = switch (mode) {
            case SELECT -> select(e, at, mapping);
            case BOX -> box(e, at);
            case LINE, OUTLINE, POINTS -> vertex(e, at, mapping);
            case BRUSH -> brush(e, at);
        };
        changed.run();
        return used;
    }

    private boolean box(MouseEvent e, Pixel at) {
        if (e.getEventType() == MouseEvent.MOUSE_PRESSED) {
            start = Optional.of(at);
        } else if (e.getEventType() == MouseEvent.MOUSE_RELEASED && start.isPresent()) {
            Pixel from = start.get();
            start = Optional.empty();
            if (Math.abs(from.x() - at.x()) >= 2 && Math.abs(from.y() - at.y()) >= 2) {
                Pixel a = inImage(from);
                Pixel b = inImage(at);
                edits.box(new double[] {a.x(), a.y(), b.x(), b.y()});
            }
        }
        return true;
    }

    private Pixel inImage(Pixel p) {
        Optional<LensModel> lens = edits.view().map(Projection.View::lens);
        return lens.map(l -> new Pixel(
                        Math.clamp(p.x(), -0.5, l.width() - 0.5), Math.clamp(p.y(), -0.5, l.height() - 0.5)))
                .orElse(p);
    }

    private boolean vertex(MouseEvent e, Pixel at, CameraMapping mapping) {
        if (e.getEventType() != MouseEvent.MOUSE_CLICKED || !e.isStillSincePress()) {
            return true;
        }
        int fewest = mode.form().fewest();
        boolean onEnd = vertices.size() >= fewest && (near(mapping, vertices.getLast(), at)
                || mode == Mode.OUTLINE && near(mapping, vertices.getFirst(), at));
        if (onEnd) {
            finish();
        } else {
            vertices.add(inImage(at));
        }
        return true;
    }

    private static boolean near(CameraMapping mapping, Pixel a, Pixel b) {
        return a.distance(b) * Math.max(1e-9, mapping.scale()) <= GRAB;
    }

    private void finish() {
        Form form = mode.form();
        if (vertices.size() < form.fewest()) {
            model.say("The " + mode.words().toLowerCase(Locale.ROOT) + " needs " + form.fewest() + " vertices; "
                    + vertices.size() + (vertices.size() == 1 ? " is" : " are") + " set.");
            return;
        }
        List<Pixel> done = List.copyOf(vertices);
        vertices.clear();
        edits.shape(form, done);
    }

    private boolean brush(MouseEvent e, Pixel at) {
        Optional<LensModel> lens = edits.view().map(Projection.View::lens);
        if (lens.isEmpty()) {
            return true;
        }
        if (e.getEventType() == MouseEvent.MOUSE_PRESSED) {
            erasing = e.isAltDown();
            start = Optional.of(at);
            stroke = Optional.of(PointRuns.EMPTY);
        }
        if (stroke.isPresent() && e.getEventType() != MouseEvent.MOUSE_CLICKED) {
            Pixel from = start.orElse(at);
            int steps = (int) Math.ceil(from.distance(at) / Math.max(1, radius / 2)) + 1;
            for (int i = 1; i <= steps; i++) {
                double t = (double) i / steps;
                PointRuns disc = ImageLinks.disc(
                        from.x() + t * (at.x() - from.x()), from.y() + t * (at.y() - from.y()), radius, lens.get().width(),
                        lens.get().height());
                stroke = stroke.map(s -> s.union(disc));
            }
            start = Optional.of(at);
        }
        if (e.getEventType() == MouseEvent.MOUSE_RELEASED && stroke.isPresent()) {
            PointRuns painted = stroke.get();
            stroke = Optional.empty();
            start = Optional.empty();
            paint(painted, lens.get());
        }
        return true;
    }

    private void paint(PointRuns painted, LensModel lens) {
        Optional<Label.ImageMask> own = mask();
        if (own.isPresent()) {
            Label.ImageMask m = own.get();
            PointRuns now = erasing ? m.pixels().minus(painted) : m.pixels().union(painted);
            if (m.finalised()) {
                model.say(OtherLabels.name(m) + " is finalised. Press F to open it.");
            } else if (now.isEmpty()) {
                model.others().delete(m);
            } else {
                edits.replace(erasing ? "Erase from" : "Paint", m, m.withPixels(now).with(m.head().withOrigin(Origin.HAND)));
            }
        } else if (erasing) {
            model.say("Select the mask to erase from.");
        } else {
            edits.mask(painted, lens.width(), lens.height());
        }
    }

    /** The mask that a stroke goes to: the selected one, or the selected object's on this camera. */
    private Optional<Label.ImageMask> mask() {
        return edits.selectedHere()
                .or(() -> edits.linked().stream().filter(Label.ImageMask.class::isInstance).findFirst())
                .filter(Label.ImageMask.class::isInstance)
                .map(Label.ImageMask.class::cast);
    }

    private boolean select(MouseEvent e, Pixel at, CameraMapping mapping) {
        if (e.getEventType() == MouseEvent.MOUSE_PRESSED) {
            grip = edits.selectedHere().filter(l -> !l.finalised()).flatMap(l -> grip(l, at, mapping));
            return grip.isPresent();
        }
        if (grip.isPresent()) {
            Grip g = grip.get();
            grip = Optional.of(new Grip(g.label(), g.corner(), dragged(g, inImage(at))));
            if (e.getEventType() == MouseEvent.MOUSE_RELEASED) {
                edits.replace(g.label() instanceof Label.ImageBox ? "Resize" : "Move vertex of", g.label(), grip.get().now());
                grip = Optional.empty();
            }
            return true;
        }
        if (e.getEventType() == MouseEvent.MOUSE_CLICKED && e.isStillSincePress() && e.getClickCount() == 1) {
            Optional<Label> hit = under(at, mapping);
            hit.ifPresent(l -> model.select(Optional.of(l.id())));
            return hit.isPresent();
        }
        return false;
    }

    private static List<Pixel> places(Label l) {
        return l instanceof Label.ImageBox b ? corners(b) : l instanceof Label.ImageShape s ? s.vertices() : List.of();
    }

    private static Optional<Grip> grip(Label l, Pixel at, CameraMapping mapping) {
        List<Pixel> places = places(l);
        for (int i = 0; i < places.size(); i++) {
            if (near(mapping, places.get(i), at)) {
                return Optional.of(new Grip(l, i, l));
            }
        }
        return Optional.empty();
    }

    private static Label dragged(Grip g, Pixel at) {
        if (g.label() instanceof Label.ImageShape s) {
            List<Pixel> moved = new ArrayList<>(s.vertices());
            moved.set(g.corner(), at);
            return s.withVertices(moved).with(s.head().withOrigin(Origin.HAND));
        }
        Label.ImageBox b = (Label.ImageBox) g.label();
        Pixel fixed = corners(b).get((g.corner() + 2) % 4);
        return new Label.ImageBox(
                b.id(), b.track(), b.className(), b.frame(), b.camera(), Math.min(fixed.x(), at.x()),
                Math.min(fixed.y(), at.y()), Math.max(fixed.x(), at.x()), Math.max(fixed.y(), at.y()), b.attributes(), Origin.HAND,
                b.finalised(), b.review());
    }

    /** The smallest label that holds the pixel, or whose line is close to it. */
    private Optional<Label> under(Pixel at, CameraMapping mapping) {
        return model.labels().inFrame(model.frame()).stream()
                .filter(l -> ImageLinks.camera(l).equals(Optional.of(camera)))
                .filter(l -> ImageLinks.contains(l, at.x(), at.y())
                        || l instanceof Label.ImageShape s && s.vertices().stream().anyMatch(v -> near(mapping, v, at)))
                .min(java.util.Comparator.comparingDouble(l -> ImageLinks.bounds(l)
                        .map(r -> (r[2] - r[0]) * (r[3] - r[1]))
                        .orElse(0.0)));
    }

    @Override
    public void paint(GraphicsContext g, CameraMapping mapping, int frame) {
        super.paint(g, mapping, frame);
        if (frame != model.frame()) {
            return;
        }
        edits.selectedHere().ifPresent(l -> places(l).forEach(p -> dot(g, mapping, p, Color.WHITE, true)));
        grip.ifPresent(x -> line(g, mapping, places(x.now()), !(x.now() instanceof Label.ImageShape s) || s.form() == Form.POLYGON,
                Color.WHITE, true));
        if (mode == Mode.BOX && start.isPresent() && pointer.isPresent()) {
            Pixel a = start.get();
            Pixel b = pointer.get();
            line(g, mapping, List.of(a, new Pixel(b.x(), a.y()), b, new Pixel(a.x(), b.y())), true, Color.WHITE, true);
        }
        if (!vertices.isEmpty()) {
            List<Pixel> all = new ArrayList<>(vertices);
            pointer.ifPresent(all::add);
            if (mode != Mode.POINTS) {
                line(g, mapping, all, mode == Mode.OUTLINE && all.size() > 2, Color.WHITE, true);
            }
            vertices.forEach(p -> dot(g, mapping, p, Color.WHITE, true));
        }
        if (mode == Mode.BRUSH) {
            brushed(g, mapping);
        }
    }

    private void brushed(GraphicsContext g, CameraMapping mapping) {
        Optional<LensModel> lens = edits.view().map(Projection.View::lens);
        stroke.ifPresent(s -> lens.ifPresent(l ->
                mask(g, mapping, s, l.width(), erasing ? Color.web("#FF7B72") : Color.WHITE, true)));
        pointer.flatMap(p -> mapping.onPane(p.x(), p.y())).ifPresent(p -> {
            double r = radius * mapping.scale();
            g.setStroke(Color.BLACK);
            g.setLineWidth(3);
            g.strokeOval(p[0] - r, p[1] - r, 2 * r, 2 * r);
            g.setStroke(Color.WHITE);
            g.setLineWidth(1.25);
            g.strokeOval(p[0] - r, p[1] - r, 2 * r, 2 * r);
        });
    }
}
