package plumbline.storage.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.annotation.edit.Change;
import plumbline.annotation.edit.ChangeSet;
import plumbline.annotation.edit.History;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.ReviewState;
import plumbline.annotation.scene.Progress;
import plumbline.annotation.scene.Vec3;
import plumbline.storage.access.Role;
import plumbline.storage.audit.AuditEntry;

/** Tasks and comments on disk, in the audit log, between copies, and who may do what with them. */
class ReviewsTest {
    private static final Actor BEN = new Actor("ben", "bench-2", "review");
    private static final Instant THEN = Instant.ofEpochSecond(1_700_000_000);

    @TempDir
    Path folder;

    private Project project;
    private Hash capture;

    @BeforeEach
    void make() throws IOException {
        project = Projects.init(folder.resolve("origin"), "Test", Street.ANNA);
        capture = project.importCapture(new Street("street", 1, 3, 9), Governance.DEFAULT, Progress.NONE).capture().hash();
    }

    @AfterEach
    void close() {
        project.close();
    }

    private void reopen(Actor actor) throws IOException {
        project.close();
        project = Projects.open(folder.resolve("origin"), actor);
    }

    private ReviewTask task(String id, String assignee) {
        return ReviewTask.open(
                id, "First " + id, capture, new ReviewTask.Scope(0, 1, List.of("Car"), List.of()), assignee, "anna", THEN);
    }

    private ReviewComment comment(String id, ReviewComment.Pin pin) {
        return ReviewComment.first(id, capture, pin, "Too wide\non the left", "anna", THEN);
    }

    @Test
    void aTaskGoesFromOneToTheOtherAndEachStepIsOnRecord() throws IOException {
        project.reviews().create(task("t1", "anna"));
        project.reviews().take("t1");
        project.reviews().submit("t1");
        assertThatThrownBy(() -> project.reviews().submit("t1")).hasMessageContaining("is submitted already");
        reopen(BEN);
        assertThatThrownBy(() -> project.reviews().reject("t1", " ")).hasMessageContaining("reason");
        assertThat(project.reviews().reject("t1", "Two cars lack").reason()).isEqualTo("Two cars lack");
        assertThatThrownBy(() -> project.reviews().submit("t1")).hasMessageContaining("assigned to anna, not to ben");
        assertThatThrownBy(() -> project.reviews().accept("t1")).hasMessageContaining("judged once it was submitted");
        reopen(Street.ANNA);
        project.reviews().submit("t1");
        reopen(BEN);
        ReviewTask done = project.reviews().accept("t1");
        assertThat(done.state()).isEqualTo(ReviewTask.State.ACCEPTED);
        assertThat(done.submitter()).isEqualTo("anna");
        assertThat(project.reviews().task("first T1")).isEqualTo(done);
        assertThat(project.auditLog(50).stream().map(AuditEntry::action).filter(a -> a.startsWith("task")))
                .containsExactly("task.accept", "task.submit", "task.reject", "task.submit", "task.take", "task.create");
        assertThat(project.verifyAudit().valid()).isTrue();
    }

    @Test
    void aLeaseKeepsOthersAwayUntilItIsOver() {
        ReviewTask t = task("t1", "").taken("anna", THEN);
        assertThatThrownBy(() -> t.taken("ben", THEN.plusSeconds(60))).hasMessageContaining("worked on by anna");
        assertThat(t.taken("ben", THEN.plus(ReviewTask.LEASE)).heldBy(THEN.plus(ReviewTask.LEASE))).contains("ben");
        assertThat(t.released("anna", THEN).heldBy(THEN)).isEmpty();
        assertThat(t.taken("anna", THEN.plusSeconds(60)).heldBy(THEN.plus(ReviewTask.LEASE))).contains("anna");
    }

    @Test
    void commentsOfAllPinsAreReadBackAndCountedUnreadForOthersAlone() throws IOException {
        List<ReviewComment> three = List.of(
                comment("a", new ReviewComment.OnLabel(new LabelId("x"), 1)),
                comment("b", new ReviewComment.AtPoint(0, new Vec3(1.5, -2, 0.25))),
                comment("c", new ReviewComment.OnFrame(1)));
        three.forEach(project.reviews()::add);
        assertThat(project.reviews().comments(capture)).isEqualTo(three);
        assertThat(project.reviews().read()).containsExactlyInAnyOrder("a", "b", "c");
        reopen(BEN);
        assertThat(project.reviews().read()).isEmpty();
        project.reviews().add(three.getFirst().answer("d", "Why?", "ben", THEN.plusSeconds(1)));
        project.reviews().markRead(Set.of("a", "b"));
        project.reviews().markRead(Set.of("a"));
        assertThat(project.reviews().read()).containsExactlyInAnyOrder("a", "b", "d");
        assertThat(project.reviews().resolve("d", true).id()).as("an answer resolves its thread").isEqualTo("a");
        assertThat(project.reviews().comment("a").resolved()).isTrue();
        assertThat(project.reviews().resolve("a", false).resolved()).isFalse();
    }

    @Test
    void reviewsTravelWithSyncAndTheLaterWriteStandsInBothOrders() throws IOException {
        project.reviews().create(task("t1", ""));
        project.reviews().add(comment("a", new ReviewComment.OnFrame(0)));
        try (Project copy = Projects.initEmptyReplica(folder.resolve("copy"), "Test", BEN)) {
            ReplicaTest.send(project.replica(), copy.replica());
            copy.catchUp();
            assertThat(copy.reviews().tasks()).isEqualTo(project.reviews().tasks());
            project.reviews().submit("t1");
            copy.reviews().assign("t1", "ben");
            copy.reviews().resolve("a", true);
            List<String> here = project.replica().sideRecords();
            List<String> there = copy.replica().sideRecords();
            project.replica().mergeSideRecords(there);
            copy.replica().mergeSideRecords(here);
            copy.replica().mergeSideRecords(here);
            assertThat(project.reviews().tasks()).isEqualTo(copy.reviews().tasks());
            assertThat(project.reviews().task("t1").assignee()).isEqualTo("ben");
            assertThat(project.reviews().comment("a").resolved()).isTrue();
        }
    }

    /** The policy's word: annotators hand in and do not judge; nobody accepts what they handed in. */
    @Test
    void annotatorsSubmitAndReviewersJudgeWhatOthersMade() throws IOException {
        project.access().add("anna", Set.of(Role.ADMIN, Role.ANNOTATOR), Optional.empty());
        project.access().add("ben", Set.of(Role.REVIEWER), Optional.empty());
        assertThatThrownBy(() -> project.reviews().create(task("t1", ""))).isInstanceOf(DeniedException.class);
        History history = new History(project.labels(capture), project.journal(capture));
        Label mine = Street.cuboid(new java.util.Random(4), "mine", 0);
        history.apply(ChangeSet.of("New", Change.create(mine)));
        history.apply(mark(history.labels(), ReviewState.SUBMITTED));
        assertThatThrownBy(() -> history.apply(mark(history.labels(), ReviewState.ACCEPTED)))
                .isInstanceOf(DeniedException.class);
        assertThatThrownBy(() -> history.apply(mark(history.labels(), ReviewState.REJECTED)))
                .isInstanceOf(DeniedException.class);
        reopen(BEN);
        project.reviews().create(task("t1", ""));
        History his = new History(project.labels(capture), project.journal(capture));
        his.apply(mark(his.labels(), ReviewState.REJECTED));
        project.reviews().submit("t1");
        assertThatThrownBy(() -> project.reviews().accept("t1")).hasMessageContaining("nobody accepts their own work");
        reopen(Street.ANNA);
        History again = new History(project.labels(capture), project.journal(capture));
        again.apply(ChangeSet.of("Delete", Change.delete(again.labels().find(mine.id()).orElseThrow())));
        again.undo();
        assertThat(again.labels().find(mine.id()).orElseThrow().review()).isEqualTo(ReviewState.REJECTED);
        again.apply(mark(again.labels(), ReviewState.SUBMITTED));
        reopen(BEN);
        History last = new History(project.labels(capture), project.journal(capture));
        last.apply(mark(last.labels(), ReviewState.ACCEPTED));
        assertThat(last.labels().find(mine.id()).orElseThrow().review()).isEqualTo(ReviewState.ACCEPTED);
    }

    private static ChangeSet mark(Labels labels, ReviewState to) {
        Label l = labels.find(new LabelId("mine")).orElseThrow();
        return ChangeSet.of("Mark", Change.replace(l, l.withReview(to)));
    }
}
