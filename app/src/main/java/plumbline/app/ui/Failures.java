package plumbline.app.ui;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/** A failure as a sentence for a person: what our own exceptions say already, with the kind of trouble for others. */
public final class Failures {
    private Failures() {}

    public static String sentence(Throwable t) {
        String message = t.getMessage();
        if (message == null || message.isBlank()) {
            return "Something failed that should not (" + t.getClass().getSimpleName() + "). Nothing was changed.";
        }
        return switch (t) {
            case java.nio.file.NoSuchFileException e -> e.getFile() + " is not there any more.";
            case java.nio.file.AccessDeniedException e -> e.getFile() + " may not be read or written by this account.";
            default -> message.endsWith(".") ? message : message + ".";
        };
    }

    /** Closes; empty where that went well, else what there is to say. */
    static Optional<String> closing(Closeable open) {
        try {
            open.close();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(sentence(e));
        }
    }
}
