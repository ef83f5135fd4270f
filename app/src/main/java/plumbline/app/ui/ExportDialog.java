package plumbline.app.ui;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import plumbline.app.service.Exports;
import plumbline.app.ui.parts.DialogCard;
import plumbline.app.ui.parts.Numbers;
import plumbline.app.ui.parts.Parts;
import plumbline.storage.access.Action;
import plumbline.storage.format.LabelFormat;

/** Formats on the left; on the right every loss, before it happens. */
final class ExportDialog extends DialogCard {
    private final Window window;
    private final VBox losses = new VBox(4);
    private final Button go = Parts.primary("Export", this::go);
    private Optional<String> format = Optional.empty();

    ExportDialog(Window window, Runnable close) {
        super("Export labels", 720, close);
        this.window = window;
        VBox formats = new VBox(2);
        formats.setMinWidth(200);
        ToggleGroup group = new ToggleGroup();
        for (String name : Exports.formats()) {
            ToggleButton b = new ToggleButton(name);
            b.getStyleClass().setAll("choice-row");
            b.setMaxWidth(Double.MAX_VALUE);
            b.setToggleGroup(group);
            b.setOnAction(e -> {
                b.setSelected(true);
                choose(name);
            });
            formats.getChildren().add(b);
        }
        ScrollPane scroll = new ScrollPane(losses);
        scroll.setFitToWidth(true);
        scroll.setPrefHeight(280);
        HBox.setHgrow(scroll, Priority.ALWAYS);
        HBox both = new HBox(16, formats, scroll);
        body(both);
        foot(Parts.caption(Numbers.plural(window.session().labels().size(), "label", "labels")
                + " as they stand, saved edits included"), Parts.spacer(), go);
        go.setDisable(true);
        Parts.tip(go, "Choose a format first.");
        if (!formats.getChildren().isEmpty() && formats.getChildren().getFirst() instanceof ToggleButton first) {
            first.setSelected(true);
            choose(first.getText());
        }
    }

    private void choose(String name) {
        format = Optional.of(name);
        losses.getChildren().setAll(Parts.label("Looking at what " + name + " can hold...", "fg2"));
        window.tasks().io(
                () -> Exports.losses(window.session(), name),
                l -> {
                    if (format.equals(Optional.of(name))) {
                        show(l);
                    }
                },
                e -> losses.getChildren().setAll(Parts.label(Failures.sentence(e), "high-text")));
    }

    private void show(List<LabelFormat.Loss> found) {
        losses.getChildren().clear();
        if (found.isEmpty()) {
            losses.getChildren().add(
                    Parts.row(6, Parts.icon("mdi2c-check-circle", "ok-text"), Parts.label("Nothing is lost.")));
        } else {
            losses.getChildren().add(Parts.label("What this format cannot hold", "strong"));
        }
        for (LabelFormat.Loss l : found) {
            Label what = Parts.label(l.what(), "fg1");
            what.setWrapText(true);
            HBox.setHgrow(what, Priority.ALWAYS);
            what.setMaxWidth(Double.MAX_VALUE);
            losses.getChildren().add(Parts.row(
                    8, Parts.icon("mdi2a-alert-outline", "medium-text"), what,
                            Parts.mono(Numbers.count(l.labels()), "fg1")));
        }
        Optional<String> denied = window.session().whyNot(Action.EXPORT);
        go.setDisable(denied.isPresent());
        go.setText(found.isEmpty() ? "Export without loss" : "Export with "
                + Numbers.plural(found.size(), "loss", "losses"));
        Parts.tip(go, denied.orElse("Asks for the folder to write into."));
    }

    private void go() {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle("Export into folder");
        String name = format.orElseThrow();
        Optional.ofNullable(chooser.showDialog(window.stage())).ifPresent(f -> write(name, f.toPath()));
    }

    private void write(String name, Path folder) {
        go.setDisable(true);
        window.tasks().io(
                () -> Exports.export(window.session(), name, folder.resolve(name)),
                files -> {
                    window.closeDialog();
                    window.say("Exported " + Numbers.plural(files.size(), "file", "files") + " to "
                            + folder.resolve(name));
                },
                e -> {
                    window.closeDialog();
                    window.problem(Failures.sentence(e));
                });
    }
}
