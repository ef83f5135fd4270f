package plumbline.app.ui.start;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.Problem;
import plumbline.annotation.scene.Sensor;
import plumbline.annotation.scene.SensorKind;
import plumbline.app.ui.parts.Banner;
import plumbline.app.ui.parts.Numbers;
import plumbline.app.ui.parts.Parts;

/** What a recording is, in a few lines, and what of it cannot be read. */
final class ImportFacts extends VBox {
    ImportFacts(ImportLook.Looked looked) {
        super(6);
        Capture c = looked.capture();
        double seconds = c.frames().isEmpty()
                ? 0
                : (c.frames().getLast().timeNanos() - c.frames().getFirst().timeNanos()) / 1e9;
        getChildren().addAll(
                fact("Name", c.name()),
                fact("Format", c.format()),
                fact("Frames", Numbers.count(c.frames().size()) + " over " + Numbers.fixed(seconds, 1) + " s"),
                fact("Sensors", sensors(c)),
                fact("World", c.world()),
                fact("Labels with it", Numbers.count(looked.labels())));
        problems(c.problems()).ifPresent(getChildren()::add);
    }

    static HBox fact(String name, String value) {
        Label label = Parts.label(name, "fg1");
        label.setMinWidth(120);
        Label words = Parts.label(value);
        words.setWrapText(true);
        return Parts.row(8, label, words);
    }

    private static String word(SensorKind kind, boolean several) {
        String one = kind.name().toLowerCase(Locale.ROOT);
        return several && one.length() > 4 ? one + "s" : one;
    }

    private static String sensors(Capture c) {
        return Arrays.stream(SensorKind.values())
                .map(kind -> {
                    List<Sensor> of = c.sensors(kind);
                    return of.isEmpty() ? "" : of.size() + " " + word(kind, of.size() > 1);
                })
                .filter(s -> !s.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static Optional<Node> problems(List<Problem> problems) {
        if (problems.isEmpty()) {
            return Optional.empty();
        }
        VBox box = new VBox(1);
        problems.stream().limit(4).forEach(p ->
                box.getChildren().add(new Banner("medium", p.where() + ": " + p.what())));
        if (problems.size() > 4) {
            box.getChildren().add(Parts.caption("and " + (problems.size() - 4) + " more, listed with the capture"));
        }
        return Optional.of(box);
    }
}
