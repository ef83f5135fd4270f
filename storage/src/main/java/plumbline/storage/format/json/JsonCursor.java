package plumbline.storage.format.json;

import plumbline.storage.format.FormatException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads JSON forwards, value by value, without building a tree: for documents of hundreds of megabytes. Each method
 * takes the next value and refuses one of another kind with its byte offset. Numbers that JSON has no word for stand
 * as the texts {@code NaN}, {@code Infinity} and {@code -Infinity}.
 */
public final class JsonCursor implements AutoCloseable {
    private static final int MAX_DEPTH = 64;

    /** Takes exactly the value of one field. */
    public interface FieldReader {
        void read(String name) throws FormatException;
    }

    /** Takes exactly one item of an array. */
    public interface ItemReader {
        void read() throws FormatException;
    }

    private final String where;
    private final JsonParser parser;
    private JsonToken peeked;

    public JsonCursor(String where, byte[] json) {
        this.where = where;
        this.parser = JsonFactory.builder()
                .streamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                .build()
                .createParser(ObjectReadContext.empty(), json);
    }

    public void object(FieldReader fields) throws FormatException {
        expect(next(), JsonToken.START_OBJECT, "an object");
        while (next() == JsonToken.PROPERTY_NAME) {
            fields.read(parser.currentName());
        }
    }

    public void array(ItemReader items) throws FormatException {
        expect(next(), JsonToken.START_ARRAY, "a list");
        while (peek() != JsonToken.END_ARRAY) {
            items.read();
        }
        peeked = null;
    }

    public String text() throws FormatException {
        expect(next(), JsonToken.VALUE_STRING, "a text");
        return string();
    }

    // Jackson looks at a text's characters only when they are asked for, so a cut text shows here.
    private String string() throws FormatException {
        try {
            return parser.getString();
        } catch (JacksonException e) {
            throw notJson(e);
        }
    }

    public long integer() throws FormatException {
        expect(next(), JsonToken.VALUE_NUMBER_INT, "a whole number");
        try {
            return parser.getLongValue();
        } catch (JacksonException e) {
            throw bad("a whole number of at most 64 bits was expected");
        }
    }

    /** A whole number from {@code min} to {@code max}. */
    public int integer(int min, int max) throws FormatException {
        long v = integer();
        if (v < min || v > max) {
            throw bad("a whole number from " + min + " to " + max + " was expected, not " + v);
        }
        return (int) v;
    }

    public double number() throws FormatException {
        JsonToken t = next();
        if (t == JsonToken.VALUE_STRING) {
            String word = string();
            return switch (word) {
                case "NaN" -> Double.NaN;
                case "Infinity" -> Double.POSITIVE_INFINITY;
                case "-Infinity" -> Double.NEGATIVE_INFINITY;
                default -> throw bad("a number was expected, not \"" + word + "\"");
            };
        }
        if (t != JsonToken.VALUE_NUMBER_INT && t != JsonToken.VALUE_NUMBER_FLOAT) {
            throw bad("a number was expected, not " + t);
        }
        return Double.parseDouble(string());
    }

    /** A list of exactly so many numbers. */
    public double[] numbers(int count) throws FormatException {
        double[] out = new double[count];
        int[] n = {0};
        array(() -> {
            if (n[0] == count) {
                throw bad("more than " + count + " numbers");
            }
            out[n[0]++] = number();
        });
        if (n[0] != count) {
            throw bad(count + " numbers were expected, not " + n[0]);
        }
        return out;
    }

    /** Nothing but white space may follow. */
    public void end() throws FormatException {
        if (next() != null) {
            throw bad("there is more after the end of the document");
        }
    }

    public FormatException bad(String what) {
        return new FormatException(where, "byte " + parser.currentTokenLocation().getByteOffset(), what);
    }

    @Override
    public void close() {
        parser.close();
    }

    private JsonToken peek() throws FormatException {
        if (peeked == null) {
            peeked = next();
            if (peeked == null) {
                throw bad("the document ends in the middle");
            }
        }
        return peeked;
    }

    private JsonToken next() throws FormatException {
        if (peeked != null) {
            JsonToken t = peeked;
            peeked = null;
            return t;
        }
        try {
            return parser.nextToken();
        } catch (JacksonException e) {
            throw notJson(e);
        }
    }

    private FormatException notJson(JacksonException e) {
        return new FormatException(
                where, "byte " + parser.currentLocation().getByteOffset(), "not JSON: " + e.getOriginalMessage(), e);
    }

    private void expect(JsonToken found, JsonToken wanted, String words) throws FormatException {
        if (found != wanted) {
            throw bad(words + " was expected, not " + (found == null ? "the end of the document" : found));
        }
    }
}
