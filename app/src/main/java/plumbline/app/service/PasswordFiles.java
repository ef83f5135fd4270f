package plumbline.app.service;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import plumbline.storage.format.FormatException;
import plumbline.storage.project.StorageException;

/** Passwords as the first thing in a file, so that they stand in no argument and no variable. */
public final class PasswordFiles {
    /** Names the file with the password of a sealed signing key. */
    public static final String KEY = "PLUMBLINE_KEY_PASSWORD_FILE";

    private static final int LONGEST = 4096;

    private PasswordFiles() {}

    /** From the file that a variable of the environment names; empty where it names none. */
    public static Optional<String> named(String variable) {
        return file(variable).map(f -> {
            try {
                return read(f);
            } catch (IOException e) {
                throw new StorageException(
                        f + ", which " + variable + " names, cannot be read. Nothing was signed; mend the file or the variable.", e);
            }
        });
    }

    public static Optional<Path> file(String variable) {
        return Optional.ofNullable(System.getenv(variable)).filter(n -> !n.isBlank()).map(Path::of);
    }

    /** Without the end of its line. */
    public static String read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(file.toString(), in);
        }
    }

    public static String read(String where, InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(LONGEST + 1);
        if (bytes.length > LONGEST) {
            throw new FormatException(where, "", "is longer than any password");
        }
        return new String(bytes, StandardCharsets.UTF_8).replaceFirst("\\R$", "");
    }
}
