package plumbline.app.ui.annotate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.ReviewState;
import plumbline.app.Tasks;
import plumbline.app.service.ReviewDesk;
import plumbline.app.service.Session;
import plumbline.app.ui.Failures;
import plumbline.app.ui.KeyHint;
import plumbline.app.ui.Ui;
import plumbline.app.ui.parts.EmptyState;
import plumbline.app.ui.parts.Numbers;
import plumbline.app.ui.parts.Parts;
import plumbline.app.ui.parts.RowCell;
import plumbline.storage.project.Blame;
import plumbline.storage.project.ReviewComment;
import plumbline.storage.project.ReviewTask;
import plumbline.storage.project.StorageException;

/** The tasks of the capture; one is walked through label by label, a key for each verdict, and the next comes by itself. */
final class ReviewPane extends VBox {
    static final List<KeyHint> WHILE_REVIEWING = List.of(
            new KeyHint("1", "accept, next"),
            new KeyHint("2–6", "reject for the reason shown"),
            new KeyHint("0", "reject for another reason"),
            new KeyHint("Backspace", "the one before"),
            new KeyHint("Esc", "end the review"));

    private final Ui ui;
    private final Session session;
    private final ReviewModel model;
    private final Consumer<Label> go;
    private final Runnable told;
    private final ListView<ReviewTask> list = new ListView<>();
    private final TextField reason = new TextField();
    private final FlowPane steps = new FlowPane(6, 6);
    private final VBox card = new VBox(6);
    private final VBox foot = new VBox(8);
    private int asked;

    /** {@code go} shows a label where it stands; {@code told} hears of verdicts that left a comment. */
    ReviewPane(Ui ui, Consumer<Label> go, Runnable told) {
        this.ui = ui;
        this.session = ui.session();
        this.model = new ReviewModel(session);
        this.go = go;
        this.told = told;
        list.setCellFactory(v -> new RowCell<>(this::row));
        list.setPlaceholder(new EmptyState(
                "No task on this capture. A task gives frames to one who labels and one who judges."));
        list.getSelectionModel().selectedItemProperty().addListener((o, was, is) -> showSteps());
        list.setAccessibleText("Tasks");
        VBox.setVgrow(list, Priority.ALWAYS);
                reason.getStyleClass().add("form-field");
        reason.setAccessibleText("Reason of the rejection");
        reason.setId("review-reason");
        reason.setOnAction(e -> reasonTyped());
        reason.setOnKeyPressed(e -> {
            if (e.getCode() == KeyCode.ESCAPE) {
                leaveReason();
                e.consume();
            }
        });
        foot.getStyleClass().addAll("pane-foot", "rule-above");
        getChildren().addAll(list, foot);
        session.history().listen(e -> showSteps());
        showSteps();
    }

    /** Reads the tasks anew, off this thread. */
    void refresh() {
        ui.tasks().io(() -> ReviewDesk.tasks(session), this::show, e -> ui.problem(Failures.sentence(e)));
    }

    private void show(List<ReviewTask> tasks) {
        Optional<String> chosen = selected().map(ReviewTask::id);
        list.getItems().setAll(tasks);
        tasks.stream().filter(t -> chosen.isEmpty() || chosen.get().equals(t.id())).findFirst()
                .ifPresent(t -> list.getSelectionModel().select(t));
        showSteps();
    }

    private Optional<ReviewTask> selected() {
        return Optional.ofNullable(list.getSelectionModel().getSelectedItem());
    }

    boolean running() {
        return model.running();
    }

    /** True where the key belonged to the review that runs. */
    boolean key(KeyEvent e) {
        if (!model.running() || e.isControlDown() || e.isAltDown() || e.isShiftDown() || e.isMetaDown()) {
            return false;
        }
        switch (e.getCode()) {
            case DIGIT1 -> judge(ReviewState.ACCEPTED, "");
            case DIGIT2, DIGIT3, DIGIT4, DIGIT5, DIGIT6 ->
                judge(ReviewState.REJECTED, ReviewModel.REASONS.get(e.getCode().ordinal() - KeyCode.DIGIT2.ordinal()));
            case DIGIT0 -> reason.requestFocus();
            case BACK_SPACE -> {
                if (model.back()) {
                    present();
                }
            }
            case ESCAPE -> end("Review ended. " + progress());
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Walks through the chosen task from its first label that was not judged. */
    void begin() {
        if (selected().isEmpty()) {
            ui.say("Choose a task first, or make one with New task.");
        }
        selected().ifPresent(t -> change(s -> s.project().reviews().take(t.id()), taken -> {
            if (model.begin(taken)) {
                present();
            } else {
                String none = model.size() == 0 ? "No label belongs to this task." : "All labels of this task are judged.";
                model.end();
                ui.say(none);
            }
            showSteps();
            ui.hintsChanged();
        }));
    }

    private void end(String sentence) {
        model.task().ifPresent(t -> change(s -> s.project().reviews().release(t.id()), released -> { }));
        model.end();
        ui.say(sentence);
        showSteps();
        ui.hintsChanged();
    }

    private void present() {
        model.current().ifPresent(go);
        showSteps();
    }

    private String progress() {
        return Numbers.count(model.judged()) + " of " + Numbers.count(model.size()) + " judged.";
    }

    private void judge(ReviewState to, String why) {
        Optional<Label> label = model.current();
        if (label.isEmpty()) {
            return;
        }
        try {
            model.judge(to);
        } catch (StorageException e) {
            ui.problem(Failures.sentence(e));
            return;
        }
        if (to == ReviewState.REJECTED) {
            ReviewComment.Pin pin = new ReviewComment.OnLabel(label.get().id(), label.get().frame());
            ui.tasks().io(
                    () -> ReviewDesk.comment(session, pin, "Rejected: " + why), c -> told.run(),
                    e -> ui.problem(Failures.sentence(e)));
        }
        if (model.next()) {
            present();
        } else {
            end("All " + Numbers.count(model.size()) + " labels are judged.");
        }
    }

    private void reasonTyped() {
        String why = reason.getText().strip();
        if (why.isEmpty()) {
            ui.say("A rejection needs its reason. Type it and press Enter.");
            return;
        }
        reason.clear();
        if (model.running()) {
            leaveReason();
            judge(ReviewState.REJECTED, why);
        } else {
            selected().ifPresent(t -> change(s -> ReviewDesk.reject(s, t, why), x -> refresh()));
        }
    }

    private void leaveReason() {
        list.requestFocus();
    }

    /** One step of a task beside the window's thread; what it refuses is said. */
    private void run(Tasks.Work<ReviewTask> work, Consumer<ReviewTask> done) {
        ui.tasks().io(
                work,
                t -> {
                    done.accept(t);
                    refresh();
                },
                e -> ui.problem(Failures.sentence(e)));
    }

    private void change(java.util.function.Function<Session, ReviewTask> step, Consumer<ReviewTask> done) {
        run(() -> step.apply(session), done);
    }

    /** A step that changes labels stays on the window's thread. */
    private void changeLabels(java.util.function.Function<Session, ReviewTask> step) {
        try {
            step.apply(session);
        } catch (StorageException e) {
            ui.problem(Failures.sentence(e));
        }
        refresh();
    }

    private void showSteps() {
        foot.getChildren().clear();
        steps.getChildren().clear();
        reason.setPromptText(model.running() ? "Reject for another reason (0)" : "Reason, needed to reject");
        if (model.running()) {
            showCard();
            foot.getChildren().setAll(card, reason);
        } else if (!session.readOnly()) {
            selected().ifPresent(this::offer);
            steps.getChildren().add(Parts.button("New task...", () -> ui.dialog(new TaskDialog(ui, this::refresh))));
            if (selected().filter(t -> t.state() == ReviewTask.State.SUBMITTED).isPresent()) {
                foot.getChildren().add(reason);
            }
            foot.getChildren().add(steps);
        }
        foot.setVisible(!foot.getChildren().isEmpty());
        foot.setManaged(foot.isVisible());
        list.refresh();
    }

    private void offer(ReviewTask t) {
        if (!t.reason().isEmpty()) {
            javafx.scene.control.Label why = Parts.label("Rejected: " + t.reason(), "high-text");
            why.setWrapText(true);
            why.setMinHeight(USE_PREF_SIZE);
            foot.getChildren().add(why);
        }
        steps.getChildren().add(Parts.button("Review labels", this::begin));
        if (t.state() == ReviewTask.State.SUBMITTED) {
            steps.getChildren().add(Parts.button("Accept task", () -> changeLabels(s -> ReviewDesk.accept(s, t))));
            steps.getChildren().add(Parts.button("Reject task", this::reasonTyped));
        } else if (t.state() != ReviewTask.State.ACCEPTED) {
            steps.getChildren().add(Parts.button("Submit task", () -> changeLabels(s -> ReviewDesk.submit(s, t))));
        }
    }

    private void showCard() {
        Optional<Label> now = model.current();
        if (now.isEmpty()) {
            card.getChildren().clear();
            return;
        }
        Label l = now.get();
        javafx.scene.control.Label authors = Parts.caption("");
        authors.setWrapText(true);
        authors.setMinHeight(USE_PREF_SIZE);
        card.getChildren().setAll(
                Parts.row(6, Parts.label(OtherLabels.name(l), "card-title"), Parts.spacer(), Parts.caption(progress())),
                Parts.caption("Frame " + Numbers.count(l.frame()) + on(l) + " · " + l.review().name().toLowerCase(java.util.Locale.ROOT)),
                authors, Parts.button("Accept", "1", () -> judge(ReviewState.ACCEPTED, "")));
        for (int i = 0; i < ReviewModel.REASONS.size(); i++) {
            String why = ReviewModel.REASONS.get(i);
            card.getChildren().add(
                    Parts.button("Reject: " + why, Integer.toString(i + 2), () -> judge(ReviewState.REJECTED, why)));
        }
        card.getChildren().add(Parts.row(6, Parts.caption("The one before"), Parts.keyCap("Backspace")));
        int mine = ++asked;
        ui.tasks().io(
                () -> session.project().history().blame(session.stored().hash(), l.id()),
                b -> {
                    if (mine == asked) {
                        authors.setText(who(b));
                    }
                },
                e -> authors.setText("Its history is not read: it is being saved."));
    }

    /** Where a label of an image is to be looked for. */
    private static String on(Label l) {
        return switch (l) {
            case Label.ImageBox i -> " on " + i.camera();
            case Label.ImageShape i -> " on " + i.camera();
            case Label.ImageMask i -> " on " + i.camera();
            case Label other -> "";
        };
    }

    /** {@code "class, track by anna; geometry by ben"}: a reviewer's own edits stand beside the annotator's. */
    static String who(List<Blame> blame) {
        Map<String, List<String>> byUser = new LinkedHashMap<>();
        for (Blame b : blame) {
            byUser.computeIfAbsent(b.user(), u -> new ArrayList<>()).add(b.group());
        }
        return String.join("; ", byUser.entrySet().stream()
                .map(e -> String.join(", ", e.getValue()) + " by " + (e.getKey().isBlank() ? "the program" : e.getKey()))
                .toList());
    }

    private Node row(ReviewTask t) {
        Map<ReviewState, Integer> n = ReviewDesk.states(session, t);
        int labels = n.values().stream().mapToInt(Integer::intValue).sum();
        int judged = n.get(ReviewState.ACCEPTED) + n.get(ReviewState.REJECTED);
        javafx.scene.control.Label name = Parts.label(t.name(), "name");
        name.setMinWidth(24);
        HBox.setHgrow(name, Priority.ALWAYS);
        name.setMaxWidth(Double.MAX_VALUE);
        String whose = t.heldBy(java.time.Instant.now()).map(h -> "worked on by " + h)
                .orElse(t.assignee().isEmpty() ? "for anybody" : "for " + t.assignee());
        VBox row = new VBox(
                2, Parts.row(6, name, chip(t)),
                Parts.caption("Frames " + t.scope().firstFrame() + "–" + t.scope().lastFrame() + " · " + whose),
                Parts.caption(Numbers.count(judged) + " of " + Numbers.plural(labels, "label", "labels") + " judged, "
                        + Numbers.count(n.get(ReviewState.REJECTED)) + " rejected"));
        row.getStyleClass().add("finding-row");
        row.setAccessibleText("Task " + t.name() + ", " + t.state().word() + ", " + whose);
        return row;
    }

    private static javafx.scene.control.Label chip(ReviewTask t) {
        return switch (t.state()) {
            case OPEN -> Parts.iconChip("mdi2c-circle-outline", "Open", "info");
            case SUBMITTED -> Parts.iconChip("mdi2t-tray-arrow-up", "Submitted", "medium");
            case ACCEPTED -> Parts.iconChip("mdi2c-check", "Accepted", "ok");
            case REJECTED -> Parts.iconChip("mdi2k-keyboard-return", "Sent back", "high");
        };
    }
}
