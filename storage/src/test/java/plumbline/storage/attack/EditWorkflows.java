package plumbline.storage.attack;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import plumbline.annotation.edit.Change;
import plumbline.annotation.edit.ChangeSet;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Origin;
import plumbline.annotation.label.PointRuns;
import plumbline.annotation.label.ReviewState;
import plumbline.annotation.label.TrackId;
import plumbline.annotation.scene.SensorId;
import plumbline.storage.format.label.OpenLabel;
import plumbline.storage.project.LineageGraph;
import plumbline.storage.project.Streets;

/** Labels that change: by hand, with the brush, from a file. */
final class EditWorkflows {
    /** With five points in each at the last stroke, {@code 10^5} points. */
    private static final int RUNS = 20_000;

    private EditWorkflows() {}

    /** A project with one capture. */
    static void street(Desk desk) throws java.io.IOException {
        desk.init(Desk.MAIN);
        desk.add(Streets.of("harbour", 7, 3, 12));
    }

    static Step create(String id) {
        return new Step(
                "create " + id,
                d -> d.label(id).isPresent() || d.audited("label.undo") > 0,
                d -> d.apply(ChangeSet.of("Add", Change.create(Streets.cuboid(new Random(id.hashCode()), id, 1)))));
    }

    static Step put(String id, String className) {
        return new Step(
                id + " is a " + className,
                d -> d.label(id).orElseThrow().className().equals(className),
                d -> put(d, d.label(id).orElseThrow().withClass(className)));
    }

    static void put(Desk d, Label after) {
        d.apply(ChangeSet.of("Put", new Change(after.id(), d.label(after.id().toString()), Optional.of(after))));
    }

    static Workflow edit() {
        return new Workflow("edit", EditWorkflows::street, List.of(
                create("a"),
                put("label-2", "Van"),
                new Step("delete", d -> d.label("label-3").isEmpty(),
                        d -> d.apply(ChangeSet.of("Delete", Change.delete(d.label("label-3").orElseThrow())))),
                new Step("bulk", d -> d.label("bulk-0").isPresent() && d.label("bulk-399").isPresent(), d -> {
                    List<Change> all = new ArrayList<>();
                    for (int i = 0; i < 400; i++) {
                        all.add(Change.create(Streets.cuboid(new Random(i), "bulk-" + i, i % 3)));
                    }
                    d.apply(new ChangeSet("Add many", all));
                }),
                create("b"),
                new Step("undo", d -> d.audited("label.undo") > 0, d -> d.history().undo()),
                new Step("redo", d -> d.audited("label.redo") > 0 && d.label("b").isPresent(), d -> d.history().redo())));
    }

    static Workflow brush() {
        List<Step> strokes = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            int n = i + 2;
            strokes.add(new Step("stroke " + i, d -> painted(d) >= runs(n).count(), d -> {
                Optional<Label> before = d.label("mask");
                Label after = before.map(l -> (Label) ((Label.PointMask) l).withPoints(runs(n))).orElseGet(() -> mask(runs(n)));
                d.apply(ChangeSet.of("Paint", new Change(after.id(), before, Optional.of(after))));
            }));
        }
        return new Workflow("brush", EditWorkflows::street, strokes);
    }

    private static long painted(Desk d) {
        return d.label("mask").map(l -> ((Label.PointMask) l).points().count()).orElse(0L);
    }

    private static PointRuns runs(int pointsInEach) {
        int[] bounds = new int[2 * RUNS];
        for (int i = 0; i < RUNS; i++) {
            bounds[2 * i] = 20 * i;
            bounds[2 * i + 1] = 20 * i + pointsInEach;
        }
        return PointRuns.ofBounds(bounds);
    }

    private static Label.PointMask mask(PointRuns points) {
        return new Label.PointMask(
                new LabelId("mask"), new TrackId("m"), "Car", 1, new SensorId("lidar"), points, 1, new TreeMap<>(), Origin.HAND,
                false, ReviewState.OPEN);
    }

    /** As {@code label import} does it: ontology, one edit, lineage. */
    static Workflow labels() {
        return new Workflow(
                "label import",
                d -> {
                    street(d);
                    new OpenLabel().write(
                            d.root.resolve("in.json"), Streets.of("harbour", 8, 3, 60).labels(), d.project().ontology(),
                            d.project().openCapture(d.capture()).capture());
                },
                List.of(
                        new Step("labels", d -> d.label("label-59").isPresent(), d -> {
                            List<Change> changes = new ArrayList<>();
                            for (Label l : new OpenLabel()
                                    .read(d.root.resolve("in.json"), d.project().openCapture(d.capture()).capture())
                                    .labels().all()) {
                                changes.add(new Change(l.id(), d.label(l.id().toString()), Optional.of(l)));
                            }
                            d.apply(new ChangeSet("Import in.json", changes));
                        }),
                        new Step("lineage", d -> d.audited("lineage.import") > 0 || imports(d) > 0, d -> d.project()
                                .provenance()
                                .recordOnLabels(
                                        d.capture(),
                                        new LineageGraph.Node(
                                                "import:labels:" + new UUID(1, 2), "import", "Import labels in.json",
                                                java.time.Instant.now(), "anna", new TreeMap<>()),
                                        List.of(d.capture().hex()),
                                        "import")),
                        VersionWorkflows.commit("Imported")));
    }

    private static long imports(Desk d) {
        return d.project().lineage(d.capture().hex()).nodes().stream()
                .filter(n -> n.id().startsWith("import:labels:"))
                .count();
    }
}
