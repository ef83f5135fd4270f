package plumbline.app.ui;

import java.util.function.BiConsumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import plumbline.app.ui.parts.DialogCard;
import plumbline.app.ui.parts.Parts;

/** Asks who somebody is, where a project has users with passwords. The password is kept while the project is open, nowhere on disk. */
final class LoginDialog extends DialogCard {
    private final TextField name = new TextField();
    private final PasswordField password = new PasswordField();
    private final Button go;

    LoginDialog(String project, String user, BiConsumer<String, String> login, Runnable close) {
        super("Log in to " + project, 460, close);
        go = Parts.primary("Log in", "Enter", () -> login.accept(name.getText().strip(), password.getText()));
        name.setText(user);
        name.setId("login-name");
        password.setId("login-password");
        name.textProperty().addListener((o, was, is) -> allow());
        password.textProperty().addListener((o, was, is) -> allow());
        body(Parts.label("This project has users. What you do in it is recorded under your name.", "fg1"),
                line("Name", name), line("Password", password));
        foot(Parts.caption("Five failures lock an account for a while."), Parts.spacer(), go);
        allow();
    }

    private static HBox line(String words, TextField field) {
        Label label = Parts.label(words, "fg1");
        label.setMinWidth(90);
        field.getStyleClass().add("form-field");
        field.setAccessibleText(words);
        HBox.setHgrow(field, Priority.ALWAYS);
        return Parts.row(8, label, field);
    }

    private void allow() {
        boolean lacking = name.getText().isBlank() || password.getText().isEmpty();
        go.setDisable(lacking);
        Parts.tip(go, lacking ? "Name and password are needed." : "Opens the project under this name.");
    }
}
