package plumbline.app.ui.annotate;

import java.util.List;
import java.util.Optional;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import plumbline.app.service.ReviewDesk;
import plumbline.app.ui.Failures;
import plumbline.app.ui.Ui;
import plumbline.app.ui.parts.DialogCard;
import plumbline.app.ui.parts.Parts;
import plumbline.storage.project.ReviewTask;

/** A new task: its name, from which frame to which, of which classes, and for whom. */
final class TaskDialog extends DialogCard {
    private final TextField name = field("task-name", "Name");
    private final TextField frames = field("task-frames", "Frames, as in 0-40");
    private final TextField classes = field("task-classes", "Classes, parted by commas; empty for all");
    private final TextField assignee = field("task-assignee", "For whom; empty for anybody");
    private final javafx.scene.control.Label wrong = Parts.label("", "high-text");

    TaskDialog(Ui ui, Runnable made) {
        super("New task", 440, ui::closeDialog);
        int last = ui.session().capture().frames().size() - 1;
        frames.setText("0-" + last);
        wrong.setWrapText(true);
        body(new VBox(8, name, frames, classes, assignee, wrong));
        foot(Parts.spacer(), Parts.button("Cancel", ui::closeDialog), Parts.primary("Make task", "Enter", () -> {
            Optional<ReviewTask.Scope> scope = scope(last);
            if (name.getText().isBlank() || scope.isEmpty()) {
                wrong.setText(name.getText().isBlank() ? "A task needs a name." : "Frames are two numbers from 0 to " + last
                        + ", as in 0-" + last + ".");
                return;
            }
            ui.tasks().io(
                    () -> ReviewDesk.create(ui.session(), name.getText(), scope.get(), assignee.getText()),
                    t -> {
                        ui.closeDialog();
                        made.run();
                    },
                    e -> wrong.setText(Failures.sentence(e)));
        }));
    }

    private Optional<ReviewTask.Scope> scope(int last) {
        java.util.regex.Matcher m =
                java.util.regex.Pattern.compile("\\s*(\\d{1,8})\\s*[-–]\\s*(\\d{1,8})\\s*").matcher(frames.getText());
        if (!m.matches()) {
            return Optional.empty();
        }
        int from = Integer.parseInt(m.group(1));
        int to = Integer.parseInt(m.group(2));
        List<String> only = List.of(classes.getText().split(",")).stream()
                .map(String::strip)
                .filter(c -> !c.isEmpty())
                .toList();
        return from > to || to > last ? Optional.empty() : Optional.of(new ReviewTask.Scope(from, to, only, List.of()));
    }

    private static TextField field(String id, String prompt) {
        TextField f = new TextField();
        f.setId(id);
        f.setPromptText(prompt);
        f.setAccessibleText(prompt);
        f.getStyleClass().add("form-field");
        return f;
    }
}
