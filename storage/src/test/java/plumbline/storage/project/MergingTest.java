package plumbline.storage.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.annotation.edit.Change;
import plumbline.annotation.edit.ChangeSet;
import plumbline.annotation.edit.Conflict;
import plumbline.annotation.edit.Decision;
import plumbline.annotation.edit.FieldGroup;
import plumbline.annotation.edit.History;
import plumbline.annotation.edit.Merge;
import plumbline.annotation.edit.Side;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelClass;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.Ontology;
import plumbline.annotation.scene.Progress;
import plumbline.annotation.scene.Vec3;

/** Merges in a project on disk: two branches, conflicts that survive, decisions that are edits. */
class MergingTest {
    @TempDir
    Path temp;

    private Project project;
    private Hash capture;
    private Hash start;

    @BeforeEach
    void twoBranches() throws IOException {
        project = Projects.init(temp.resolve("p"), "p", Street.ANNA);
        capture = project.importCapture(new Street("s", 1, 3, 12), Governance.DEFAULT, Progress.NONE).capture().hash();
        start = project.head().orElseThrow().hash();
        project.history().createBranch("other", start);
    }

    @AfterEach
    void close() {
        project.close();
    }

    private Label.Cuboid label(int i) {
        return (Label.Cuboid) project.labels(capture).find(new LabelId("label-" + i)).orElseThrow();
    }

    private void put(Label after) {
        Optional<Label> before = project.labels(capture).find(after.id());
        new History(project.labels(capture), project.journal(capture))
                .apply(ChangeSet.of("put", new Change(after.id(), before, Optional.of(after))));
    }

    private void delete(Label l) {
        new History(project.labels(capture), project.journal(capture)).apply(ChangeSet.of("delete", Change.delete(l)));
    }

    private static Label.Cuboid moved(Label.Cuboid c, double x) {
        return c.withBox(c.box().withCentre(c.box().centre().plus(new Vec3(x, 0, 0))));
    }

    /** On branch other; then back on main. */
    private void there(Runnable edits) {
        project.history().switchTo("other", false);
        edits.run();
        project.commit("There");
        project.history().switchTo("main", false);
    }

    private void conflictOfGeometry() {
        there(() -> put(moved(label(1), 2)));
        put(moved(label(1), 1));
        project.commit("Here");
    }

    @Test
    void fieldsOfOneLabelFromBothSidesAreOneVersionWithTwoParents() {
        there(() -> {
            put(label(1).withClass("Van"));
            delete(label(2));
        });
        Hash theirs = project.resolve("other").hash();
        put(moved(label(1), 1));
        Hash ours = project.commit("Here").hash();
        Merging.Begun.Finished done = (Merging.Begun.Finished) project.merging().begin("other");
        assertThat(done.version().parents()).containsExactly(ours, theirs);
        assertThat(done.changes()).extracting(d -> d.groups().toString()).containsExactlyInAnyOrder("[class]", "[]");
        assertThat(label(1).className()).isEqualTo("Van");
        assertThat(label(1).box()).isEqualTo(moved((Label.Cuboid) project.labelsAt(start, capture)
                .find(new LabelId("label-1")).orElseThrow(), 1).box());
        assertThat(project.labelsAt(done.version().hash(), capture)).isEqualTo(project.labels(capture));
        assertThat(project.labels(capture).find(new LabelId("label-2"))).isEmpty();
        assertThat(project.uncommittedEdits()).isZero();
        assertThat(project.merging().begin("other")).isInstanceOf(Merging.Begun.UpToDate.class);
        assertThat(project.lineage(done.version().hash().hex()).orphans()).isEmpty();
        assertThat(project.verifyAudit().valid()).isTrue();
        assertThat(project.auditLog(9)).extracting(e -> e.action()).contains("merge.begin", "version.commit");
    }

    @Test
    void withoutVersionsOfItsOwnABranchMovesForward() {
        there(() -> put(label(1).withClass("Van")));
        assertThat(project.merging().begin("other")).isInstanceOf(Merging.Begun.Forward.class);
        assertThat(project.head()).contains(project.resolve("other"));
        assertThat(project.branch()).isEqualTo("main");
        assertThat(project.resolve("main")).isEqualTo(project.resolve("other"));
        assertThat(label(1).className()).isEqualTo("Van");
    }

    @Test
    void conflictsSurviveARestartAndAreDecidedAndUndone() throws IOException {
        conflictOfGeometry();
        Label base = project.labelsAt(start, capture).find(new LabelId("label-1")).orElseThrow();
        assertThat(project.merging().begin("other")).isInstanceOf(Merging.Begun.Open.class);
        project.close();
        project = Projects.open(temp.resolve("p"), Street.ANNA);
        StoredConflict c = project.merging().conflicts(false).getFirst();
        assertThat(c.conflict().group()).isEqualTo(FieldGroup.GEOMETRY);
        assertThat(label(1)).isEqualTo(base);
        assertThat(project.uncommittedEdits()).isEqualTo(1);

        project.merging().decide(Map.of(c.id(), new Decision.Take(Side.THEIRS)), "better seen");
        assertThat(label(1)).isEqualTo(((Conflict.Field) c.conflict()).theirs());
        assertThat(project.merging().conflicts(false)).isEmpty();
        StoredConflict.Decided decided = project.merging().conflict(c.id()).decided().orElseThrow();
        assertThat(decided.why()).isEqualTo("better seen");
        assertThat(decided.user()).isEqualTo("anna");

        History history = new History(project.labels(capture), project.journal(capture));
        history.undo();
        assertThat(project.merging().conflict(c.id()).open()).isTrue();
        assertThat(label(1)).isEqualTo(base);
        history.redo();
        assertThat(project.merging().conflict(c.id()).open()).isFalse();
        project.merging().reopen(List.of(c.id()), "");
        assertThat(project.merging().conflict(c.id()).open()).isTrue();
        assertThat(label(1)).isEqualTo(base);

        Label own = moved(label(1), 7);
        project.merging().decide(Map.of(c.id(), new Decision.Value(own)), "");
        Version v = project.merging().finish("Merge other");
        assertThat(v.parents()).hasSize(2);
        assertThat(project.labelsAt(v.hash(), capture).find(own.id())).contains(own);
        assertThat(project.merging().conflictsOf(v.hash())).hasSize(1);
        assertThat(project.merging().current()).isEmpty();
        assertThat(project.lineage(v.hash().hex()).orphans()).isEmpty();
        assertThat(project.verifyAudit().valid()).isTrue();
    }

    @Test
    void anAbortedMergeLeavesNothing() {
        conflictOfGeometry();
        Labels before = project.labels(capture);
        Version head = project.head().orElseThrow();
        project.merging().begin("other");
        StoredConflict c = project.merging().conflicts(false).getFirst();
        project.merging().decide(Map.of(c.id(), new Decision.Take(Side.THEIRS)), "");
        assertThatThrownBy(() -> project.checkout(start, true)).hasMessageContaining("merge");
        project.merging().abort();
        assertThat(project.labels(capture)).isEqualTo(before);
        assertThat(project.head()).contains(head);
        assertThat(project.uncommittedEdits()).isZero();
        assertThat(project.merging().conflicts(true)).isEmpty();
        assertThat(project.merging().begin("other")).isInstanceOf(Merging.Begun.Open.class);
    }

    @Test
    void aStrictProjectWantsDecisionsAnotherKeepsTheConflictWithTheVersion() {
        conflictOfGeometry();
        project.merging().setStrict(true);
        project.merging().begin("other");
        assertThatThrownBy(() -> project.commit("No")).isInstanceOf(OpenConflictsException.class);
        project.merging().setStrict(false);
        Version v = project.merging().finish("Yes");
        StoredConflict c = project.merging().conflictsOf(v.hash()).getFirst();
        assertThat(c.open()).isTrue();
        project.merging().decide(Map.of(c.id(), new Decision.Take(Side.OURS)), "later");
        assertThat(project.uncommittedEdits()).isEqualTo(1);
        assertThat(label(1)).isEqualTo(((Conflict.Field) c.conflict()).ours());
    }

    @Test
    void whatCannotBeDecidedSoChangesNothing() {
        conflictOfGeometry();
        project.merging().begin("other");
        String id = project.merging().conflicts(false).getFirst().id();
        Labels before = project.labels(capture);
        assertThatThrownBy(() -> project.merging().decide(Map.of(id, new Decision.Both()), ""))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> project.merging().conflict("zz")).isInstanceOf(StorageException.class);
        assertThat(project.merging().conflict(id).open()).isTrue();
        assertThat(project.labels(capture)).isEqualTo(before);
    }

    @Test
    void aClassThatOneSideTookAwayAndTheOtherUsesIsAConflict() {
        there(() -> put(label(1).withClass("Tram")));
        Ontology full = project.ontology();
        List<LabelClass> fewer = new ArrayList<>(full.classes());
        fewer.removeIf(c -> c.name().equals("Tram"));
        project.setOntology(new Ontology(full.name(), full.version() + 1, fewer));
        put(moved(label(2), 1));
        project.commit("No trams");
        Label.Cuboid was = label(1);
        assertThat(was.className()).isNotEqualTo("Tram");
        project.merging().begin("other");
        StoredConflict c = project.merging().conflicts(false).getFirst();
        assertThat(c.conflict()).isInstanceOf(Conflict.Missing.class);
        project.merging().decide(Map.of(c.id(), new Decision.Take(Side.THEIRS)), "");
        assertThat(project.ontology().find("Tram")).isPresent();
        project.merging().reopen(List.of(c.id()), "");
        project.merging().decide(Map.of(c.id(), new Decision.Rename("Bus")), "");
        assertThat(label(1).className()).isEqualTo("Bus");
        assertThat(project.merging().finish("Merged").parents()).hasSize(2);
    }

    /** Each branch has merged the other: the base is made of both, so that what both have already agreed on stays agreed. */
    @Test
    void branchesThatMergedEachOtherHaveAMergedBase() {
        there(() -> put(label(1).withClass("Van")));
        put(moved(label(2), 1));
        Hash here = project.commit("Here").hash();
        Hash other = project.resolve("other").hash();
        project.merging().begin(other.hex());
        project.history().switchTo("other", false);
        project.merging().begin(here.hex());
        put(label(1).withClass("Bus"));
        project.commit("Bus there");
        project.history().switchTo("main", false);
        put(moved(label(2), 5));
        project.commit("Further here");
        Merging.Begun.Finished done = (Merging.Begun.Finished) project.merging().begin("other");
        assertThat(label(1).className()).isEqualTo("Bus");
        assertThat(done.changes()).hasSize(1);
    }

    /** The project against a plain model of versions in memory, with edits, undo, redo and merges by a seed. */
    @Test
    void randomEditsUndoAndMergesAreThoseOfAPlainModel() {
        Random r = new Random(5);
        Labels base = project.labels(capture);
        for (int round = 0; round < 12; round++) {
            project.history().switchTo("other", false);
            Labels there = edits(r, round + "t");
            project.commit("There " + round);
            project.history().switchTo("main", false);
            Labels here = edits(r, round + "h");
            project.commit("Here " + round);
            var model = Merge.of(base, here, there);
            project.merging().begin("other");
            assertThat(project.merging().conflicts(false)).extracting(c -> c.conflict().key())
                    .containsExactlyInAnyOrderElementsOf(model.conflicts().stream().map(Conflict::key).toList());
            assertThat(project.labels(capture)).isEqualTo(model.labels());
            project.merging().conflicts(false).forEach(c -> project.merging().decide(Map.of(c.id(), c.conflict() instanceof
                    Conflict.SameObject ? new Decision.Both() : new Decision.Take(Side.THEIRS)), "rule"));
            if (project.merging().current().isPresent()) {
                project.merging().finish("Merge " + round);
            }
            base = project.labels(capture);
            assertThat(project.labelsAt(project.head().orElseThrow().hash(), capture)).isEqualTo(base);
            project.history().switchTo("other", false);
            project.merging().begin("main");
            project.history().switchTo("main", false);
        }
        assertThat(project.verifyAudit().valid()).isTrue();
    }

    private Labels edits(Random r, String who) {
        History h = new History(project.labels(capture), project.journal(capture));
        for (int i = 0; i < 8; i++) {
            List<Label> all = h.labels().all();
            Label.Cuboid l = (Label.Cuboid) all.get(r.nextInt(all.size()));
            switch (r.nextInt(6)) {
                case 0 -> h.apply(ChangeSet.of("class", Change.replace(l, l.withClass("C" + r.nextInt(99)))));
                case 1 -> h.apply(ChangeSet.of("move", Change.replace(l, moved(l, 1 + r.nextDouble()))));
                case 2 -> h.apply(ChangeSet.of("delete", Change.delete(l)));
                case 3 -> h.apply(ChangeSet.of("new", Change.create(Street.cuboid(r, who + i, r.nextInt(3)))));
                case 4 -> h.undo();
                default -> h.redo();
            }
        }
        return h.labels();
    }
}
