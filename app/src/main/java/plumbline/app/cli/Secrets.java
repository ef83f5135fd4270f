package plumbline.app.cli;

import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import plumbline.storage.format.FormatException;

/** Passwords from a file, standard input or a prompt; never from an argument, which every process can see. */
final class Secrets {
    private static final int LONGEST = 4096;

    private Secrets() {}

    /** Of an existing account: from the file, else the file that the environment names, else asked for on a terminal. */
    static Optional<String> password(String user, Optional<Path> file) {
        return fromFile(file.or(() -> named("PLUMBLINE_PASSWORD_FILE"))).or(() -> prompt("Password of " + user + ": "));
    }

    /** Of a signing key that is sealed by one. */
    static Optional<String> keyPassword() {
        return fromFile(named("PLUMBLINE_KEY_PASSWORD_FILE")).or(() -> prompt("Password of the signing key: "));
    }

    private static Optional<Path> named(String variable) {
        return Optional.ofNullable(System.getenv(variable)).filter(n -> !n.isBlank()).map(Path::of);
    }

    private static Optional<String> fromFile(Optional<Path> file) {
        try {
            return file.isPresent() ? Optional.of(read(file.get())) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without the end of its line. */
    static String read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(file.toString(), in);
        }
    }

    static String read(String where, InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(LONGEST + 1);
        if (bytes.length > LONGEST) {
            throw new FormatException(where, "", "is longer than any password");
        }
        return new String(bytes, StandardCharsets.UTF_8).replaceFirst("\\R$", "");
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
