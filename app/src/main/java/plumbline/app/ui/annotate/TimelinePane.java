package plumbline.app.ui.annotate;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.VBox;
import plumbline.annotation.label.Label.Cuboid;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Origin;
import plumbline.annotation.label.TrackId;
import plumbline.annotation.review.Severity;
import plumbline.app.ui.parts.Numbers;
import plumbline.app.ui.parts.Parts;

/**
 * The timeline: transport, ruler, one row a track. A click or a drag goes to a frame; a filled diamond comes along; a click on a name
 * selects.
 */
final class TimelinePane extends VBox {
    static final double HEIGHT = 148;
    private static final double DIAMOND = 7;

    private final AnnotateModel model;
    private final IntConsumer go;
    private final Canvas canvas = new Canvas();
    private final LanePainter painter;
    private final Label number = Parts.mono("", "strong");
    private final Label of = Parts.mono("", "fg1");
    private final Label time = Parts.mono("", "fg1");
    private final Button play;
    private Lanes lanes;
    private Optional<Cuboid> held = Optional.empty();
    private boolean dark = true;
    private Map<LabelId, Severity> findings = Map.of();

    /** What the bar's buttons do. */
    record Actions(IntConsumer go, Runnable play, IntConsumer propagate, Runnable keyframe) {}

    TimelinePane(AnnotateModel model, Actions actions) {
        this.model = model;
        this.go = actions.go();
        this.painter = new LanePainter(canvas);
        this.lanes = Lanes.of(model.labels());
        getStyleClass().add("timeline");
        setMinHeight(0);
        setPrefHeight(HEIGHT);
        play = Parts.iconButton("mdi2p-play", "Play (P)", actions.play());
        int last = model.capture().frames().size() - 1;
        HBox where = Parts.row(12, Parts.row(5, Parts.caption("Frame"), number, of), time);
        where.getStyleClass().add("frame-and-time");
        HBox bar = Parts.row(
                4,
                Parts.iconButton("mdi2s-skip-previous", "First frame (Home)", () -> go.accept(0)),
                Parts.iconButton("mdi2s-step-backward", "Frame before (Shift+Space)", () ->
                        go.accept(model.frame() - 1)),
                play,
                Parts.iconButton("mdi2s-step-forward", "Next frame (Space)", () -> go.accept(model.frame() + 1)),
                Parts.iconButton("mdi2s-skip-next", "Last frame (End)", () -> go.accept(last)),
                Parts.rule(), where, Parts.rule(),
                bar("mdi2a-arrow-right", "Propagate 5", "]", () -> actions.propagate().accept(5)),
                bar("mdi2r-rhombus", "Keyframe", "K", actions.keyframe()),
                Parts.spacer(),
                Parts.icon("mdi2r-rhombus", "dim"), Parts.caption("by hand"),
                Parts.icon("mdi2r-rhombus-outline", "dim"), Parts.caption("automatic"));
        bar.getStyleClass().addAll("bar", "transport");
        Pane holder = new Pane(canvas);
        VBox.setVgrow(holder, javafx.scene.layout.Priority.ALWAYS);
        holder.setMinHeight(0);
        canvas.widthProperty().bind(holder.widthProperty());
        canvas.heightProperty().bind(holder.heightProperty());
        canvas.widthProperty().addListener((o, was, is) -> paint());
        canvas.heightProperty().addListener((o, was, is) -> paint());
        canvas.setOnMousePressed(this::point);
        canvas.setOnMouseDragged(e -> {
            if (e.getX() >= painter.nameWidth()) {
                scrub(e);
            }
        });
        canvas.setOnMouseReleased(e -> {
            held.ifPresent(k -> model.moveKeyframe(k.track(), k.frame(), painter.frameAt(e.getX())));
            held = Optional.empty();
        });
        getChildren().addAll(bar, holder);
    }

    private static Button bar(String icon, String text, String key, Runnable run) {
        Button b = Parts.barButton(icon, text, run);
        b.setGraphic(Parts.row(6, Parts.icon(icon), Parts.label(text), Parts.keyCap(key)));
        b.setContentDisplay(javafx.scene.control.ContentDisplay.GRAPHIC_ONLY);
        b.setAccessibleText(text + ", key " + key);
        return b;
    }

    /** The name column is as wide as the left dock. */
    void setNameWidth(double width) {
        painter.setNameWidth(width);
        paint();
    }

    void setPlaying(boolean playing) {
        play.setGraphic(Parts.icon(playing ? "mdi2p-pause" : "mdi2p-play"));
    }

    void setDark(boolean darkTheme) {
        dark = darkTheme;
        paint();
    }

    void setFindings(Map<LabelId, Severity> worst) {
        findings = worst;
        paint();
    }

    /** The labels changed. */
    void labelsChanged() {
        lanes = Lanes.of(model.labels());
        paint();
    }

    void paint() {
        int frames = model.capture().frames().size();
        number.setText(Numbers.count(model.frame()));
        of.setText("of 0–" + Numbers.count(frames - 1L));
        time.setText(Numbers.utc(model.capture().frames().get(model.frame()).timeNanos()) + " UTC");
        painter.paint(model, lanes, rows(), findings, dark);
    }

    private List<TrackId> rows() {
        return lanes.rows(model.selectedCuboid(), ObjectRows.ordered(model.ontology(), model.shown()),
                painter.rowsThatFit());
    }

    private void point(MouseEvent e) {
        int row = painter.rowAt(e.getY());
        List<TrackId> rows = rows();
        if (e.getX() >= painter.nameWidth()) {
            held = row < 0 || row >= rows.size() || model.readOnly() ? Optional.empty() : keyframeAt(rows.get(row), e);
            scrub(e);
            return;
        }
        if (row >= 0 && row < rows.size()) {
            model.cuboids().stream()
                    .filter(c -> c.track().equals(rows.get(row)))
                    .findFirst()
                    .ifPresent(c -> model.select(Optional.of(c.id())));
        }
    }

    private Optional<Cuboid> keyframeAt(TrackId track, MouseEvent e) {
        int frame = painter.frameAt(e.getX());
        return Optional.ofNullable(lanes.of(track).get(frame))
                .filter(c -> c.origin() == Origin.HAND && Math.abs(painter.x(frame) - e.getX()) <= DIAMOND);
    }

    private void scrub(MouseEvent e) {
        go.accept(painter.frameAt(e.getX()));
    }
}
