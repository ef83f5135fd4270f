package plumbline.storage.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.annotation.edit.Change;
import plumbline.annotation.edit.ChangeSet;
import plumbline.annotation.edit.History;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Labels;
import plumbline.annotation.scene.Progress;

/** Random edits, undo, redo, restarts, commits and checkouts against maps that are copied whole. */
class RandomEditsTest {
    @TempDir
    Path folder;

    private final Map<Hash, Map<LabelId, Label>> committed = new TreeMap<>();
    private final Deque<Map<LabelId, Label>> past = new ArrayDeque<>();
    private final Deque<Map<LabelId, Label>> future = new ArrayDeque<>();
    private Map<LabelId, Label> now = new TreeMap<>();
    private int made;

    @Test
    void theProjectDoesWhatTheModelDoes() throws IOException {
        for (long seed = 0; seed < 4; seed++) {
            Random random = new Random(seed);
            Path home = folder.resolve("p" + seed);
            Hash capture;
            try (Project p = Projects.init(home, "Test", Street.ANNA)) {
                capture = p.importCapture(new Street("street", seed, 5, 10), Governance.DEFAULT, Progress.NONE)
                        .capture().hash();
                reset(p, capture);
            }
            for (int session = 0; session < 6; session++) {
                try (Project p = Projects.open(home, Street.ANNA)) {
                    assertThat(asMap(p.labels(capture))).isEqualTo(now);
                    session(p, capture, random);
                    assertThat(p.verifyAudit().firstBroken()).isEmpty();
                }
            }
        }
    }

    private void reset(Project p, Hash capture) {
        committed.clear();
        past.clear();
        future.clear();
        now = asMap(p.labels(capture));
        committed.put(p.head().orElseThrow().hash(), now);
    }

    private void session(Project p, Hash capture, Random random) {
        History h = new History(p.labels(capture), p.journal(capture));
        for (int i = 0; i < 60; i++) {
            assertThat(h.canUndo()).isEqualTo(!past.isEmpty());
            assertThat(h.canRedo()).isEqualTo(!future.isEmpty());
            int dice = random.nextInt(20);
            if (dice < 9) {
                apply(h, random);
            } else if (dice < 14) {
                if (h.undo().isPresent()) {
                    future.addLast(now);
                    now = past.removeLast();
                }
            } else if (dice < 17) {
                if (h.redo().isPresent()) {
                    past.addLast(now);
                    now = future.removeLast();
                }
            } else if (dice < 19) {
                committed.put(p.commit("Step " + i).hash(), now);
                assertThat(p.uncommittedEdits()).isZero();
            } else {
                List<Hash> versions = new ArrayList<>(committed.keySet());
                Hash version = versions.get(random.nextInt(versions.size()));
                p.checkout(version, true);
                now = committed.get(version);
                past.clear();
                future.clear();
                h = new History(p.labels(capture), p.journal(capture));
            }
            assertThat(asMap(h.labels())).isEqualTo(now);
            assertThat(asMap(p.labels(capture))).isEqualTo(now);
            differencesAreThoseOfTheModel(p, capture);
        }
    }

    private void differencesAreThoseOfTheModel(Project p, Hash capture) {
        Map<LabelId, Label> head = committed.get(p.head().orElseThrow().hash());
        Map<LabelId, Label> before = new TreeMap<>(head);
        Map<LabelId, Label> after = new TreeMap<>(head);
        for (LabelDiff d : p.uncommitted()) {
            assertThat(d.before()).isNotEqualTo(d.after());
            d.before().ifPresent(l -> assertThat(before.remove(l.id())).isEqualTo(l));
            after.remove(d.either().id());
            d.after().ifPresent(l -> after.put(l.id(), l));
        }
        assertThat(after).isEqualTo(now);
        assertThat(asMap(p.labelsAt(p.head().orElseThrow().hash(), capture))).isEqualTo(head);
    }

    private void apply(History h, Random random) {
        List<Change> changes = new ArrayList<>();
        for (Label l : h.labels().all()) {
            if (random.nextInt(8) == 0) {
                Label.Cuboid c = (Label.Cuboid) l;
                changes.add(switch (random.nextInt(4)) {
                    case 0 -> Change.delete(c);
                    case 1 -> Change.replace(c, c.withBox(c.box().turned(random.nextDouble())));
                    case 2 -> Change.replace(c, c.withFinalised(!c.finalised()));
                    // The same label in another frame: its row moves.
                    default -> Change.replace(c, Street.cuboid(random, c.id().value(), random.nextInt(5)));
                });
            }
        }
        for (int n = random.nextInt(3); n > 0; n--) {
            changes.add(Change.create(Street.cuboid(random, "new-" + made++, random.nextInt(5))));
        }
        if (!changes.isEmpty()) {
            h.apply(new ChangeSet("Random", changes));
            past.addLast(now);
            future.clear();
            now = asMap(h.labels());
        }
    }

    private static Map<LabelId, Label> asMap(Labels labels) {
        Map<LabelId, Label> out = new TreeMap<>();
        labels.forEach(l -> out.put(l.id(), l));
        return out;
    }
}
