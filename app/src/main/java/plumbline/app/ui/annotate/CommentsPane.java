package plumbline.app.ui.annotate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import plumbline.annotation.label.Label.Cuboid;
import plumbline.annotation.scene.Vec3;
import plumbline.app.Tasks;
import plumbline.app.service.ReviewDesk;
import plumbline.app.service.Session;
import plumbline.app.ui.Failures;
import plumbline.app.ui.Ui;
import plumbline.app.ui.parts.EmptyState;
import plumbline.app.ui.parts.Numbers;
import plumbline.app.ui.parts.Parts;
import plumbline.storage.project.ReviewComment;
import plumbline.storage.project.ReviewComment.AtPoint;
import plumbline.storage.project.ReviewComment.OnFrame;
import plumbline.storage.project.ReviewComment.OnLabel;
import plumbline.storage.project.ReviewComment.Pin;
import plumbline.viewer3d.render.SceneSnapshot.LineItem;

/** The comments of the capture, open threads first; a new one is pinned to the selected object, a place, or the frame. */
final class CommentsPane extends VBox {
    private static final double PIN_METRES = 2.4;
    private static final int PIN_RGB = 0xF0B429;
    private static final int LONGEST_TAG = 28;

    private record Read(List<ReviewComment> comments, Set<String> read) {}

    private final Ui ui;
    private final Session session;
    private final AnnotateModel model;
    private final Consumer<Pin> go;
    private final IntConsumer unread;
    private final Runnable pinned;
    private final VBox rows = new VBox();
    private final TextField text = new TextField();
    private final Set<String> known = new HashSet<>();
    private List<ReviewComment> comments = List.of();
    private Optional<ReviewComment> answered = Optional.empty();
    private Optional<Vec3> place = Optional.empty();
    private boolean seen;

    /** {@code unread} is told how many comments are new to this person, {@code pinned} that pins changed. */
    CommentsPane(Ui ui, AnnotateModel model, Consumer<Pin> go, IntConsumer unread, Runnable pinned) {
        this.ui = ui;
        this.session = ui.session();
        this.model = model;
        this.go = go;
        this.unread = unread;
        this.pinned = pinned;
        ScrollPane scroll = new ScrollPane(rows);
        scroll.setFitToWidth(true);
        scroll.setMinHeight(0);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        text.getStyleClass().add("form-field");
        text.setId("comment-text");
        text.setOnAction(e -> write());
        text.setOnKeyPressed(e -> {
            if (e.getCode() == KeyCode.ESCAPE) {
                answered = Optional.empty();
                place = Optional.empty();
                prompt();
                requestFocus();
                e.consume();
            }
        });
        VBox foot = new VBox(6, text);
        foot.getStyleClass().addAll("pane-foot", "rule-above");
        foot.setVisible(!session.readOnly());
        foot.setManaged(foot.isVisible());
        getChildren().addAll(scroll, foot);
        setFocusTraversable(true);
        prompt();
    }

    /** Reads the comments anew, off this thread. */
    void refresh() {
        ui.tasks().io(
                () -> new Read(session.project().reviews().comments(session.stored().hash()), session.project().reviews().read()),
                r -> {
                    comments = r.comments();
                    known.addAll(r.read());
                    fill();
                    pinned.run();
                },
                e -> ui.problem(Failures.sentence(e)));
    }

    /** What is shown is read. */
    void seen(boolean now) {
        seen = now;
        fill();
    }

    void focus() {
        text.requestFocus();
    }

    /** The next comment is pinned to a place of the frame in view. */
    void at(Vec3 pointLidar) {
        place = Optional.of(pointLidar);
        answered = Optional.empty();
        prompt();
        focus();
    }

    /** Selection or frame changed. */
    void prompt() {
        String where = answered.map(a -> "Answer " + a.author())
                .or(() -> place.map(p -> "Comment on this place"))
                .or(() -> model.selected().flatMap(model.labels()::find).map(l -> "Comment on " + OtherLabels.name(l)))
                .orElse("Comment on frame " + Numbers.count(model.frame()));
        text.setPromptText(where + " (Shift+Enter)");
        text.setAccessibleText(where);
    }

    private Pin pin() {
        Optional<Pin> at = place.map(p -> new AtPoint(model.frame(), p));
        return at.or(() -> model.selected().flatMap(model.labels()::find).map(l -> new OnLabel(l.id(), l.frame())))
                .orElse(new OnFrame(model.frame()));
    }

    private void write() {
        String words = text.getText().strip();
        if (words.isEmpty()) {
            return;
        }
        Pin pin = pin();
        Optional<ReviewComment> to = answered;
        change(() -> to.isPresent()
                ? ReviewDesk.answer(session.project(), to.get(), words)
                : ReviewDesk.comment(session, pin, words), () -> {
                    text.clear();
                    answered = Optional.empty();
                    place = Optional.empty();
                    prompt();
                    requestFocus();
                });
    }

    private void change(Tasks.Work<ReviewComment> work, Runnable done) {
        ui.tasks().io(
                work,
                c -> {
                    done.run();
                    refresh();
                },
                e -> ui.problem(Failures.sentence(e)));
    }

    private void fill() {
        List<String> unseen = comments.stream().map(ReviewComment::id).filter(id -> !known.contains(id)).toList();
        if (seen && !unseen.isEmpty() && !session.readOnly()) {
            known.addAll(unseen);
            ui.tasks().io(
                    () -> {
                        session.project().reviews().markRead(unseen);
                        return unseen;
                    },
                    done -> unread.accept(0),
                    e -> ui.problem(Failures.sentence(e)));
        } else {
            unread.accept(unseen.size());
        }
        List<Node> made = new ArrayList<>();
        for (boolean resolved : new boolean[] {false, true}) {
            comments.stream().filter(c -> c.begins() && c.resolved() == resolved).forEach(c -> made.add(thread(c)));
        }
        if (made.isEmpty()) {
            made.add(new EmptyState("No comment. Select an object and say what is to be looked at.", Parts.keyCap("Shift Enter")));
        }
        rows.getChildren().setAll(made);
    }

    private Node thread(ReviewComment first) {
        String where = switch (first.pin()) {
            case OnLabel l -> model.labels().find(l.label()).map(OtherLabels::name).orElse("a label that is gone");
            case AtPoint p -> String.format(
                    java.util.Locale.ROOT, "%.1f %.1f %.1f m", p.pointLidar().x(), p.pointLidar().y(), p.pointLidar().z());
            case OnFrame f -> "the frame";
        };
        HBox head = Parts.row(6, Parts.caption("Frame " + Numbers.count(first.pin().frame()) + " · " + where), Parts.spacer());
        if (first.resolved()) {
            head.getChildren().add(Parts.iconChip("mdi2c-check", "Resolved", "ok"));
        }
        VBox box = new VBox(4, head);
        comments.stream().filter(c -> c.thread().equals(first.id())).forEach(c -> box.getChildren().add(said(c)));
        if (!session.readOnly()) {
            box.getChildren().add(Parts.row(
                    6, Parts.link("Answer", () -> {
                        answered = Optional.of(first);
                        prompt();
                        focus();
                    }),
                    Parts.link(first.resolved() ? "Reopen thread" : "Resolve thread", () -> change(
                            () -> session.project().reviews().resolve(first.id(), !first.resolved()), () -> { }))));
        }
        box.getStyleClass().addAll("finding-row", "rule-below");
        box.setOnMouseClicked(e -> go.accept(first.pin()));
        box.setAccessibleText("Comment on " + where + ": " + first.text());
        return box;
    }

    private static Node said(ReviewComment c) {
        javafx.scene.control.Label words = Parts.label(c.text());
        words.setWrapText(true);
        words.setMinHeight(USE_PREF_SIZE);
        return new VBox(
                1, Parts.row(6, Parts.label(c.author(), "strong"), Parts.caption(Numbers.day(c.written()) + " "
                        + Numbers.clock(c.written()))), words);
    }

    /** Open threads of the frame in view as upright pins with their first words. */
    List<LineItem> pins() {
        List<LineItem> out = new ArrayList<>();
        for (ReviewComment c : comments) {
            if (c.begins() && !c.resolved() && c.pin().frame() == model.frame()) {
                foot(c.pin()).ifPresent(at -> out.add(new LineItem(
                        List.of(at, new Vec3(at.x(), at.y(), at.z() + PIN_METRES)), PIN_RGB, 2, false, tag(c))));
            }
        }
        return out;
    }

    private Optional<Vec3> foot(Pin pin) {
        return switch (pin) {
            case AtPoint p -> Optional.of(p.pointLidar());
            case OnLabel l -> model.labels().find(l.label()).filter(Cuboid.class::isInstance).map(Cuboid.class::cast)
                    .map(c -> new Vec3(
                            c.box().centre().x(), c.box().centre().y(), c.box().centre().z() + c.box().height() / 2));
            case OnFrame f -> Optional.empty();
        };
    }

    private static String tag(ReviewComment c) {
        String first = c.text().lines().findFirst().orElse("");
        return c.author() + ": " + (first.length() > LONGEST_TAG ? first.substring(0, LONGEST_TAG - 1) + "…" : first);
    }
}
