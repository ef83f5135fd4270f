package plumbline.app.ui.replay;

import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.util.StringConverter;
import plumbline.app.ui.parts.Numbers;
import plumbline.app.ui.parts.Parts;

/** Play, steps, loop, speed and the time in words above the timeline. */
final class TransportBar extends HBox {
    /** What the buttons do. */
    interface Actions {
        void first();

        void step(int frames);

        void togglePlay();

        void last();

        void toggleLoop();

        void speed(double times);

        void clearRange();

        void addEvent(boolean overRange);

        void choosePlots();
    }

    private final Button play;
    private final Button loop;
    private final ComboBox<Double> speed = new ComboBox<>();
    private final Label time = Parts.mono("", "strong");
    private final Label of = Parts.label("", "fg2");
    private final Label frame = Parts.mono("", "fg1");
    private final Label frames = Parts.label("", "fg2");
    private final Button range;
    private boolean showing;

    TransportBar(Actions a) {
        getStyleClass().addAll("bar", "transport", "rule-below");
        play = Parts.iconButton("mdi2p-play", "Play (Space)", a::togglePlay);
        loop = Parts.iconButton("mdi2r-repeat", "Loop on the range", a::toggleLoop);
        range = Parts.button("", a::clearRange);
        range.getStyleClass().setAll("pl-chip-button");
        Parts.tip(range, "Back to the whole pass");
        speed.getStyleClass().add("pl-combo");
        speed.getItems().setAll(Playback.SPEEDS);
        speed.setPrefWidth(76);
        speed.setMinWidth(76);
        speed.setAccessibleText("Speed, keys J K L");
        speed.setConverter(new StringConverter<>() {
            @Override
            public String toString(Double s) {
                return s == null ? "" : (s < 1 ? s.toString() : Long.toString(Math.round(s))) + "×";
            }

            @Override
            public Double fromString(String s) {
                return Double.valueOf(s.replace("×", ""));
            }
        });
        speed.setOnAction(e -> {
            if (!showing && speed.getValue() != null) {
                a.speed(speed.getValue());
            }
        });
        Button event = Parts.barButton("mdi2r-rhombus-outline", "Event", () -> a.addEvent(false));
        Parts.tip(event, "Note an event at the playhead (E), over the range (Shift+E)");
        Button plots = Parts.barButton("mdi2c-chart-line", "Plots", a::choosePlots);
        Parts.tip(plots, "Choose what is plotted (P)");
        getChildren().addAll(
                Parts.row(
                        2,
                        Parts.iconButton("mdi2s-skip-previous", "To the start (Home)", a::first),
                        Parts.iconButton("mdi2s-step-backward", "One sweep back (Left)", () -> a.step(-1)),
                        play,
                        Parts.iconButton("mdi2s-step-forward", "One sweep on (Right)", () -> a.step(1)),
                        Parts.iconButton("mdi2s-skip-next", "To the end (End)", a::last),
                        loop),
                speed,
                Parts.rule(),
                time,
                of,
                Parts.rule(),
                frame,
                frames,
                range,
                Parts.label("I and O set the ends", "fg2"),
                Parts.spacer(),
                event,
                plots);
    }

    void show(Playback p, int frameCount) {
        showing = true;
        play.setGraphic(Parts.icon(p.playing() ? "mdi2p-pause" : "mdi2p-play"));
        play.setAccessibleText(p.playing() ? "Pause, Space" : "Play, Space");
        play.getStyleClass().remove("on");
        loop.getStyleClass().remove("on");
        if (p.playing()) {
            play.getStyleClass().add("on");
        }
        if (p.loop()) {
            loop.getStyleClass().add("on");
        }
        speed.setValue(Playback.SPEEDS.stream().filter(s -> Math.abs(s - p.speed()) < 1e-9).findFirst().orElse(1.0));
        time.setText("+" + Numbers.fixed((p.playhead() - p.start()) / 1e9, 3) + (p.playing() && p.backwards() ? " ◀" : ""));
        of.setText("of " + Numbers.fixed((p.end() - p.start()) / 1e9, 3) + " s");
        frame.setText(Numbers.count(p.frame() + 1));
        frames.setText("of " + Numbers.plural(frameCount, "sweep", "sweeps"));
        range.setText("Range " + Numbers.fixed((p.rangeEnd() - p.rangeStart()) / 1e9, 3) + " s");
        range.setVisible(!p.rangeIsWhole());
        range.setManaged(!p.rangeIsWhole());
        showing = false;
    }
}
