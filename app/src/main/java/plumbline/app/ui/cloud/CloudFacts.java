package plumbline.app.ui.cloud;

import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import plumbline.annotation.scene.TileSet;
import plumbline.annotation.scene.Vec3;
import plumbline.app.ui.parts.Banner;
import plumbline.app.ui.parts.Numbers;
import plumbline.app.ui.parts.Parts;

/** Beside a cloud: what it is, the point that was clicked, and what it takes to label it. */
final class CloudFacts extends VBox {
    private final VBox what = new VBox();
    private final VBox point = new VBox();

    /** {@code importing} is left out where there is no file to import. */
    CloudFacts(Optional<Runnable> importing, Runnable leave) {
        getStyleClass().addAll("dock", "cloud-facts");
        setMinWidth(304);
        setPrefWidth(304);
        setMaxWidth(304);
        VBox all = new VBox(head("Point cloud"), what, head("Point"), point, head("Labels"), labels(importing));
        ScrollPane scroll = new ScrollPane(all);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        HBox foot = Parts.row(8, Parts.spacer(), Parts.button("Close cloud", "Ctrl Shift W", leave));
        foot.getStyleClass().addAll("cloud-foot", "rule-above");
        getChildren().addAll(scroll, foot);
        noPoint();
    }

    private static Label head(String words) {
        return Parts.label(words, "strong", "section-head");
    }

    private static Node labels(Optional<Runnable> importing) {
        Label why = Parts.label(importing.isPresent()
                ? "Boxes, checks and versions belong to a project. Imported, the cloud is one sweep of it."
                : "Boxes, checks and versions belong to a project. Import the file that these tiles were made of.", "fg1");
        why.setWrapText(true);
        why.setPrefWidth(272);
        why.setMinHeight(USE_PREF_SIZE);
        VBox box = new VBox(8, why);
        importing.ifPresent(i -> box.getChildren().add(Parts.button("Import into a project...", i)));
        box.getStyleClass().add("cloud-words");
        return box;
    }

    void show(TileSet set) {
        Vec3 size = set.max().minus(set.min());
        boolean known = set.min().x() <= set.max().x() && set.points() > 0;
        what.getChildren().setAll(
                fact("Name", set.name()),
                fact("Points", set.points() > 0 ? Numbers.count(set.points()) : "being counted"),
                fact("Extent", known ? metres(size.x(), 1) + " × " + metres(size.y(), 1) + " × " + metres(size.z(), 1) + " m"
                        : "being measured"),
                fact("Lowest corner", known ? place(set.min(), 2) : "being measured"),
                fact("System", set.crs().orElse("not named in the file")),
                fact("Fields", set.fields().isEmpty() ? "none"
                        : String.join(", ", set.fields().stream().map(TileSet.Field::name).toList())));
        set.problems().stream().limit(3).forEach(p ->
                what.getChildren().add(new Banner("medium", p.where() + ": " + p.what())));
    }

    void noPoint() {
        Label words = Parts.label("Click a point to read its place and fields.", "fg2");
        words.setWrapText(true);
        words.getStyleClass().add("cloud-words");
        point.getChildren().setAll(words);
    }

    void show(CloudTiles.Read read) {
        point.getChildren().setAll(
                fact("x", metres(read.place().x(), 3) + " m"), fact("y", metres(read.place().y(), 3) + " m"),
                fact("z", metres(read.place().z(), 3) + " m"));
        for (String f : read.fields()) {
            String[] parts = f.split("\t", 2);
            point.getChildren().add(fact(parts[0], parts[1]));
        }
    }

    private static String place(Vec3 p, int decimals) {
        return metres(p.x(), decimals) + ", " + metres(p.y(), decimals) + ", " + metres(p.z(), decimals);
    }

    private static String metres(double v, int decimals) {
        return Numbers.fixed(v, decimals);
    }

    private static HBox fact(String name, String value) {
        Label label = Parts.label(name, "fg2");
        label.setMinWidth(96);
        label.setPrefWidth(96);
        label.setMaxWidth(96);
        Label words = Parts.mono(value);
        words.setWrapText(true);
        words.setPrefWidth(172);
        words.setMinHeight(USE_PREF_SIZE);
        HBox row = Parts.row(8, label, words);
        row.setAlignment(javafx.geometry.Pos.TOP_LEFT);
        row.getStyleClass().add("cloud-fact");
        row.setAccessibleText(name + " " + value);
        return row;
    }
}
