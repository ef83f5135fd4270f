package plumbline.storage.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.annotation.edit.Change;
import plumbline.annotation.edit.ChangeSet;
import plumbline.annotation.edit.Journal;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.Origin;
import plumbline.annotation.label.TrackId;
import plumbline.annotation.scene.Progress;
import plumbline.annotation.scene.SensorId;

/** The tree of label pages: what it is made of depends on the labels alone, and a version costs what changed. */
class LabelPagesTest {
    private static final int FRAMES = 50;

    @TempDir
    Path folder;

    private Project project(String name, int labels) throws IOException {
        Project p = Projects.init(folder.resolve(name), name, Street.ANNA);
        p.importCapture(new Street("street", 1, FRAMES, labels), Governance.DEFAULT, Progress.NONE);
        return p;
    }

    private static Hash capture(Project p) {
        return p.captures().getFirst().hash();
    }

    private static Hash root(Project p) {
        return p.head().orElseThrow().labelRoots().get(capture(p));
    }

    private static Set<Hash> parts(Project p, Path home) {
        return new LabelPages(new ObjectStore(home)).parts(root(p));
    }

    /** Some labels turned, moved to another frame, deleted, made. */
    private static List<Change> edits(Random r, Labels labels, int count) {
        List<Label> all = new ArrayList<>(labels.all());
        Collections.shuffle(all, r);
        List<Change> out = new ArrayList<>();
        for (int i = 0; i < Math.min(count, all.size()); i++) {
            Label.Cuboid c = (Label.Cuboid) all.get(i);
            switch (r.nextInt(4)) {
                case 0 -> out.add(Change.replace(c, c.withBox(c.box().turned(0.1))));
                case 1 -> out.add(Change.delete(c));
                case 2 -> out.add(Change.replace(c, new Label.Cuboid(
                        c.id(), c.track(), c.className(), r.nextInt(FRAMES + 5), c.box(), c.attributes(), c.origin(), true, 1)));
                default -> out.add(Change.create(Street.cuboid(r, "new-" + r.nextLong(), r.nextInt(FRAMES + 5))));
            }
        }
        return out;
    }

    @Test
    void whateverWayTheEditsGoTheRootIsThatOfTheLabelsAlone() throws IOException {
        for (int seed = 0; seed < 12; seed++) {
            Random r = new Random(seed);
            try (Project p = project("way-" + seed, r.nextInt(3) * 700 + r.nextInt(3))) {
                Labels now = p.labels(capture(p));
                for (int step = 0; step < 8; step++) {
                    // The last steps take nearly everything away, so that the tree loses its levels again.
                    int count = step < 5 ? 1 + r.nextInt(60) : now.size();
                    ChangeSet set = new ChangeSet("Edit", edits(r, now, count));
                    if (!set.changes().isEmpty()) {
                        p.journal(capture(p)).append(Journal.Step.APPLY, set);
                        now = set.apply(now);
                    }
                    if (r.nextInt(3) > 0) {
                        p.commit("Step " + step);
                        Hash head = p.head().orElseThrow().hash();
                        assertThat(p.labelsAt(head, capture(p))).isEqualTo(now);
                        for (int frame = 0; frame < 8; frame++) {
                            assertThat(p.labelsAt(head, capture(p), frame)).isEqualTo(now.inFrame(frame));
                            assertThat(p.labels(capture(p), frame)).isEqualTo(now.inFrame(frame));
                        }
                    }
                }
                p.commit("Last");
                assertThat(p.labels(capture(p))).isEqualTo(now);
                assertThat(root(p)).as("seed " + seed).isEqualTo(fromScratch("scratch-" + seed, capture(p), now));
            }
        }
    }

    /** The root that labels give which were never edited. */
    private Hash fromScratch(String name, Hash capture, Labels labels) {
        ObjectStore.Batch nowhere = new ObjectStore(folder.resolve(name)).batch();
        LabelCutter cutter = new LabelCutter(nowhere::add, h -> List.of());
        List<LabelPage.Entry> entries = new ArrayList<>();
        labels.forEach(l -> entries.add(LabelPage.entry(l)));
        entries.sort(java.util.Comparator.comparing(LabelPage.Entry::key));
        entries.forEach(cutter::add);
        LabelCutter.Top top = cutter.end();
        TreeMap<String, Object> root = new TreeMap<>(Map.of(
                "kind", "labels", "capture", capture.hex(), "labels", top.labels(), "level", top.level()));
        top.hash().ifPresent(h -> root.put("top", h.hex()));
        return Hash.of(Json.write(root).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @Test
    void aVersionMakesAFewPagesForEachLabelThatChanged() throws IOException {
        int labels = 20_000;
        Path home = folder.resolve("cost");
        try (Project p = project("cost", labels)) {
            Set<Hash> known = new TreeSet<>(parts(p, home));
            Random r = new Random(3);
            for (int k : new int[] {1, 2, 8, 40}) {
                p.journal(capture(p)).append(Journal.Step.APPLY, new ChangeSet("Edit", edits(r, p.labels(capture(p)), k)));
                p.commit(k + " edits");
                Set<Hash> made = new TreeSet<>(parts(p, home));
                made.removeAll(known);
                known.addAll(made);
                // An edit can touch two places (a new frame); each may join or cut a page, on each level of the tree.
                int levels = 3;
                assertThat(made.size()).as(k + " edits").isPositive().isLessThanOrEqualTo(2 * 2 * k * levels + levels);
            }
            assertThat(known.size()).isGreaterThan(labels / 64 / 2);
        }
    }

    @Test
    void differencesAreThoseOfAPlainModel() throws IOException {
        Random r = new Random(11);
        try (Project p = project("model", 1500)) {
            Labels before = p.labels(capture(p));
            Version first = p.head().orElseThrow();
            Labels now = before;
            for (int i = 0; i < 5; i++) {
                ChangeSet set = new ChangeSet("Edit", edits(r, now, 30));
                p.journal(capture(p)).append(Journal.Step.APPLY, set);
                now = set.apply(now);
            }
            Map<LabelId, Optional<Label>> expected = new TreeMap<>();
            Labels after = now;
            before.forEach(l -> expected.put(l.id(), after.find(l.id())));
            after.forEach(l -> expected.put(l.id(), Optional.of(l)));
            expected.entrySet().removeIf(e -> before.find(e.getKey()).equals(e.getValue()));
            assertThat(differences(p.uncommitted())).isEqualTo(expected);
            Version second = p.commit("Edits");
            assertThat(p.uncommitted()).isEmpty();
            assertThat(differences(p.diff(first.hash(), second.hash()))).isEqualTo(expected);
            p.checkout(first.hash(), false);
            assertThat(p.labels(capture(p))).isEqualTo(before);
            assertThat(p.uncommitted()).isEmpty();
        }
    }

    private static Map<LabelId, Optional<Label>> differences(List<LabelDiff> diffs) {
        Map<LabelId, Optional<Label>> out = new TreeMap<>();
        diffs.forEach(d -> out.put(d.either().id(), d.after()));
        return out;
    }

    @Test
    void bytesGiveTheLabelBackAndEqualLabelsHaveEqualBytes() {
        Random r = new Random(5);
        List<Label> labels = new ArrayList<>(Street.labels(r, 50, 9).all());
        labels.add(new Label.ImageBox(
                new LabelId("\ud83d\ude97 \ud800 half"), new TrackId("\udc00"), "Größe", 1 << 30, new SensorId("cam\u0000"), -1, 2.5,
                3, 1e300, new TreeMap<>(Map.of("", "x".repeat(300))), Origin.AUTOMATIC, true));
        for (Label l : labels) {
            LabelPage.Entry e = LabelPage.entry(l);
            assertThat(e.label("test")).isEqualTo(l);
            assertThat(LabelPage.entry(LabelJson.read("test", LabelJson.write(l))).body()).isEqualTo(e.body());
        }
    }
}
