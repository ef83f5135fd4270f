package plumbline.app.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static plumbline.app.ui.WindowBench.await;
import static plumbline.app.ui.WindowBench.onFx;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.annotation.Shared;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.ReviewState;
import plumbline.app.service.ReviewDesk;
import plumbline.storage.project.ReviewComment;
import plumbline.storage.project.ReviewTask;

/** A reviewer's hands: twenty labels of a real scene in twenty keys, and comments pinned, answered and resolved. */
class ReviewWindowTest {
    @TempDir
    Path temp;

    private WindowBench bench;
    private Window window;

    @BeforeEach
    void open() throws Exception {
        bench = new WindowBench(temp.resolve("home"));
        window = bench.window();
        bench.open(temp.resolve("project"), Shared.data("dgp_test_scene/scene_02"));
    }

    @AfterEach
    void close() throws Exception {
        bench.close();
    }

    private List<ReviewComment> comments() {
        return window.session().project().reviews().comments(window.session().stored().hash());
    }

    private List<Label> labels(ReviewTask task) throws Exception {
        return onFx(() -> ReviewDesk.labels(window.session(), task));
    }

    @Test
    void twentyLabelsAreReviewedInTwentyKeys() throws Exception {
        ReviewTask task = onFx(() -> ReviewDesk.create(
                window.session(), "All", new ReviewTask.Scope(0, 2, List.of(), List.of()), ""));
        assertThat(labels(task).size()).isGreaterThan(22);
        onFx(() -> {
            window.checked();
            return task;
        });
        bench.show("Audit");
        bench.show("Annotate");
        bench.click("Review");
        bench.click("Review labels");
        await(() -> bench.texts().contains("Accept"));
        for (int i = 0; i < 20; i++) {
            bench.key(i == 7 ? KeyCode.DIGIT3 : KeyCode.DIGIT1);
        }
        assertThat(ReviewDesk.states(labels(task)))
                .containsEntry(ReviewState.ACCEPTED, 19)
                .containsEntry(ReviewState.REJECTED, 1);
        Label sentBack = labels(task).stream().filter(l -> l.review() == ReviewState.REJECTED).findFirst().orElseThrow();
        await(() -> comments().size() == 1);
        assertThat(comments().getFirst().text()).isEqualTo("Rejected: Heading is wrong");
        assertThat(comments().getFirst().pin()).isEqualTo(new ReviewComment.OnLabel(sentBack.id(), sentBack.frame()));
        Label now = labels(task).get(20);
        assertThat(onFx(() -> window.selection().get())).as("the next came by itself").contains(now.id());

        bench.key(KeyCode.DIGIT0);
        await(() -> window.scene().getFocusOwner() instanceof TextField);
        onFx(() -> {
            ((TextInputControl) window.scene().getFocusOwner()).setText("Half of it lacks");
            return now;
        });
        bench.key(KeyCode.ENTER);
        await(() -> comments().size() == 2);
        assertThat(labels(task).get(20).review()).isEqualTo(ReviewState.REJECTED);
        bench.key(KeyCode.Z, true, false);
        assertThat(labels(task).get(20).review()).as("a verdict is taken back like any edit").isEqualTo(ReviewState.OPEN);
        bench.key(KeyCode.ESCAPE);
        await(() -> bench.texts().contains("Submit task"));
        bench.click("Submit task");
        await(() -> window.session().project().reviews().task("All").state() == ReviewTask.State.SUBMITTED);
        assertThat(ReviewDesk.states(labels(task))).containsEntry(ReviewState.ACCEPTED, 19).containsEntry(ReviewState.OPEN, 0);
    }

    @Test
    void aCommentIsPinnedToTheSelectedObjectAnsweredAndResolved() throws Exception {
        Label selected = onFx(() -> window.session().labels().find(window.selection().get().orElseThrow()).orElseThrow());
        bench.key(KeyCode.ENTER, false, true);
        await(() -> window.scene().getFocusOwner() instanceof TextField);
        type("Is this one parked?");
        await(() -> comments().size() == 1 && bench.texts().contains("Resolve thread"));
        assertThat(comments().getFirst().pin()).isEqualTo(new ReviewComment.OnLabel(selected.id(), selected.frame()));
        bench.click("Answer");
        await(() -> window.scene().getFocusOwner() instanceof TextField);
        type("Yes, since yesterday");
        await(() -> comments().size() == 2);
        assertThat(comments().getLast().thread()).isEqualTo(comments().getFirst().id());
        bench.click("Resolve thread");
        await(() -> bench.texts().contains("Resolved") && bench.texts().contains("Reopen thread"));
        assertThat(comments().getFirst().resolved()).isTrue();
        onFx(() -> {
            window.selection().set(Optional.empty());
            return selected;
        });
        bench.key(KeyCode.ENTER, false, true);
        await(() -> window.scene().getFocusOwner() instanceof TextField);
        type("Rain from here on");
        await(() -> comments().size() == 3);
        assertThat(comments().getLast().pin()).isEqualTo(new ReviewComment.OnFrame(0));
    }

    @Test
    void theHistorySaysWhoDidWhatAndGoesBackToTheChosenEdit() throws Exception {
        Label before = onFx(() -> window.session().labels().find(window.selection().get().orElseThrow()).orElseThrow());
        onFx(() -> {
            for (ReviewState s : List.of(ReviewState.SUBMITTED, ReviewState.ACCEPTED, ReviewState.REJECTED)) {
                Label now = window.session().labels().find(before.id()).orElseThrow();
                window.session().apply(ReviewDesk.verdict(now, "it", s));
            }
            return before;
        });
        bench.key(KeyCode.H, true, true);
        await(() -> bench.texts().contains("Accept it") && bench.texts().contains("Take back 1\u00A0edit"));
        assertThat(onFx(bench::texts)).contains("tess · 1\u00A0label");
        onFx(() -> {
            ((javafx.scene.control.ListView<?>) window.scene().getFocusOwner()).getSelectionModel().select(1);
            return before;
        });
        bench.click("Take back 2\u00A0edits");
        assertThat(onFx(() -> window.session().labels().find(before.id()).orElseThrow().review()))
                .isEqualTo(ReviewState.SUBMITTED);
        bench.key(KeyCode.Z, true, true);
        assertThat(onFx(() -> window.session().labels().find(before.id()).orElseThrow().review()))
                .isEqualTo(ReviewState.ACCEPTED);
    }

    private void type(String words) throws Exception {
        onFx(() -> {
            ((TextInputControl) window.scene().getFocusOwner()).setText(words);
            return words;
        });
        bench.key(KeyCode.ENTER);
    }
}
