package plumbline.app.ui;

import java.net.URI;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import plumbline.app.service.Sync;
import plumbline.app.ui.parts.Banner;
import plumbline.app.ui.parts.DialogCard;
import plumbline.app.ui.parts.Numbers;
import plumbline.app.ui.parts.Parts;
import plumbline.app.ui.parts.ProgressRow;
import plumbline.storage.access.Action;
import plumbline.storage.project.Project;
import plumbline.storage.sync.SyncClient;

/** Sends this project to a server, or fetches what the server has more of. Asks for the address; Stop ends it. */
final class SyncDialog extends DialogCard {
    /** Which way. */
    enum Way {
        PUSH,
        PULL
    }

    private static final String USUAL = "http://127.0.0.1:7311";

    private final Window window;
    private final Project project;
    private final Way way;
    private final TextField address = new TextField();
    private final PasswordField token = new PasswordField();
    private final Button go;

    SyncDialog(Window window, Way way) {
        super(way == Way.PUSH ? "Push to server" : "Pull from server", 560, window::closeDialog);
        this.window = window;
        this.project = window.session().project();
        this.way = way;
        go = Parts.primary(way == Way.PUSH ? "Push versions" : "Pull versions", "Enter", this::start);
        address.setText(Sync.remote(project).map(URI::toString).orElse(USUAL));
        address.setId("server-address");
        address.getStyleClass().add("form-field");
        token.getStyleClass().add("form-field");
        token.setText(window.token().orElse(""));
        token.setPromptText("only where the server asks for one");
        ask(Optional.empty());
    }

    private void ask(Optional<String> trouble) {
        onClose(window::closeDialog);
        Label what = Parts.label(
                way == Way.PUSH
                        ? "Versions, captures and the audit log go to the server; what it has already is not sent again."
                        : "Versions that the server has more of come here. Edits have to be committed first.",
                "fg1");
        what.setWrapText(true);
        body(what, line("Address", address), line("Token", token));
        trouble.ifPresent(t -> body(new Banner("high", t), line("Address", address), line("Token", token)));
        Optional<String> denied =
                window.session().whyNot(way == Way.PUSH ? Action.SYNC_PUSH : Action.SYNC_PULL);
        go.setDisable(denied.isPresent());
        denied.ifPresent(why -> Parts.tip(go, why));
        foot(Parts.caption(denied.isPresent() ? "The policy does not let you do this." : "Remembered with the project."),
                Parts.spacer(),
                Parts.button("Cancel", window::closeDialog), go);
    }

    private static HBox line(String name, TextField field) {
        Label label = Parts.label(name, "fg1");
        label.setMinWidth(90);
        field.setAccessibleText(name);
        HBox.setHgrow(field, Priority.ALWAYS);
        return Parts.row(8, label, field);
    }

    private void start() {
        URI to;
        try {
            to = URI.create(address.getText().strip());
        } catch (IllegalArgumentException e) {
            ask(Optional.of("\"" + address.getText() + "\" is not a server's address, such as " + USUAL + "."));
            return;
        }
        Optional<String> secret = Optional.of(token.getText().strip()).filter(t -> !t.isEmpty());
        window.useToken(secret);
        ProgressRow row = new ProgressRow(way == Way.PUSH ? "Sending" : "Fetching");
        body(row, Parts.label("Stopped, it goes on from there the next time.", "fg2"));
        foot(Parts.spacer(), Parts.button("Stop", row::stop));
        onClose(row::stop);
        window.tasks().io(
                () -> way == Way.PUSH
                        ? new Done(Sync.push(project, to, secret, row), Optional.empty())
                        : new Done(Sync.pull(project, to, secret, row), Sync.fork(project)),
                done -> done(done, row.cancelled()),
                e -> {
                    window.syncChanged();
                    ask(Optional.of(Failures.sentence(e)));
                });
    }

    /** What was moved, and whether both sides went on. */
    private record Done(SyncClient.Moved moved, Optional<Sync.Fork> fork) {}

    private void done(Done done, boolean stopped) {
        SyncClient.Moved moved = done.moved();
        if (done.fork().isPresent() && !stopped) {
            onClose(window::closeDialog);
            window.actions().merges().offer(this, done.fork().get());
            window.projectChanged();
            return;
        }
        window.closeDialog();
        boolean nothing = moved.refs().isEmpty() && moved.objects() == 0;
        window.say(stopped ? "Stopped. What was moved stays; the rest waits."
                : nothing ? "Both sides have the same already."
                        : (way == Way.PUSH ? "Sent " : "Fetched ")
                                + Numbers.plural(moved.objects(), "object", "objects") + ".");
        if (way == Way.PULL && !moved.refs().isEmpty()) {
            window.open(project, Optional.of(window.session().stored()));
        } else {
            window.projectChanged();
        }
    }
}
