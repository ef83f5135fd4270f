package plumbline.storage.access;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import plumbline.storage.project.StorageException;

/** A small program of the system, run to its end, or given up after ten seconds. */
final class ShortCommand {
    private static final int MOST_SECONDS = 10;
    private static final int MOST_BYTES = 1 << 16;

    record Said(int exit, String out, String err) {}

    private ShortCommand() {}

    static boolean onPath(String tool) {
        String path = System.getenv("PATH");
        return path != null && Stream.of(path.split(":")).anyMatch(p -> Files.isExecutable(Path.of(p, tool)));
    }

    /** Empty where it is not there or does not end. */
    static Optional<Said> tried(List<String> command, String input) {
        try {
            return said(command, input);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Throws {@link StorageException} where it is not there or does not end; {@code what} is what it speaks to. */
    static Said run(List<String> command, String input, String what) {
        try {
            return said(command, input).orElseThrow(() -> new StorageException(
                    what + " did not answer within " + MOST_SECONDS + " s; it may be waiting to be unlocked. Nothing was changed."));
        } catch (IOException e) {
            throw new StorageException(what + " cannot be reached: " + e.getMessage() + ". Nothing was changed.", e);
        }
    }

    private static Optional<Said> said(List<String> command, String input) throws IOException {
        Process p = new ProcessBuilder(command).start();
        try {
            CompletableFuture<String> out = CompletableFuture.supplyAsync(() -> all(p.getInputStream()));
            CompletableFuture<String> err = CompletableFuture.supplyAsync(() -> all(p.getErrorStream()));
            try (OutputStream in = p.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // It ended without reading; what it said tells why.
                return ended(p) ? Optional.of(new Said(p.exitValue(), out.join(), err.join())) : Optional.empty();
            }
            return ended(p) ? Optional.of(new Said(p.exitValue(), out.join(), err.join())) : Optional.empty();
        } finally {
            p.destroyForcibly();
        }
    }

    private static boolean ended(Process p) {
        try {
            return p.waitFor(MOST_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String all(InputStream in) {
        try (in) {
            return new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
