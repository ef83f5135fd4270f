package plumbline.app.ui.parts;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/**
 * A number with its label and unit. Drag the label to scrub (Shift fine, Ctrl coarse), turn the wheel while focused, or
 * type a number or a sum ({@code 1.8+0.06}). A value that is refused gets a red edge and the reason in its tooltip; the
 * old value stays in force.
 */
public final class PropertyField extends HBox {
    private final TextField text = new TextField();
    private final int decimals;
    private final double step;
    private final DoubleFunction<Optional<String>> commit;
    private final Label units;
    private double value = Double.NaN;
    private double scrubFrom;
    private double scrubX;

    /** {@code commit} takes a new value, or answers why not. {@code step} is what one pixel of scrubbing adds. */
    public PropertyField(String label, String unit, int decimals, double step,
            DoubleFunction<Optional<String>> commit) {
        this.decimals = decimals;
        this.step = step;
        this.commit = commit;
        getStyleClass().add("field");
        text.setPrefColumnCount(4);
        text.setMinWidth(30);
        HBox.setHgrow(text, Priority.ALWAYS);
        Label name = Parts.label(label, "field-label");
        name.setMinWidth(USE_PREF_SIZE);
        units = Parts.label(unit, "unit");
        units.setMinWidth(USE_PREF_SIZE);
        getChildren().addAll(name, text);
        showUnit(true);
        name.setOnMousePressed(e -> {
            scrubFrom = value;
            scrubX = e.getScreenX();
        });
        name.setOnMouseDragged(this::scrub);
        name.setOnMouseReleased(e -> take(text.getText()));
        text.setOnAction(e -> take(text.getText()));
        text.focusedProperty().addListener((o, was, is) -> {
            if (!is) {
                take(text.getText());
            }
        });
        text.setOnKeyPressed(e -> {
            if (e.getCode() == KeyCode.ESCAPE) {
                show(value);
                e.consume();
            }
        });
        text.setOnScroll(e -> {
            if (text.isFocused() && !Double.isNaN(value) && e.getDeltaY() != 0) {
                take(Numbers.fixed(value + Math.signum(e.getDeltaY()) * step * (e.isControlDown() ? 10 : 1), decimals
                        + 1));
                e.consume();
            }
        });
        text.setAccessibleText(label + (unit.isEmpty() ? "" : " in " + unit));
        show(Double.NaN);
    }

    /** Shows a value without telling {@code commit}; NaN empties and disables the field. */
    public void show(double v) {
        value = v;
        valid(Optional.empty());
        text.setText(Double.isNaN(v) ? "" : Numbers.fixed(v, decimals));
        text.setDisable(Double.isNaN(v));
    }

    /** Leaves the unit out where there is no room for it and a number; the reader says it still. */
    public void showUnit(boolean shown) {
        getChildren().remove(units);
        if (shown && !units.getText().isEmpty()) {
            getChildren().add(units);
        }
    }

    public double value() {
        return value;
    }

    public TextField editor() {
        return text;
    }

    private void scrub(MouseEvent e) {
        if (!Double.isNaN(scrubFrom)) {
            double scale = e.isShiftDown() ? 0.1 : e.isControlDown() ? 10 : 1;
            text.setText(Numbers.fixed(scrubFrom + (e.getScreenX() - scrubX) * step * scale, decimals));
        }
    }

    private void take(String typed) {
        if (Double.isNaN(value) || typed.equals(Numbers.fixed(value, decimals))) {
            valid(Optional.empty());
            return;
        }
        OptionalDouble v = Sum.value(typed);
        if (v.isEmpty()) {
            valid(Optional.of("Not a number or a sum. " + Numbers.fixed(value, decimals) + " stays in force."));
            return;
        }
        Optional<String> refused = commit.apply(v.getAsDouble());
        if (refused.isPresent()) {
            valid(refused);
        } else {
            show(v.getAsDouble());
        }
    }

    private void valid(Optional<String> refusal) {
        getStyleClass().remove("invalid");
        if (refusal.isPresent()) {
            getStyleClass().add("invalid");
            Parts.tip(text, refusal.get());
        } else {
            text.setTooltip(null);
        }
    }
}
