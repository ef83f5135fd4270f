package plumbline.app.ui.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import plumbline.app.service.Histories;
import plumbline.app.ui.Ui;
import plumbline.app.ui.parts.Banner;
import plumbline.app.ui.parts.DialogCard;
import plumbline.app.ui.parts.Numbers;
import plumbline.app.ui.parts.Parts;
import plumbline.storage.project.LabelDiff;
import plumbline.storage.project.Project;
import plumbline.storage.project.Version;
import plumbline.storage.project.VersionHistory;

/** What can be done with a version: look at it, name it, bring it back, take it back. Each says first what will happen. */
final class VersionActions {
    /** One entry of the menu; {@code refused} says why it cannot be done now. */
    record Action(String name, String key, Optional<String> refused, Runnable run) {}

    private final Ui ui;
    private final AuditModel model;
    private final Runnable changed;

    /** {@code changed}: names or versions are not what they were. */
    VersionActions(Ui ui, AuditModel model, Runnable changed) {
        this.ui = ui;
        this.model = model;
        this.changed = changed;
    }

    private Project project() {
        return ui.session().project();
    }

    List<Action> of(Version v) {
        Optional<String> frozen = project().readOnly() ? Optional.of("the project is read only")
                : ui.session().at().isPresent() ? Optional.of("go back to now first, T") : Optional.empty();
        long edits = model.overview().edits();
        Optional<String> open = frozen.or(() -> edits > 0
                ? Optional.of("commit " + Numbers.plural(edits, "edit", "edits") + " first") : Optional.empty());
        boolean looking = ui.session().at().isPresent();
        List<Action> out = new ArrayList<>();
        out.add(new Action(looking ? "Back to now" : "Look at it, read only", "T", Optional.empty(), () -> look(v)));
        out.add(new Action("Branch here...", "N", frozen, () -> branch(v)));
        out.add(new Action("Tag...", "G", frozen, () -> tag(v)));
        model.overview().refs().getOrDefault(v.hash(), List.of()).stream()
                .filter(r -> r.kind() == Histories.Kind.BRANCH && !r.worked())
                .forEach(r -> out.add(new Action("Switch to " + r.name() + "...", "", open, () -> switchTo(r.name(), v))));
        out.add(new Action("Restore its labels...", "R", frozen, () -> restore(v)));
        out.add(new Action("Revert it...", "V", v.parents().isEmpty()
                ? Optional.of("the first version has nothing before it") : open, () -> revert(v)));
        return out;
    }

    void menu(Version v, Node at, double x, double y) {
        ContextMenu menu = new ContextMenu();
        for (Action a : of(v)) {
            if (a.key().equals("R")) {
                menu.getItems().add(new SeparatorMenuItem());
            }
            MenuItem item = new MenuItem(a.name() + a.refused().map(r -> "  (" + r + ")").orElse(""));
            item.setGraphic(a.key().isEmpty() ? null : Parts.keyCap(a.key()));
            item.setDisable(a.refused().isPresent());
            item.setOnAction(e -> a.run().run());
            menu.getItems().add(item);
        }
        menu.show(at, x, y);
    }

    /** By key; a refusal is said. */
    void run(Version v, String key) {
        of(v).stream().filter(a -> a.key().equals(key)).findFirst().ifPresent(a ->
                a.refused().ifPresentOrElse(why -> ui.say(a.name().replace("...", "") + ": " + why + "."), a.run()));
    }

    private void look(Version v) {
        if (ui.session().at().isPresent()) {
            ui.reopen(Optional.empty(), "Back to now.");
        } else {
            ui.reopen(Optional.of(v), "Version " + v.hash().shortHex() + ", to look only. T goes back.");
        }
    }

    private void branch(Version v) {
        ask("Branch at " + v.hash().shortHex(), "A new branch will point at " + named(v)
                        + ". You stay on " + model.overview().branch() + "; labels and edits are not touched.",
                "Make branch", Optional.of("Name of the branch"),
                name -> project().history().createBranch(name, v.hash()),
                name -> "Branch " + name + " at " + v.hash().shortHex() + ".", false);
    }

    private void tag(Version v) {
        ask("Tag " + v.hash().shortHex(), "A name that stays with " + named(v) + ", such as a release.",
                "Set tag", Optional.of("Name of the tag"),
                name -> project().createTag(name, v.hash()),
                name -> "Tag " + name + " at " + v.hash().shortHex() + ".", false);
    }

    private void switchTo(String branch, Version v) {
        ask("Switch to " + branch, "Labels and ontology become those of " + named(v) + ", and new versions go to " + branch
                        + ". Every edit is in a version, so nothing is lost.",
                "Switch to " + branch, Optional.empty(),
                name -> project().history().switchTo(branch, false),
                name -> "On branch " + branch + ".", true);
    }

    private void restore(Version v) {
        ask("Restore " + v.hash().shortHex(), "All labels of all captures, and the ontology, become as in " + named(v)
                        + ". It is one edit a capture on top of what stands: Ctrl+Z takes it back, and no version is lost.",
                "Restore labels", Optional.empty(),
                name -> project().history().restore(v.hash(), Set.of()),
                name -> "Labels as in " + v.hash().shortHex() + ". Commit keeps them; Ctrl+Z takes it back.", true);
    }

    /** One object as A has it. */
    void restore(Version a, ChangeWords.Row row) {
        Optional<String> refused = of(a).stream().filter(x -> x.key().equals("R")).findFirst().flatMap(Action::refused);
        if (refused.isPresent()) {
            ui.say("Restore: " + refused.get() + ".");
            return;
        }
        LabelDiff d = row.diff();
        if (d.before().isEmpty()) {
            ui.say(row.object() + " is not in A, so A has nothing to bring back.");
            return;
        }
        ask("Restore " + row.object(), row.object() + " becomes as in " + named(a) + ": " + row.before()
                        + ". Other labels stay. It is one edit; Ctrl+Z takes it back.",
                "Restore " + row.object(), Optional.empty(),
                name -> project().history().restore(a.hash(), Set.of(d.either().id())),
                name -> row.object() + " as in " + a.hash().shortHex() + ".", true);
    }

    private void revert(Version v) {
        DialogCard card = new DialogCard("Revert " + v.hash().shortHex(), 520, ui::closeDialog);
        Label what = wrapped("What " + named(v) + " changed is taken back as a new version on "
                + model.overview().branch() + "; later changes of other fields stay. Where a field has changed since,"
                + " nothing is done and the fields are named.");
        Button go = Parts.primary("Revert version", "Enter", () -> {});
        go.setOnAction(e -> {
            go.setDisable(true);
            ui.tasks().io(
                    () -> project().history().revert(v.hash()),
                    done -> reverted(card, what, go, v, done),
                    f -> failed(card, what, f));
        });
        show(card, what, new Node[0], go);
    }

    private void reverted(DialogCard card, Label what, Button go, Version v, VersionHistory.Reverted done) {
        if (done.version().isPresent()) {
            ui.closeDialog();
            ui.reopen(Optional.empty(), "Reverted " + v.hash().shortHex() + " as version "
                    + done.version().get().hash().shortHex() + ".");
            return;
        }
        VBox list = new VBox(4);
        for (LabelDiff d : done.conflicts().subList(0, Math.min(8, done.conflicts().size()))) {
            list.getChildren().add(Parts.label(d.either().className() + " " + d.either().track() + ": "
                    + GroupWords.of(d.groups()) + " changed since", "fg1"));
        }
        card.body(what, new Banner("medium", Numbers.plural(done.conflicts().size(), "label has", "labels have")
                + " changed since; nothing was done. Restore single objects from A in place of it."), list);
        go.setVisible(false);
    }

    private interface Step {
        void run(String name);
    }

    private interface Said {
        String of(String name);
    }

    private void ask(
            String title, String sentence, String button, Optional<String> field, Step step, Said said, boolean labels) {
        DialogCard card = new DialogCard(title, 520, ui::closeDialog);
        Label what = wrapped(sentence);
        TextField name = new TextField();
        name.setId("version-name");
        name.getStyleClass().add("form-field");
        Button go = Parts.primary(button, "Enter", () -> {});
        go.setOnAction(e -> {
            go.setDisable(true);
            String given = name.getText().strip();
            ui.tasks().io(
                    () -> {
                        step.run(given);
                        return given;
                    },
                    done -> {
                        ui.closeDialog();
                        if (labels) {
                            ui.reopen(Optional.empty(), said.of(done));
                        } else {
                            ui.say(said.of(done));
                            changed.run();
                        }
                    },
                    f -> {
                        go.setDisable(false);
                        failed(card, what, f, field.isPresent() ? new Node[] {name} : new Node[0]);
                    });
        });
        if (field.isPresent()) {
            name.setPromptText(field.get());
            name.setAccessibleText(field.get());
            name.textProperty().addListener((o, was, is) -> go.setDisable(is.isBlank()));
            go.setDisable(true);
        }
        show(card, what, field.isPresent() ? new Node[] {name} : new Node[0], go);
    }

    private void show(DialogCard card, Label what, Node[] more, Button go) {
        card.body(with(what, more));
        card.foot(Parts.spacer(), Parts.button("Cancel", ui::closeDialog), go);
        ui.dialog(card);
        if (more.length == 0) {
            go.requestFocus();
        }
    }

    private static Node[] with(Label what, Node... more) {
        List<Node> all = new ArrayList<>(List.of(what));
        all.addAll(List.of(more));
        return all.toArray(Node[]::new);
    }

    private static void failed(DialogCard card, Label what, Throwable f, Node... more) {
        String why = f.getMessage() == null ? f.toString() : f.getMessage();
        Node[] all = with(what, more);
        Node[] out = java.util.Arrays.copyOf(all, all.length + 1);
        out[all.length] = new Banner("high", why);
        card.body(out);
    }

    private static String named(Version v) {
        return "version " + v.hash().shortHex() + " (" + v.message().lines().findFirst().orElse("no words") + ")";
    }

    private static Label wrapped(String sentence) {
        Label l = Parts.label(sentence, "fg1");
        l.setWrapText(true);
        l.setMinHeight(Label.USE_PREF_SIZE);
        return l;
    }
}
