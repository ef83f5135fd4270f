package plumbline.storage.format.point;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import plumbline.annotation.scene.Problem;
import plumbline.storage.format.FormatException;
import plumbline.storage.format.PointFormat;

/**
 * The text at the head of a PCD file (versions .5 to .7). {@code fields} has one entry per value, those of a counted
 * field named {@code name_0, name_1, ...}, padding ({@code _}) included; offsets are those of one binary record.
 */
record PcdHeader(
        List<FieldLayout> fields, int recordBytes, long points, String data, String viewpoint, long bodyAt,
        long bodyLine,
        List<Problem> problems) {
    private static final int LONGEST = 1 << 16;
    private static final int MOST_VALUES = 65_536;

    static PcdHeader read(PointInput in) throws IOException {
        ByteBuffer head = in.upTo(0, LONGEST);
        Map<String, String> entries = new HashMap<>();
        int from = 0;
        long line = 1;
        for (int i = 0; i < head.limit(); i++) {
            if (head.get(i) != '\n') {
                continue;
            }
            byte[] raw = new byte[i - from];
            head.get(from, raw);
            String text = new String(raw, StandardCharsets.ISO_8859_1).strip();
            from = i + 1;
            line++;
            int space = text.indexOf(' ');
            if (text.startsWith("#") || text.isEmpty()) {
                continue;
            }
            String key = space < 0 ? text : text.substring(0, space);
            if (!key.matches("[A-Z]+")) {
                throw new FormatException(
                        in.name(), "line " + (line - 1), "a PCD header is expected and \""
                                + text.substring(0, Math.min(40, text.length()))
                                + "\" is there; if these are plain coordinates, name the file .xyz");
            }
            entries.put(key, space < 0 ? "" : text.substring(space + 1).strip());
            if (key.equals("DATA")) {
                return of(in, entries, from, line);
            }
        }
        throw new FormatException(in.name(), "line " + line, "the PCD header has no DATA line; the file is cut");
    }

    private static PcdHeader of(PointInput in, Map<String, String> entries, int bodyAt, long bodyLine)
            throws IOException {
        String[] names = words(in, entries, entries.containsKey("FIELDS") ? "FIELDS" : "COLUMNS", null);
        String[] sizes = words(in, entries, "SIZE", names);
        String[] types = words(in, entries, "TYPE", names);
        String[] counts = entries.containsKey("COUNT") ? words(in, entries, "COUNT", names) : null;
        List<FieldLayout> fields = new ArrayList<>();
        long offset = 0;
        for (int i = 0; i < names.length; i++) {
            String type = types[i].toLowerCase(Locale.ROOT) + sizes[i];
            if (!List.of("f4", "f8", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8").contains(type)) {
                throw new FormatException(
                        in.name(), "field " + names[i], "type " + types[i] + " of size " + sizes[i] + " is not PCD's");
            }
            long count = counts == null ? 1 : number(in, "COUNT", counts[i]);
            for (long k = 0; k < count; k++) {
                if (fields.size() >= MOST_VALUES) {
                    throw new FormatException(in.name(), "COUNT", "a point of more than 65536 values is not believed");
                }
                String name = count == 1 || names[i].equals("_") ? names[i] : names[i] + "_" + k;
                fields.add(new FieldLayout(name, type, (int) offset, 0));
                offset += FieldLayout.bytes(type);
            }
        }
        int record = (int) offset;
        List<FieldLayout> placed = fields.stream()
                .map(f -> new FieldLayout(f.name(), f.type(), f.offset(), record))
                .toList();
        FieldLayout.requirePosition(in.name(), placed.stream().map(FieldLayout::name).toList());
        List<Problem> problems = new ArrayList<>();
        return new PcdHeader(
                placed, record, points(in, entries, problems), entries.get("DATA"),
                entries.getOrDefault("VIEWPOINT", "0 0 0 1 0 0 0"), bodyAt, bodyLine, problems);
    }

    private static long points(PointInput in, Map<String, String> entries, List<Problem> problems)
            throws FormatException {
        boolean grid = entries.containsKey("WIDTH");
        long width = grid ? number(in, "WIDTH", entries.get("WIDTH")) : 0;
        long height = entries.containsKey("HEIGHT") ? number(in, "HEIGHT", entries.get("HEIGHT")) : 1;
        long byGrid = width > 0 && height > Long.MAX_VALUE / width ? Long.MAX_VALUE : width * height;
        if (!entries.containsKey("POINTS")) {
            return byGrid;
        }
        long points = number(in, "POINTS", entries.get("POINTS"));
        if (grid && points != byGrid) {
            problems.add(new Problem(
                    in.name() + ", POINTS", points + " points are announced in a grid of " + width + " x " + height));
        }
        return points;
    }

    private static String[] words(PointInput in, Map<String, String> entries, String key, String[] names)
            throws FormatException {
        String line = entries.get(key);
        if (line == null || line.isEmpty()) {
            throw new FormatException(in.name(), "header", "the PCD header has no " + key + " line");
        }
        String[] words = line.split("\\s+");
        if (names != null && words.length != names.length) {
            throw new FormatException(
                    in.name(), key, words.length + " entries for " + names.length + " fields in the PCD header");
        }
        return words;
    }

    private static long number(PointInput in, String key, String text) throws FormatException {
        try {
            long v = Long.parseLong(text);
            if (v >= 0) {
                return v;
            }
        } catch (NumberFormatException e) {
            // Said below, as for a negative number.
        }
        throw new FormatException(in.name(), key, "\"" + text + "\" is not a count");
    }

    List<FieldLayout> kept() {
        return fields.stream().filter(f -> !f.name().equals("_")).toList();
    }

    List<PointFormat.Field> described() {
        return kept().stream().map(f -> new PointFormat.Field(f.name(), f.type())).toList();
    }
}
