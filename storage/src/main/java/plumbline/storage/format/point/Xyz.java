package plumbline.storage.format.point;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Problem;
import plumbline.storage.format.FormatException;

/**
 * Lines of numbers ({@code .xyz}, {@code .csv}, {@code .txt}), separated by blanks, commas or semicolons. A first
 * line of words names the fields; without one they are x y z, then intensity (4 or 7 numbers) and red green blue (6
 * or 7).
 */
public final class Xyz extends StreamedPoints {
    private static final int LONGEST_HEAD = 1 << 16;
    private static final int MOST_FIELDS = 1000;

    private record Head(List<FieldLayout> fields, long at, long line) {}

    @Override
    public String name() {
        return "xyz";
    }

    @Override
    public boolean recognises(Path path) {
        String n = PointConversion.fileName(path);
        return n.endsWith(".xyz") || n.endsWith(".csv") || n.endsWith(".txt");
    }

    @Override
    Info inspect(PointInput in) throws IOException {
        Head h = head(in);
        Bounds bounds = new Bounds();
        List<Problem> problems = read(in, bounds);
        return new Info(
                name(), bounds.points(), bounds.min(), bounds.max(),
                h.fields().stream().map(f -> new Field(f.name(), f.type())).toList(), Optional.empty(), problems);
    }

    @Override
    List<Problem> read(PointInput in, Consumer<PointBlock> sink) throws IOException {
        Head h = head(in);
        return new TextPoints(in, h.fields(), sink).read(h.at(), h.line(), Long.MAX_VALUE);
    }

    private static Head head(PointInput in) throws IOException {
        var buf = in.upTo(0, LONGEST_HEAD);
        byte[] raw = new byte[buf.remaining()];
        buf.get(raw);
        int from = 0;
        for (long line = 1; from < raw.length; line++) {
            int to = from;
            while (to < raw.length && raw[to] != '\n') {
                to++;
            }
            String text = new String(raw, from, to - from, StandardCharsets.UTF_8).replace("\uFEFF", "").strip();
            String bare = text.replaceFirst("^(#|//)+\\s*", "");
            String[] words = bare.split("[\\s,;]+");
            boolean comment = bare.length() < text.length();
            if (number(words[0]) && !comment) {
                for (int i = 1; i < Math.min(3, words.length); i++) {
                    if (!number(words[i])) {
                        throw new FormatException(
                                in.name(), "line " + line, "\"" + words[i] + "\" stands where a coordinate should; no point file");
                    }
                }
                return new Head(unnamed(in, words.length), from, line);
            }
            if (!text.isEmpty() && words.length <= MOST_FIELDS && hasPosition(words)) {
                return new Head(named(words), Math.min(raw.length, to + 1), line + 1);
            }
            if (!comment && !text.isEmpty()) {
                throw new FormatException(
                        in.name(), "line " + line, "neither numbers nor names of fields with x, y and z");
            }
            from = to + 1;
        }
        throw new FormatException(in.name(), "", "there is no line of numbers");
    }

    private static boolean number(String word) {
        byte[] w = word.getBytes(StandardCharsets.US_ASCII);
        return !Double.isNaN(Decimals.parse(w, 0, w.length)) || Decimals.isNan(w, 0, w.length);
    }

    private static boolean hasPosition(String[] words) {
        List<String> names = List.of(words).stream().map(w -> plain(w)).toList();
        return names.containsAll(List.of("x", "y", "z"));
    }

    private static String plain(String word) {
        String w = word.replace("\"", "").strip();
        return w.length() == 1 ? w.toLowerCase(Locale.ROOT) : w;
    }

    private static List<FieldLayout> named(String[] words) {
        List<FieldLayout> out = new ArrayList<>();
        for (String w : words) {
            out.add(new FieldLayout(plain(w), "f8", 0, 0));
        }
        return out;
    }

    private static List<FieldLayout> unnamed(PointInput in, int n) throws FormatException {
        if (n < 3 || n > MOST_FIELDS) {
            throw new FormatException(in.name(), "line 1", "a point needs three numbers, " + n + " are there");
        }
        List<String> names = new ArrayList<>(List.of("x", "y", "z"));
        if (n == 4 || n == 7) {
            names.add("intensity");
        }
        if (n == 6 || n == 7) {
            names.addAll(List.of("red", "green", "blue"));
        }
        for (int i = names.size(); i < n; i++) {
            names.add("field_" + i);
        }
        return named(names.toArray(String[]::new));
    }
}
