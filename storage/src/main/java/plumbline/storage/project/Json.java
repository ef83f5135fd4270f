package plumbline.storage.project;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Canonical JSON: keys sorted, no white space, doubles in the shortest form that reads back equal ({@link
 * Double#toString}), so that equal content has equal bytes. Reading answers a missing or wrong field with a
 * {@link StorageException} that names the document and the field.
 */
final class Json {
    private static final JsonMapper MAPPER = new JsonMapper();

    private Json() {}

    /** Takes maps with text keys, lists, arrays of whole numbers, texts, booleans, whole numbers and finite doubles. */
    static String write(Object value) {
        StringBuilder out = new StringBuilder(256);
        append(out, value);
        return out.toString();
    }

    private static void append(StringBuilder out, Object value) {
        switch (value) {
            case String s -> appendText(out, s);
            case Boolean b -> out.append(b.booleanValue());
            case Integer i -> out.append(i.intValue());
            case Long l -> out.append(l.longValue());
            case Double d -> appendDouble(out, d);
            case Map<?, ?> m -> appendMap(out, m);
            case List<?> l -> appendList(out, l);
            case int[] numbers -> appendNumbers(out, numbers);
            default -> throw new IllegalArgumentException("no JSON for " + value.getClass());
        }
    }

    private static void appendDouble(StringBuilder out, double d) {
        if (!Double.isFinite(d)) {
            throw new StorageException("A number is " + d + "; only finite numbers are kept. Nothing was written.");
        }
        out.append(d);
    }

    private static void appendMap(StringBuilder out, Map<?, ?> map) {
        out.append('{');
        String comma = "";
        for (Map.Entry<?, ?> e : new TreeMap<>(map).entrySet()) {
            out.append(comma);
            appendText(out, (String) e.getKey());
            out.append(':');
            append(out, e.getValue());
            comma = ",";
        }
        out.append('}');
    }

    private static void appendList(StringBuilder out, List<?> list) {
        out.append('[');
        String comma = "";
        for (Object o : list) {
            out.append(comma);
            append(out, o);
            comma = ",";
        }
        out.append(']');
    }

    private static void appendNumbers(StringBuilder out, int[] numbers) {
        out.append('[');
        for (int i = 0; i < numbers.length; i++) {
            out.append(i == 0 ? "" : ",").append(numbers[i]);
        }
        out.append(']');
    }

    private static void appendText(StringBuilder out, String s) {
        out.append('"');
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < 0x20 || loneSurrogate(s, i)) {
                // Half a surrogate pair has no UTF-8; escaped, it survives the way to disk and back.
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }

    private static boolean loneSurrogate(String s, int i) {
        char c = s.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == s.length() || !Character.isLowSurrogate(s.charAt(i + 1));
        }
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(s.charAt(i - 1)));
    }

    static JsonNode parse(String where, String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JacksonException e) {
            throw new StorageException(where + " is not sound JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** An object as the map that {@link #write} takes: sorted, so that writing it gives its canonical form. */
    static TreeMap<String, Object> map(JsonNode object) {
        TreeMap<String, Object> out = new TreeMap<>();
        for (String key : object.propertyNames()) {
            out.put(key, plain(object.get(key)));
        }
        return out;
    }

    private static Object plain(JsonNode n) {
        if (n.isObject()) {
            return map(n);
        }
        if (n.isArray()) {
            List<Object> out = new ArrayList<>();
            n.forEach(x -> out.add(plain(x)));
            return out;
        }
        if (n.isIntegralNumber() && n.canConvertToLong()) {
            return n.longValue();
        }
        return n.isNumber() ? (Object) n.asDouble() : n.isBoolean() ? (Object) n.booleanValue() : n.asString();
    }

    static JsonNode field(String where, JsonNode object, String name) {
        JsonNode found = object.get(name);
        if (found == null || found.isNull()) {
            throw new StorageException(where + " lacks \"" + name + "\"");
        }
        return found;
    }

    static String text(String where, JsonNode object, String name) {
        JsonNode found = field(where, object, name);
        if (!found.isString()) {
            throw new StorageException(where + ": \"" + name + "\" is not a text");
        }
        return found.stringValue();
    }

    static boolean truth(String where, JsonNode object, String name) {
        JsonNode found = field(where, object, name);
        if (!found.isBoolean()) {
            throw new StorageException(where + ": \"" + name + "\" is neither true nor false");
        }
        return found.booleanValue();
    }

    static double number(String where, JsonNode object, String name) {
        JsonNode found = field(where, object, name);
        if (!found.isNumber()) {
            throw new StorageException(where + ": \"" + name + "\" is not a number");
        }
        return found.asDouble();
    }

    static long integer(String where, JsonNode object, String name) {
        JsonNode found = field(where, object, name);
        if (!found.isIntegralNumber() || !found.canConvertToLong()) {
            throw new StorageException(where + ": \"" + name + "\" is not a whole number");
        }
        return found.longValue();
    }

    static int small(String where, JsonNode object, String name) {
        long v = integer(where, object, name);
        if (v < Integer.MIN_VALUE || v > Integer.MAX_VALUE) {
            throw new StorageException(where + ": \"" + name + "\" is out of range");
        }
        return (int) v;
    }

    static double[] numbers(String where, JsonNode object, String name, int count) {
        JsonNode found = list(where, object, name);
        if (found.size() != count) {
            throw new StorageException(where + ": \"" + name + "\" has " + found.size() + " numbers, not " + count);
        }
        double[] out = new double[count];
        for (int i = 0; i < count; i++) {
            if (!found.get(i).isNumber()) {
                throw new StorageException(where + ": \"" + name + "\" holds something that is not a number");
            }
            out[i] = found.get(i).asDouble();
        }
        return out;
    }

    static JsonNode list(String where, JsonNode object, String name) {
        JsonNode found = field(where, object, name);
        if (!found.isArray()) {
            throw new StorageException(where + ": \"" + name + "\" is not a list");
        }
        return found;
    }

    static List<String> texts(String where, JsonNode object, String name) {
        List<String> out = new ArrayList<>();
        for (JsonNode n : list(where, object, name)) {
            if (!n.isString()) {
                throw new StorageException(where + ": \"" + name + "\" holds something that is not a text");
            }
            out.add(n.stringValue());
        }
        return out;
    }

    static TreeMap<String, String> textMap(String where, JsonNode object, String name) {
        JsonNode found = field(where, object, name);
        if (!found.isObject()) {
            throw new StorageException(where + ": \"" + name + "\" is not an object");
        }
        TreeMap<String, String> out = new TreeMap<>();
        for (String key : found.propertyNames()) {
            out.put(key, text(where, found, key));
        }
        return out;
    }
}
