package plumbline.app.ui.calibrate;

import java.util.List;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Vec3;
import plumbline.app.ui.Ui;
import plumbline.app.ui.parts.Banner;
import plumbline.app.ui.parts.Numbers;
import plumbline.app.ui.parts.Parts;
import plumbline.qa.calibration.CalibrationReport;
import plumbline.qa.calibration.CalibrationReport.PairCheck;

/** The proposed correction of one camera: six numbers, recorded and changed, with what it does to the edges. */
final class CorrectionPane extends VBox {
    /** What is said about. */
    private record Shown(CalibrationReport report, PairCheck pair) {}

    private final Ui ui;
    private final Capture capture;
    private final RigPlan rig;
    private final VBox numbers = new VBox();
    private final VBox foot = new VBox();
    private final Label turned = Parts.label("", "caption");
    private final Label where = Parts.label("Rig from above", "strong");
    private final ToggleButton in3d = Parts.chipButton("3D");
    private final StackPane place = new StackPane();
    private Optional<RigView3d> view = Optional.empty();
    private Optional<Shown> shown = Optional.empty();

    CorrectionPane(Ui ui) {
        this.ui = ui;
        this.capture = ui.session().capture();
        this.rig = new RigPlan(capture);
        in3d.setOnAction(e -> show3d(in3d.isSelected()));
        in3d.setAccessibleText("Rig in 3D, key V");
        in3d.setFocusTraversable(false);
        Parts.tip(in3d, "Sensors, axes, frustums and the way driven, to be turned; or the plan from above (V)");
        HBox head = Parts.row(8, where, Parts.spacer(), turned, in3d);
        head.getStyleClass().addAll("pane-head", "rule-above");
        place.getChildren().add(rig);
        place.setMinHeight(0);
        VBox.setVgrow(place, Priority.ALWAYS);
        getChildren().addAll(numbers, head, place, foot);
    }

    /** The rig from above, or in 3D, which is made when it is first asked for. */
    void toggle3d() {
        in3d.setSelected(!in3d.isSelected());
        show3d(in3d.isSelected());
    }

    private void show3d(boolean on) {
        where.setText(on ? "Rig in 3D" : "Rig from above");
        if (on && view.isEmpty()) {
            view = Optional.of(new RigView3d(ui));
        }
        if (on) {
            place.getChildren().setAll(view.get());
            shown.ifPresent(s -> view.get().show(s.report(), s.pair().camera()));
        } else {
            place.getChildren().setAll(rig);
        }
    }

    void close() {
        view.ifPresent(RigView3d::close);
    }

    void show(CalibrationReport report, PairCheck p, boolean dark) {
        shown = Optional.of(new Shown(report, p));
        numbers.getChildren().setAll(title(p), used(p), table(p), edges(p));
        rig.show(report, p.camera(), dark);
        if (in3d.isSelected()) {
            view.ifPresent(v -> v.show(report, p.camera()));
        }
        boolean shows = p.verdict() == CalibrationReport.Verdict.DRIVE_AGAIN;
        turned.setText(shows ? "turned " + Numbers.fixed(RigPlan.TURNED, 0) + "× for view" : "");
        foot.getChildren().setAll(shows
                ? List.of(new Banner("medium", "The correction makes the pictures usable. It does not repair a loose mount."))
                : List.of());
    }

    private static HBox title(PairCheck p) {
        Label name = Parts.label(p.camera() + " → " + p.lidar(), "card-title");
        name.setMinWidth(20);
        String kind = p.confidence() >= 0.8 ? "ok" : p.confidence() >= 0.5 ? "medium" : "high";
        HBox row = Parts.row(8, name, Parts.spacer(), Parts.chip("Confidence " + Numbers.fixed(p.confidence(), 2), kind));
        row.getStyleClass().add("correction-title");
        return row;
    }

    private static HBox used(PairCheck p) {
        HBox row = new HBox(Parts.caption("From " + Numbers.plural(p.framesUsed(), "frame", "frames") + " of the pass."));
        row.getStyleClass().add("correction-used");
        return row;
    }

    private VBox table(PairCheck p) {
        Pose recorded = capture.sensor(p.camera()).orElseThrow().egoFromSensor();
        Mounting was = Mounting.of(recorded);
        Vec3 from = recorded.translation();
        Vec3 moved = p.correctedEgoFromCamera().translation().minus(from);
        String sigma = Numbers.fixed(p.sigmaDegrees(), 2) + "°";
        boolean bad = p.verdict() == CalibrationReport.Verdict.DRIVE_AGAIN;
        double most = Math.max(Math.abs(p.rollDegrees()), Math.max(Math.abs(p.pitchDegrees()), Math.abs(p.yawDegrees())));
        VBox box = new VBox();
        box.getChildren().add(row("", Parts.caption("Recorded"), Parts.caption("Change"), Parts.caption("± 1 σ")));
        box.getChildren().add(angle("Roll", was.rollDeg(), p.corrects() ? p.rollDegrees() : Double.NaN, sigma, bad && Math.abs(p.rollDegrees()) == most));
        box.getChildren().add(angle("Pitch", was.pitchDeg(), p.corrects() ? p.pitchDegrees() : Double.NaN, sigma, bad && Math.abs(p.pitchDegrees()) == most));
        box.getChildren().add(angle("Yaw", was.yawDeg(), p.corrects() ? p.yawDegrees() : Double.NaN, sigma, bad && Math.abs(p.yawDegrees()) == most));
        box.getChildren().add(length("x", from.x(), moved.x()));
        box.getChildren().add(length("y", from.y(), moved.y()));
        box.getChildren().add(length("z", from.z(), moved.z()));
        return box;
    }

    private static HBox angle(String name, double recorded, double change, String sigma, boolean worst) {
        return row(name, Parts.mono(Numbers.fixed(recorded, 2) + "°", "fg1"),
                Parts.mono(Double.isNaN(change) ? "—" : signed(change, 2) + "°", worst ? "high-text" : "fg0"), Parts.mono(sigma, "fg2"));
    }

    private static HBox length(String name, double recorded, double change) {
        return row(name, Parts.mono(Numbers.fixed(recorded, 3) + " m", "fg1"),
                Parts.mono(Math.abs(change) < 5e-4 ? "—" : signed(change, 3) + " m"), Parts.mono("—", "fg2"));
    }

    private static String signed(double v, int decimals) {
        String s = Numbers.fixed(v, decimals);
        boolean zero = s.chars().noneMatch(c -> c >= '1' && c <= '9');
        return v > 0 && !zero ? "+" + s : s;
    }

    private static HBox row(String name, Label recorded, Label change, Label sigma) {
        Label n = Parts.label(name);
        n.setMinWidth(32);
        HBox row = Parts.row(6, n, Parts.spacer());
        for (Label l : List.of(recorded, change, sigma)) {
            l.setAlignment(javafx.geometry.Pos.CENTER_RIGHT);
            double width = l == sigma ? 44 : 72;
            l.setMinWidth(width);
            l.setPrefWidth(width);
            row.getChildren().add(l);
        }
        row.getStyleClass().addAll("correction-row", "rule-below");
        return row;
    }

    private static HBox edges(PairCheck p) {
        HBox row = Parts.row(
                8,
                Parts.label("Edges agree", "fg1"),
                Parts.spacer(),
                Parts.mono(percent(p.agreementRecorded()), "fg1"));
        if (p.corrects()) {
            row.getChildren().addAll(
                    Parts.label("→", "fg2"), Parts.mono(percent(p.agreementCorrected()), "ok-text"));
        }
        row.getStyleClass().add("correction-row");
        return row;
    }

    private static String percent(double share) {
        return Math.round(share * 100) + " %";
    }
}
