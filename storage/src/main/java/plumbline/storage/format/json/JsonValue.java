package plumbline.storage.format.json;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plumbline.storage.format.FormatException;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A value of a JSON document that knows its file and its place in it ({@code /frames/3/objects}), so that whatever is
 * asked of it and is not there or of another kind is refused by name. NaN and Infinity are read, since datasets hold
 * them.
 */
public record JsonValue(String file, String place, JsonNode node) {
    private static final long MAX_BYTES = 1L << 29;
    private static final long MAX_YAML_BYTES = 1L << 24;
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();
    /** Takes a value out of the middle of a document. */
    private static final JsonMapper PIECES = MAPPER.rebuild()
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    public static JsonValue parse(Path file) throws IOException {
        return parse(file.toString(), bytes(file));
    }

    /** The bytes of a document of a size that a description may have. */
    public static byte[] bytes(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new FormatException(file.toString(), "", "there is no such file");
        }
        long size = Files.size(file);
        if (size > MAX_BYTES) {
            throw new FormatException(
                    file.toString(), "", size + " bytes are more than a description may have; split the file");
        }
        return Files.readAllBytes(file);
    }

    /** A YAML 1.2 document (one, without aliases beyond the parser's bound) as the same values. */
    public static JsonValue parseYaml(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new FormatException(file.toString(), "", "there is no such file");
        }
        if (Files.size(file) > MAX_YAML_BYTES) {
            throw new FormatException(file.toString(), "", "is larger than the 16 MiB that a description may have");
        }
        return parseYaml(file.toString(), Files.readAllBytes(file));
    }

    public static JsonValue parseYaml(String file, byte[] yaml) throws FormatException {
        try {
            JsonNode node = new YAMLMapper().readTree(yaml);
            if (node == null || node.isMissingNode()) {
                throw new FormatException(file, "byte 0", "the document is empty");
            }
            return new JsonValue(file, "", node);
        } catch (JacksonException e) {
            String place = e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr();
            throw new FormatException(file, place, "not YAML: " + words(e), e);
        }
    }

    public static JsonValue parse(String file, byte[] json) throws FormatException {
        try {
            JsonNode node = MAPPER.readTree(json);
            if (node == null || node.isMissingNode()) {
                throw new FormatException(file, "byte 0", "the document is empty");
            }
            return new JsonValue(file, "", node);
        } catch (JacksonException e) {
            throw notJson(file, e);
        }
    }

    private static FormatException notJson(String file, JacksonException e) {
        // Texts of two or four bytes a character have no byte offset.
        long at = e.getLocation() == null ? -1 : e.getLocation().getByteOffset();
        return new FormatException(file, at < 0 ? "" : "byte " + at, "not JSON: " + words(e), e);
    }

    /** What the parser says, without the name of an exception of its own. */
    private static String words(JacksonException e) {
        return e.getOriginalMessage().replaceFirst("^java\\.[A-Za-z.]+: ", "");
    }

    /** Takes one field of a large object. */
    public interface FieldTaker {
        void take(String name, JsonValue value) throws FormatException;
    }

    /**
     * As {@link #parse(String, byte[])} without the object {@code large} within the object {@code outer}, which may be of
     * hundreds of megabytes; {@link #eachOf} goes through that.
     */
    public static JsonValue parseWithout(String file, byte[] json, String outer, String large) throws FormatException {
        JsonValue[] rest = new JsonValue[1];
        parts(file, json, outer, large, node -> rest[0] = new JsonValue(file, "", node), (name, value) -> {});
        return rest[0] == null ? parse(file, json) : rest[0];
    }

    /** The fields of the object {@code large} within {@code outer}, in the file's order, one in memory at a time. */
    public static void eachOf(String file, byte[] json, String outer, String large, FieldTaker taker)
            throws FormatException {
        parts(file, json, outer, large, node -> {}, taker);
    }

    private static void parts(
            String file, byte[] json, String outer, String large, Consumer<ObjectNode> rest, FieldTaker taker)
            throws FormatException {
        try (JsonParser p = PIECES.createParser(json)) {
            if (p.nextToken() != JsonToken.START_OBJECT) {
                return;
            }
            ObjectNode all = PIECES.createObjectNode();
            while (p.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = p.currentName();
                if (p.nextToken() != JsonToken.START_OBJECT || !name.equals(outer)) {
                    all.set(name, PIECES.readTree(p));
                    continue;
                }
                ObjectNode held = all.putObject(name);
                while (p.nextToken() == JsonToken.PROPERTY_NAME) {
                    String inner = p.currentName();
                    if (p.nextToken() != JsonToken.START_OBJECT || !inner.equals(large)) {
                        held.set(inner, PIECES.readTree(p));
                        continue;
                    }
                    while (p.nextToken() == JsonToken.PROPERTY_NAME) {
                        String key = p.currentName();
                        p.nextToken();
                        taker.take(key, new JsonValue(
                                file, "/" + outer + "/" + large + "/" + key, PIECES.readTree(p)));
                    }
                }
            }
            if (p.nextToken() != null) {
                throw new FormatException(file, "byte " + p.currentTokenLocation().getByteOffset(), "more than one document");
            }
            rest.accept(all);
        } catch (JacksonException e) {
            throw notJson(file, e);
        }
    }

    /** The field, which must be there. */
    public JsonValue get(String name) throws FormatException {
        return find(name).orElseThrow(() -> bad("\"" + name + "\" is missing"));
    }

    /** The field, empty where it is missing or null. */
    public Optional<JsonValue> find(String name) throws FormatException {
        if (!node.isObject()) {
            throw bad("an object was expected");
        }
        JsonNode child = node.get(name);
        return child == null || child.isNull()
                ? Optional.empty()
                : Optional.of(new JsonValue(file, place + "/" + name, child));
    }

    /** The items of a list. */
    public List<JsonValue> items() throws FormatException {
        if (!node.isArray()) {
            throw bad("a list was expected");
        }
        List<JsonValue> out = new ArrayList<>(node.size());
        for (int i = 0; i < node.size(); i++) {
            out.add(new JsonValue(file, place + "/" + i, node.get(i)));
        }
        return out;
    }

    /** The items of a list in a field; none where the field is missing. */
    public List<JsonValue> items(String name) throws FormatException {
        Optional<JsonValue> list = find(name);
        return list.isPresent() ? list.get().items() : List.of();
    }

    /** The fields of an object in the file's order. */
    public Map<String, JsonValue> fields() throws FormatException {
        if (!node.isObject()) {
            throw bad("an object was expected");
        }
        Map<String, JsonValue> out = new LinkedHashMap<>();
        node.properties()
                .forEach(e -> out.put(e.getKey(), new JsonValue(file, place + "/" + e.getKey(), e.getValue())));
        return out;
    }

    /** The fields of an object in a field; none where the field is missing. */
    public Map<String, JsonValue> fields(String name) throws FormatException {
        Optional<JsonValue> object = find(name);
        return object.isPresent() ? object.get().fields() : Map.of();
    }

    public boolean isText() {
        return node.isString();
    }

    public boolean isNumber() {
        return node.isNumber();
    }

    public String text() throws FormatException {
        if (!node.isString()) {
            throw bad("a text was expected");
        }
        return node.stringValue();
    }

    public double number() throws FormatException {
        if (!node.isNumber()) {
            throw bad("a number was expected");
        }
        return node.doubleValue();
    }

    /** A number that is neither NaN nor infinite. */
    public double finite() throws FormatException {
        double v = number();
        if (!Double.isFinite(v)) {
            throw bad("a finite number was expected, not " + v);
        }
        return v;
    }

    public boolean truth() throws FormatException {
        if (!node.isBoolean()) {
            throw bad("true or false was expected");
        }
        return node.booleanValue();
    }

    /** A whole number from {@code min} to {@code max}, as a number or as a text of digits. */
    public long integer(long min, long max) throws FormatException {
        long v;
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            v = node.longValue();
        } else if (node.isString()) {
            v = parseLong(node.stringValue());
        } else {
            throw bad("a whole number was expected");
        }
        if (v < min || v > max) {
            throw bad("a whole number from " + min + " to " + max + " was expected, not " + v);
        }
        return v;
    }

    /** A list of so many finite numbers. */
    public double[] numbers(int count) throws FormatException {
        List<JsonValue> items = items();
        if (items.size() != count) {
            throw bad(count + " numbers were expected, not " + items.size());
        }
        double[] out = new double[count];
        for (int i = 0; i < count; i++) {
            out[i] = items.get(i).finite();
        }
        return out;
    }

    /** Rows of finite numbers, one after the other. */
    public double[] matrix(int rows, int columns) throws FormatException {
        List<JsonValue> items = items();
        if (items.size() != rows) {
            throw bad(rows + " rows were expected, not " + items.size());
        }
        double[] out = new double[rows * columns];
        for (int r = 0; r < rows; r++) {
            System.arraycopy(items.get(r).numbers(columns), 0, out, r * columns, columns);
        }
        return out;
    }

    public FormatException bad(String what) {
        return new FormatException(file, place.isEmpty() ? "the document" : place, what);
    }

    private long parseLong(String text) throws FormatException {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw bad("a whole number was expected, not \"" + text + "\"");
        }
    }
}
