package plumbline.app.ui.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import plumbline.app.ui.parts.LabelPalette;
import plumbline.app.ui.parts.Numbers;
import plumbline.app.ui.parts.Parts;
import plumbline.app.ui.parts.Tint;
import plumbline.storage.project.Hash;
import plumbline.storage.project.Version;

/** The versions, newest first, with their lanes and the marks A and B. */
final class VersionList extends ScrollPane {
    private static final double ROW = 44;
    private static final double APART = 14;

    private final VBox rows = new VBox();
    private final Consumer<Version> chosen;
    private VersionGraph graph = new VersionGraph(List.of(), 1);
    private final List<HBox> nodes = new ArrayList<>();

    VersionList(Consumer<Version> chosen) {
        this.chosen = chosen;
        setContent(rows);
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
    }

    void show(VersionGraph g, Optional<Hash> a, Optional<Hash> b, String branch, boolean dark) {
        graph = g;
        rows.getChildren().clear();
        nodes.clear();
        for (int i = 0; i < g.rows().size(); i++) {
            HBox row = row(i, a, b, i == 0 ? branch : "", dark);
            nodes.add(row);
            rows.getChildren().add(row);
        }
    }

    private HBox row(int index, Optional<Hash> a, Optional<Hash> b, String branch, boolean dark) {
        VersionGraph.Row r = graph.rows().get(index);
        Version v = r.version();
        boolean isA = a.filter(v.hash()::equals).isPresent();
        boolean isB = b.filter(v.hash()::equals).isPresent();
        Label message = Parts.label(v.message().lines().findFirst().orElse("(no words)"), "name");
        message.setMinWidth(20);
        message.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(message, Priority.ALWAYS);
        Parts.tip(message, v.message());
        HBox first = Parts.row(6, message);
        if (!branch.isEmpty()) {
            first.getChildren().add(tag(branch, "outlined"));
        }
        if (isA) {
            first.getChildren().add(tag("A", "info"));
        }
        if (isB) {
            first.getChildren().add(tag("B", "info"));
        }
        Label author = Parts.label(v.author(), "fg2");
        author.setMinWidth(10);
        HBox second = Parts.row(8, Parts.mono(v.hash().shortHex(), "fg2", "caption-size"), author, Parts.spacer(),
                Parts.mono(when(v.at()), "fg2", "caption-size"));
        author.getStyleClass().add("caption-size");
        VBox words = new VBox(3, first, second);
        HBox.setHgrow(words, Priority.ALWAYS);
        words.setMinWidth(0);
        words.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        HBox row = new HBox(6, lanes(index, isA || isB, dark), words);
        row.getStyleClass().add("version-row");
        row.pseudoClassStateChanged(Parts.SELECTED, isB);
        if (isA && !isB) {
            row.getStyleClass().add("marked");
        }
        row.setOnMouseClicked(e -> chosen.accept(v));
        row.setAccessibleText("Version " + v.hash().shortHex() + ", " + v.message() + ", " + v.author()
                + (isA ? ", A" : "") + (isB ? ", B" : ""));
        return row;
    }

    private static Label tag(String words, String kind) {
        Label l = Parts.chip(words, kind);
        l.getStyleClass().add("square");
        // The style sheet lets chips shrink; these say too little to lose a letter.
        l.setStyle("-fx-min-width: " + Math.round(18 + words.length() * 6.6) + "px;");
        return l;
    }

    private Canvas lanes(int index, boolean marked, boolean dark) {
        VersionGraph.Row r = graph.rows().get(index);
        Canvas c = new Canvas(16 + graph.lanes() * APART, ROW);
        GraphicsContext g = c.getGraphicsContext2D();
        g.setLineWidth(2);
        // The upper half is what the row above sends down.
        if (index > 0) {
            for (VersionGraph.Line l : graph.rows().get(index - 1).lines()) {
                g.setStroke(colour(l.to(), dark));
                curve(g, x((l.from() + l.to()) / 2.0), 0, x(l.to()), ROW / 2, l.from() != l.to());
            }
        }
        for (VersionGraph.Line l : r.lines()) {
            g.setStroke(colour(l.to(), dark));
            curve(g, x(l.from()), ROW / 2, x((l.from() + l.to()) / 2.0), ROW, l.from() != l.to());
        }
        Color own = colour(r.lane(), dark);
        g.setFill(marked ? own : Tint.P1.of(dark));
        g.setStroke(own);
        g.fillOval(x(r.lane()) - 5, ROW / 2 - 5, 10, 10);
        g.strokeOval(x(r.lane()) - 5, ROW / 2 - 5, 10, 10);
        return c;
    }

    private static void curve(GraphicsContext g, double x0, double y0, double x1, double y1, boolean bends) {
        g.beginPath();
        g.moveTo(x0, y0);
        if (bends) {
            g.quadraticCurveTo(y0 < ROW / 4 ? x1 : x0, (y0 + y1) / 2, x1, y1);
        } else {
            g.lineTo(x1, y1);
        }
        g.stroke();
    }

    private static double x(double lane) {
        return 14 + lane * APART;
    }

    private static Color colour(int lane, boolean dark) {
        return lane == 0 ? Tint.ACCENT.of(dark) : LabelPalette.colour(LabelPalette.rgb(lane + 8));
    }

    /** The clock within a day, the date before. */
    private static String when(Instant at) {
        return Duration.between(at, Instant.now()).toHours() < 20 ? Numbers.clock(at).substring(0, 5) : Numbers.day(at);
    }
}
