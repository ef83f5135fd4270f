package plumbline.app.ui.annotate;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.label.Label;
import plumbline.app.ui.Command;
import plumbline.app.ui.KeyHint;
import plumbline.app.ui.Ui;
import plumbline.app.ui.parts.DockTabs;
import plumbline.storage.project.ReviewComment;

/** What the Annotate workspace has for review: the tasks on the left, the comments on the right, their pins and keys. */
final class ReviewDocks {
    private static final List<KeyHint> HINTS = List.of(
            new KeyHint("Shift Enter", "comment on the object or frame"), new KeyHint("Ctrl Alt N", "next suspect"),
            new KeyHint("Ctrl Shift H", "history of edits"));

    private final Ui ui;
    private final AnnotateModel model;
    private final StagePane stage;
    private final DockTabs left;
    private final DockTabs right;
    private final ReviewPane review;
    private final CommentsPane comments;
    private final SuspectWalk suspects;

    ReviewDocks(Ui ui, AnnotateModel model, StagePane stage, DockTabs left, DockTabs right) {
        this.ui = ui;
        this.model = model;
        this.stage = stage;
        this.left = left;
        this.right = right;
        comments = new CommentsPane(
                ui, model, this::go, n -> right.setCount("Comments", n == 0 ? -1 : n, "info"), stage::showBoxes);
        suspects = new SuspectWalk(ui, this::go);
        review = new ReviewPane(ui, this::go, comments::refresh);
        left.add("Review", "mdi2c-clipboard-check-outline", review);
        right.add("Comments", "mdi2c-comment-text-outline", comments);
        right.onSeen("Comments", comments::seen);
        stage.setPins(comments::pins);
        stage.viewTools().onComment(p -> {
            right.show("Comments");
            comments.at(p);
        });
    }

    private void go(Label l) {
        model.goTo(l.frame());
        model.select(Optional.of(l.id()));
        model.selectedCuboid().map(Label.Cuboid::box).ifPresent(stage.view()::frame);
    }

    private void go(ReviewComment.Pin pin) {
        model.goTo(pin.frame());
        switch (pin) {
            case ReviewComment.OnLabel l -> model.labels().find(l.label()).ifPresent(this::go);
            case ReviewComment.AtPoint p -> stage.view().frame(Box.upright(p.pointLidar(), 2, 2, 2, 0));
            case ReviewComment.OnFrame f -> { }
        }
    }

    void refresh() {
        review.refresh();
        comments.refresh();
    }

    /** Selection or frame changed. */
    void show() {
        comments.prompt();
    }

    List<Command> commands(List<Command> others) {
        return Stream.concat(others.stream(), Stream.of(
                new Command("Review labels of the chosen task", "", "mdi2c-clipboard-check-outline", () -> {
                    left.show("Review");
                    review.begin();
                }),
                new Command("History of edits...", "Ctrl+Shift+H", "mdi2h-history", () -> ui.dialog(new HistoryDialog(ui))),
                new Command("Next suspect", "Ctrl+Alt+N", "mdi2a-account-search-outline", suspects::next),
                new Command("Comment on the object or frame", "Shift+Enter", "mdi2c-comment-text-outline", this::comment)))
                .toList();
    }

    private void comment() {
        right.show("Comments");
        comments.focus();
    }

    boolean key(KeyEvent e) {
        if (e.getCode() == KeyCode.ENTER && e.isShiftDown() && !e.isControlDown() && !e.isAltDown() && !e.isMetaDown()) {
            comment();
            return true;
        }
        return review.key(e);
    }

    /** The verdicts first while a review runs. */
    List<KeyHint> hints(List<KeyHint> others) {
        return Stream.of(review.running() ? ReviewPane.WHILE_REVIEWING : List.<KeyHint>of(), others, HINTS)
                .flatMap(List::stream)
                .toList();
    }
}
