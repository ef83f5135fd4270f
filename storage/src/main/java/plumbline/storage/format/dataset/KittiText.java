package plumbline.storage.format.dataset;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import plumbline.storage.format.FormatException;

/** Lines and numbers of KITTI's text files. */
final class KittiText {
    private static final long MAX_BYTES = 1L << 28;

    private KittiText() {}

    static List<String> lines(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new FormatException(file.toString(), "", "there is no such file");
        }
        if (Files.size(file) > MAX_BYTES) {
            throw new FormatException(file.toString(), "", "is too large for a text of numbers");
        }
        return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).lines().toList();
    }

    static double[] numbers(Path file, int line, String text) throws FormatException {
        String trimmed = text.trim();
        String[] parts = trimmed.isEmpty() ? new String[0] : trimmed.split("\\s+");
        double[] out = new double[parts.length];
        for (int i = 0; i < parts.length; i++) {
            try {
                out[i] = Double.parseDouble(parts[i]);
            } catch (NumberFormatException e) {
                throw new FormatException(file.toString(), "line " + line, "\"" + parts[i] + "\" is no number", e);
            }
            if (!Double.isFinite(out[i])) {
                throw new FormatException(file.toString(), "line " + line, "a finite number was expected");
            }
        }
        return out;
    }

    /** A file of times such as {@code 2011-09-26 13:04:32.345808896}, a local time without a zone, taken as UTC. */
    static long[] times(Path file) throws IOException {
        List<String> lines = lines(file).stream().filter(l -> !l.isBlank()).toList();
        long[] out = new long[lines.size()];
        for (int i = 0; i < out.length; i++) {
            try {
                LocalDateTime t = LocalDateTime.parse(lines.get(i).trim().replace(' ', 'T'));
                out[i] = Math.addExact(
                        Math.multiplyExact(t.toEpochSecond(ZoneOffset.UTC), 1_000_000_000L), t.getNano());
            } catch (DateTimeParseException | ArithmeticException e) {
                throw new FormatException(
                        file.toString(), "line " + (i + 1), "\"" + lines.get(i) + "\" is no date and time", e);
            }
        }
        return out;
    }
}
