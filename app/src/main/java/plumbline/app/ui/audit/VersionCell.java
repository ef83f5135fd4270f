package plumbline.app.ui.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import plumbline.app.service.Histories;
import plumbline.app.ui.parts.LabelPalette;
import plumbline.app.ui.parts.Numbers;
import plumbline.app.ui.parts.Parts;
import plumbline.app.ui.parts.Tint;
import plumbline.storage.project.Version;

/** One version of the list: its lanes, message, names that point at it, hash, author, time and whether it is signed. */
final class VersionCell extends ListCell<VersionGraph.Row> {
    static final double ROW = 44;
    private static final double APART = 14;
    /** Lanes beyond are drawn on the last one, so that the words keep their width. */
    private static final int MOST_LANES = 8;

    private static final int MOST_NAMES = 2;

    private final VersionList list;
    private final Canvas canvas = new Canvas();
    private Optional<Look> look = Optional.empty();

    /** What the row is made of: while it is the same the row stays, so that moving A or B makes two rows and not a screenful. */
    private record Look(
            VersionGraph.Row row, boolean isA, boolean isB, List<Histories.Ref> names, Optional<Version.Signature> signature,
            boolean narrow, boolean dark, boolean filtered, int lanes) {}

    VersionCell(VersionList list) {
        this.list = list;
        getStyleClass().add("version-row");
    }

    @Override
    protected void updateItem(VersionGraph.Row r, boolean empty) {
        super.updateItem(r, empty);
        if (empty || r == null) {
            look = Optional.empty();
            getStyleClass().remove("marked");
            setGraphic(null);
            setTooltip(null);
            setAccessibleText(null);
            return;
        }
        Version v = r.version();
        boolean isA = list.isA(v.hash());
        boolean isB = list.isB(v.hash());
        List<Histories.Ref> names = list.refs(v.hash());
        Optional<Version.Signature> signature = list.signature(v.hash());
        Optional<Look> now = Optional.of(new Look(
                r, isA, isB, names, signature, list.getWidth() < 280, list.dark(), list.filtered(), list.lanes()));
        if (now.equals(look)) {
            return;
        }
        look = now;
        getStyleClass().remove("marked");
        lanes(r, isA || isB);
        HBox row = new HBox(6, canvas, words(v, names, signature, isA, isB, list.getWidth() < 280));
        row.setMinWidth(0);
        row.setPrefWidth(0);
        if (isA && !isB) {
            getStyleClass().add("marked");
        }
        setGraphic(row);
        Parts.tip(this, v.message() + "\n" + v.hash().hex() + "\nby " + v.author() + ", " + Numbers.day(v.at()) + " "
                + Numbers.clock(v.at()) + signature.map(s -> ", " + s.words()).orElse("")
                + (v.parents().size() > 1 ? "\nmerge of " + v.parents().size() + " versions" : "")
                + "\nSpace marks A, T looks at it, right click or Ctrl+M for more");
        setAccessibleText("Version " + v.hash().shortHex() + ", " + v.message() + ", " + v.author()
                + (v.parents().size() > 1 ? ", merge" : "") + (isA ? ", A" : "") + (isB ? ", B" : "")
                + String.join("", names.stream().map(n -> ", " + n.kind().name().toLowerCase(java.util.Locale.ROOT) + " "
                        + n.name()).toList()) + signature.map(s -> ", " + s.words()).orElse(""));
    }

    private static VBox words(
            Version v, List<Histories.Ref> names, Optional<Version.Signature> signature, boolean isA, boolean isB,
            boolean narrow) {
        Label message = Parts.label(v.message().lines().findFirst().orElse("(no words)"), "name");
        message.setMinWidth(20);
        message.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(message, Priority.ALWAYS);
        HBox first = Parts.row(4, message);
        for (Histories.Ref n : names.subList(0, Math.min(MOST_NAMES, names.size()))) {
            String name = n.name().length() > 14 ? n.name().substring(0, 13) + "…" : n.name();
            first.getChildren().add(switch (n.kind()) {
                case BRANCH -> tag(name, n.worked() ? "worked" : "outlined");
                case TAG -> tagged(name);
                case REMOTE -> tag(name, "plain");
            });
        }
        if (names.size() > MOST_NAMES) {
            first.getChildren().add(tag("+" + (names.size() - MOST_NAMES), "plain"));
        }
        if (isA) {
            first.getChildren().add(tag("A", "info"));
        }
        if (isB) {
            first.getChildren().add(tag("B", "info"));
        }
        Label author = Parts.label(v.author(), "fg2", "caption-size");
        author.setMinWidth(10);
        HBox second = Parts.row(8, Parts.mono(v.hash().shortHex(), "fg2", "caption-size"), author, Parts.spacer());
        signature.ifPresent(s -> second.getChildren().add(seal(s, narrow)));
        second.getChildren().add(Parts.mono(when(v.at()), "fg2", "caption-size"));
        VBox words = new VBox(3, first, second);
        HBox.setHgrow(words, Priority.ALWAYS);
        words.setMinWidth(0);
        words.setAlignment(Pos.CENTER_LEFT);
        return words;
    }

    private static Label seal(Version.Signature s, boolean narrow) {
        return switch (s) {
            case SIGNED -> icon("mdi2c-check-decagram", "ok-text", "");
            case UNSIGNED -> icon("mdi2h-help-circle-outline", "medium-text", narrow ? "" : "unsigned");
            case BAD -> icon("mdi2a-alert-circle", "high-text", narrow ? "" : "bad signature");
        };
    }

    private static Label icon(String literal, String style, String words) {
        Label l = Parts.label(words, style, "caption-size", "seal");
        l.setGraphic(Parts.icon(literal, style));
        l.setMinWidth(USE_PREF_SIZE);
        return l;
    }

    private static Label tagged(String name) {
        Label l = tag(name, "plain");
        l.setGraphic(Parts.icon("mdi2t-tag-outline", "fg2"));
        l.setStyle("-fx-min-width: " + Math.round(34 + name.length() * 6.6) + "px;");
        return l;
    }

    static Label tag(String words, String kind) {
        Label l = Parts.chip(words, kind);
        l.getStyleClass().add("square");
        // The style sheet lets chips shrink; these say too little to lose a letter.
        l.setStyle("-fx-min-width: " + Math.round(18 + words.length() * 6.6) + "px;");
        return l;
    }

    private void lanes(VersionGraph.Row r, boolean marked) {
        boolean dark = list.dark();
        int lanes = list.filtered() ? 1 : Math.min(MOST_LANES, list.lanes());
        canvas.setWidth(16 + lanes * APART);
        canvas.setHeight(ROW);
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, canvas.getWidth(), ROW);
        g.setLineWidth(2);
        if (!list.filtered()) {
            // The upper half is what the row above sends down.
            list.above(r).ifPresent(up -> {
                for (VersionGraph.Line l : up.lines()) {
                    g.setStroke(colour(Math.max(l.from(), l.to()), dark));
                    curve(g, (x(l.from()) + x(l.to())) / 2, 0, x(l.to()), ROW / 2, l.from() != l.to());
                }
            });
            for (VersionGraph.Line l : r.lines()) {
                g.setStroke(colour(Math.max(l.from(), l.to()), dark));
                curve(g, x(l.from()), ROW / 2, (x(l.from()) + x(l.to())) / 2, ROW, l.from() != l.to());
            }
        }
        int lane = list.filtered() ? 0 : r.lane();
        Color own = colour(lane, dark);
        double size = r.version().parents().size() > 1 ? 6 : 5;
        g.setFill(marked ? own : Tint.P1.of(dark));
        g.setStroke(own);
        g.fillOval(x(lane) - size, ROW / 2 - size, 2 * size, 2 * size);
        g.strokeOval(x(lane) - size, ROW / 2 - size, 2 * size, 2 * size);
        if (r.version().parents().size() > 1) {
            g.setFill(marked ? Tint.P1.of(dark) : own);
            g.fillOval(x(lane) - 2, ROW / 2 - 2, 4, 4);
        }
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

    private static double x(int lane) {
        return 14 + Math.min(lane, MOST_LANES - 1) * APART;
    }

    private static Color colour(int lane, boolean dark) {
        return lane == 0 ? Tint.ACCENT.of(dark) : LabelPalette.colour(LabelPalette.rgb(lane + 8));
    }

    /** The clock within a day, the date before. */
    static String when(Instant at) {
        return Duration.between(at, Instant.now()).toHours() < 20 ? Numbers.clock(at).substring(0, 5) : Numbers.day(at);
    }
}
