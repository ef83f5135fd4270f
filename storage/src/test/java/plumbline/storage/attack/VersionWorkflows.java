package plumbline.storage.attack;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import plumbline.annotation.edit.Change;
import plumbline.annotation.edit.ChangeSet;
import plumbline.annotation.edit.Decision;
import plumbline.annotation.edit.Side;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelId;
import plumbline.storage.project.Hash;
import plumbline.storage.project.Merging;
import plumbline.storage.project.Project;
import plumbline.storage.project.StoredConflict;
import plumbline.storage.project.Streets;

/** Versions: made, branched, merged, gone back to, taken back. */
final class VersionWorkflows {
    private VersionWorkflows() {}

    static Step commit(String message) {
        return new Step(message, d -> d.committed(message), d -> d.project().commit(message));
    }

    static Workflow commits() {
        return new Workflow("commit", EditWorkflows::street, List.of(
                EditWorkflows.create("a"),
                commit("One"),
                EditWorkflows.put("label-1", "Van"),
                EditWorkflows.put("label-5", "Tram"),
                commit("Two"),
                new Step("contract", d -> d.audited("contract.change") > 0, d -> d.project().history().pinContract("{\"id\":\"c\"}")),
                commit("Three")));
    }

    static Workflow branches() {
        return new Workflow("branch", EditWorkflows::street, List.of(
                new Step("branch", d -> d.project().history().branches().containsKey("other")
                        || d.project().history().tags().containsKey("t"), d -> d.project().history()
                        .createBranch("other", d.project().head().orElseThrow().hash())),
                new Step("there", d -> d.committed("There") || d.project().branch().equals("other")
                        || d.project().history().tags().containsKey("t"),
                        d -> d.project().history().switchTo("other", false)),
                EditWorkflows.put("label-4", "Van"),
                commit("There"),
                new Step("tag", d -> d.project().history().tags().containsKey("t"),
                        d -> d.project().createTag("t", d.project().head().orElseThrow().hash())),
                new Step("onwards", d -> d.project().branch().equals("third"), d -> d.project().createBranch("third")),
                new Step("delete", d -> !d.project().history().branches().containsKey("other"),
                        d -> d.project().history().deleteBranch("other"))));
    }

    /** One label moved on both sides, and others on one side alone. */
    static Workflow merge() {
        return new Workflow("merge", VersionWorkflows::apart, List.of(
                new Step("begin", d -> d.committed("Merged") || d.project().merging().current().isPresent(), d -> {
                    if (!(d.project().merging().begin("other") instanceof Merging.Begun.Open)) {
                        throw new IllegalStateException("the merge left no conflict");
                    }
                }),
                new Step("decide", d -> d.committed("Merged") || d.project().merging().conflicts(false).isEmpty(), d -> {
                    Map<String, Decision> decisions = new TreeMap<>();
                    for (StoredConflict c : d.project().merging().conflicts(false)) {
                        decisions.put(c.id(), new Decision.Take(Side.THEIRS));
                    }
                    d.project().merging().decide(decisions, "better seen");
                }),
                new Step("finish", d -> d.committed("Merged"), d -> d.project().merging().finish("Merged"))));
    }

    private static void apart(Desk d) throws IOException {
        EditWorkflows.street(d);
        Project p = d.project();
        p.history().createBranch("other", p.head().orElseThrow().hash());
        p.history().switchTo("other", false);
        move(d, "label-1", 2);
        EditWorkflows.put(d, d.label("label-2").orElseThrow().withClass("Van"));
        p.commit("There");
        p.history().switchTo("main", false);
        move(d, "label-1", 1);
        EditWorkflows.put(d, d.label("label-3").orElseThrow().withClass("Bus"));
        p.commit("Here");
    }

    private static void move(Desk d, String id, double metres) {
        Label.Cuboid c = (Label.Cuboid) d.label(id).orElseThrow();
        EditWorkflows.put(d, c.withBox(c.box().turned(metres / 10)));
    }

    static Workflow checkout() {
        return new Workflow("checkout", VersionWorkflows::apart, List.of(
                new Step("edit", d -> d.label("gone").isPresent() || d.audited("version.checkout") > 2
                                || !d.project().branch().equals("main"),
                        d -> d.apply(ChangeSet.of("Add", Change.create(
                                Streets.cuboid(new Random(1), "gone", 1))))),
                new Step("other", d -> d.project().branch().equals("other"), d -> d.project().history().switchTo("other", true)),
                new Step("older", d -> d.label("label-2").orElseThrow().className().equals(
                                d.project().labelsAt(first(d), d.capture()).find(new LabelId("label-2")).orElseThrow()
                                        .className()),
                        d -> d.project().checkout(first(d), true))));
    }

    private static Hash first(Desk d) {
        return d.project().log(d.project().resolve("other").hash()).getLast().hash();
    }

    static Workflow restore() {
        return new Workflow("restore and revert", VersionWorkflows::apart, List.of(
                new Step("restore", d -> d.committed("Restored") || same(d),
                        d -> d.project().history().restore(d.project().resolve("other").hash(), Set.of(new LabelId("label-2")))),
                commit("Restored"),
                new Step("revert", d -> d.project().log(d.project().head().orElseThrow().hash()).size() > 3, d -> {
                    if (d.project().history().revert(d.project().head().orElseThrow().hash()).version().isEmpty()) {
                        throw new IllegalStateException("nothing was reverted");
                    }
                })));
    }

    private static boolean same(Desk d) {
        Optional<Label> there =
                d.project().labelsAt(d.project().resolve("other").hash(), d.capture()).find(new LabelId("label-2"));
        return d.label("label-2").equals(there);
    }

    private static String conflict(StoredConflict c) {
        return c.conflict() + " " + c.decided().map(StoredConflict.Decided::decision);
    }

    /** What a project is, without what time and chance put into it. */
    static String picture(Project p) {
        String labels = p.captures().stream()
                .map(c -> c.hash() + " " + c.name() + " " + p.labels(c.hash()).all())
                .collect(Collectors.joining("\n"));
        String log = p.head().stream()
                .flatMap(h -> p.log(h.hash()).stream())
                .map(v -> v.message().replaceAll("[0-9a-f]{8}", "#") + " " + v.labelRoots() + " " + v.ontology() + " "
                        + p.history().signature(v.hash()).getClass().getSimpleName())
                .collect(Collectors.joining("\n"));
        String refs = p.history().branches().entrySet().stream()
                .map(e -> e.getKey() + " " + p.resolve(e.getKey()).labelRoots())
                .collect(Collectors.joining("\n"));
        return String.join("\n", p.name(), p.branch(), labels, log, refs, p.history().tags().keySet().toString(),
                p.ontology().toString(), p.merging().conflicts(true).stream().map(VersionWorkflows::conflict).toList().toString(), "uncommitted " + p.uncommitted());
    }
}
