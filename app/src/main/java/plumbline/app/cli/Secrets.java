package plumbline.app.cli;

import java.io.Console;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import plumbline.app.service.PasswordFiles;

/** Passwords from a file, standard input or a prompt; never from an argument, which every process can see. */
final class Secrets {
    private Secrets() {}

    /** Of an existing account: from the file, else the file that the environment names, else asked for on a terminal. */
    static Optional<String> password(String user, Optional<Path> file) {
        return file.or(() -> PasswordFiles.file("PLUMBLINE_PASSWORD_FILE")).flatMap(Secrets::fromFile)
                .or(() -> prompt("Password of " + user + ": "));
    }

    /** Of a signing key that is sealed by one. */
    static Optional<String> keyPassword() {
        return PasswordFiles.named(PasswordFiles.KEY).or(() -> prompt("Password of the signing key: "));
    }

    private static Optional<String> fromFile(Path file) {
        try {
            return Optional.of(PasswordFiles.read(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Empty where there is no terminal to ask on. */
    static Optional<String> prompt(String words) {
        Console console = System.console();
        if (console == null || !console.isTerminal()) {
            return Optional.empty();
        }
        return Optional.ofNullable(console.readPassword("%s", words)).map(String::new);
    }
}
