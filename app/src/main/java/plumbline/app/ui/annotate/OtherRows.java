package plumbline.app.ui.annotate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import plumbline.annotation.label.Form;
import plumbline.annotation.label.Headed;
import plumbline.annotation.label.Label;
import plumbline.app.service.LabelWords;
import plumbline.app.ui.parts.LabelPalette;
import plumbline.app.ui.parts.ListRow;
import plumbline.app.ui.parts.Numbers;
import plumbline.app.ui.parts.Parts;

/** The rows of the object list that are no boxes in 3D: lines, labels on images, relations and tags of the frame. */
final class OtherRows {
    private final AnnotateModel model;

    OtherRows(AnnotateModel model) {
        this.model = model;
    }

    /** {@code made} is told of each row with its label. */
    List<Node> of(String filter, BiConsumer<Label, ListRow> made) {
        String wanted = filter.strip().toLowerCase(Locale.ROOT);
        Map<String, List<Label>> groups = new LinkedHashMap<>();
        List<Label> all = new ArrayList<>(model.others().inFrame());
        all.addAll(model.others().links().relationsIn(model.frame()));
        all.addAll(model.others().links().tagsIn(model.frame()));
        all.sort(java.util.Comparator.comparingInt(OtherRows::order).thenComparing(OtherLabels::name));
        for (Label l : all) {
            if (wanted.isEmpty() || OtherLabels.name(l).toLowerCase(Locale.ROOT).contains(wanted)) {
                groups.computeIfAbsent(group(l), g -> new ArrayList<>()).add(l);
            }
        }
        List<Node> out = new ArrayList<>();
        groups.forEach((name, members) -> {
            HBox head = Parts.row(6, Parts.label(name, "strong"), Parts.spacer(), Parts.badge(members.size()));
            head.getStyleClass().add("group-head");
            out.add(head);
            for (Label l : members) {
                ListRow row = row(l);
                made.accept(l, row);
                out.add(row);
            }
        });
        return out;
    }

    private static int order(Label l) {
        return List.of("Lines and points", "On images", "Point masks", "Relations", "Tags", "Boxes").indexOf(group(l));
    }

    private static String group(Label l) {
        return switch (l) {
            case Label.Shape s -> "Lines and points";
            case Label.ImageBox b -> "On images";
            case Label.ImageShape s -> "On images";
            case Label.ImageMask m -> "On images";
            case Label.PointMask m -> "Point masks";
            case Label.Relation r -> "Relations";
            case Label.SceneTag t -> "Tags";
            case Label.Cuboid c -> "Boxes";
        };
    }

    private ListRow row(Label l) {
        List<Node> trailing = new ArrayList<>();
        if (l.finalised()) {
            trailing.add(Parts.icon("mdi2l-lock-outline", "dim"));
        }
        trailing.add(ListRow.number(number(l)));
        ListRow row = new ListRow(lead(l), OtherLabels.name(l), trailing.toArray(new Node[0]));
        row.setAccessibleText(OtherLabels.name(l) + (l instanceof Headed h ? ", " + LabelWords.size(h) : "")
                + (l.finalised() ? ", finalised" : ""));
        row.setOnMouseClicked(e -> model.select(Optional.of(l.id())));
        return row;
    }

    private Node lead(Label l) {
        int rgb = LabelPalette.rgb(model.ontology(), l.className());
        String icon = switch (l) {
            case Label.Shape s -> form(s.form());
            case Label.ImageShape s -> form(s.form());
            case Label.ImageMask m -> "mdi2b-brush";
            case Label.ImageBox b -> "mdi2r-rectangle-outline";
            case Label.PointMask m -> "mdi2s-scatter-plot";
            case Label.Relation r -> "mdi2l-link-variant";
            case Label.SceneTag t -> "mdi2t-tag-outline";
            case Label.Cuboid c -> "mdi2c-cube-outline";
        };
        HBox held = Parts.row(6, Parts.swatch(rgb, 10), Parts.icon(icon, "dim"));
        held.setMinWidth(32);
        return held;
    }

    static String form(Form form) {
        return switch (form) {
            case POLYLINE -> "mdi2v-vector-polyline";
            case POLYGON -> "mdi2v-vector-polygon";
            case POINTS -> "mdi2v-vector-point";
        };
    }

    /** Vertices, pixels or points; of what runs over frames its first frame. */
    private static String number(Label l) {
        return switch (l) {
            case Label.Shape s -> Numbers.count(s.vertices().size());
            case Label.ImageShape s -> Numbers.count(s.vertices().size());
            case Label.ImageMask m -> Numbers.count(m.pixels().count());
            case Label.PointMask m -> Numbers.count(m.points().count());
            case Label.ImageBox b -> b.camera().value();
            case Label.Relation r -> span(r.frame(), r.lastFrame());
            case Label.SceneTag t -> span(t.frame(), t.lastFrame());
            case Label.Cuboid c -> "";
        };
    }

    static String span(int first, int last) {
        return last == Label.TO_THE_END ? (first == 0 ? "all" : first + "…") : first == last ? "" + first : first + "–" + last;
    }
}
