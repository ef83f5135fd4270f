package plumbline.app.ui.annotate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import plumbline.annotation.label.Label;
import plumbline.app.ui.parts.Tint;

/** Tags of the scene below the tracks of the timeline: a row for each question, a bar with the answer for each run. */
final class TagLanes {
    /** Where the rows are: from {@code y} down to {@code bottom}, frames from {@code first} of {@code count}. */
    record Place(double y, double bottom, double row, double nameWidth, int first, int count) {}

    /** From a frame to its place across, pixels. */
    interface Across {
        double x(int frame);
    }

    private static final Font NAME = Font.font("Inter", 12);

    private TagLanes() {}

    static void paint(GraphicsContext g, AnnotateModel model, Place place, Across across, boolean dark) {
        Map<String, List<Label.SceneTag>> questions = new LinkedHashMap<>();
        model.others().links().tags().stream()
                .sorted(java.util.Comparator.comparing(Label.SceneTag::className))
                .forEach(t -> questions.computeIfAbsent(t.className(), q -> new java.util.ArrayList<>()).add(t));
        double y = place.y();
        for (Map.Entry<String, List<Label.SceneTag>> e : questions.entrySet()) {
            if (y + place.row() > place.bottom()) {
                return;
            }
            g.setFill(Tint.BD.of(dark));
            g.fillRect(0, y + place.row() - 1, g.getCanvas().getWidth(), 1);
            g.setFill(Tint.FG1.of(dark));
            g.setFont(NAME);
            g.setTextAlign(TextAlignment.LEFT);
            g.setTextBaseline(VPos.CENTER);
            g.fillText(AttributeChips.capital(e.getKey()), 30, y + place.row() / 2, place.nameWidth() - 40);
            for (Label.SceneTag t : e.getValue()) {
                bar(g, t, y, place, across, dark);
            }
            y += place.row();
        }
    }

    private static void bar(GraphicsContext g, Label.SceneTag t, double y, Place place, Across across, boolean dark) {
        int from = Math.max(t.frame(), place.first());
        int to = Math.min(t.lastFrame(), place.first() + place.count() - 1);
        if (from > to) {
            return;
        }
        double left = across.x(from);
        double right = Math.max(left + 3, across.x(to));
        Color ground = Tint.P4.of(dark);
        g.setFill(ground);
        g.fillRoundRect(left, y + 3, right - left, place.row() - 7, 6, 6);
        if (right - left > 24) {
            g.setFill(Tint.FG0.of(dark));
            g.fillText(t.value().isEmpty() ? "yes" : t.value(), left + 6, y + place.row() / 2, right - left - 10);
        }
    }
}
