package plumbline.storage.audit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Long numbers and UUIDs of a payload's JSON, taken out as 8 and 16 bytes (docs/formats/audit.md): their digits hardly
 * deflate. In their place stands a byte below 0x20, which canonical JSON never has as itself: a new number, a new UUID, or
 * one of the last {@link #WINDOW} again, as most of an edit's values are the same before and after.
 */
final class PayloadValues {
    private static final byte NUMBER = 1;
    private static final byte NUMBER_AGAIN = 2;
    private static final byte UUID = 3;
    private static final byte UUID_AGAIN = 4;
    /** What "again" reaches back to; the distance, from 1, stands behind it as a byte from 0x20 on. */
    private static final int WINDOW = 64;
    private static final int UUID_TEXT = 36;
    /** Shorter ones are cheaper as text. */
    private static final int SHORT_NUMBER = 10;
    private static final int LONGEST_NUMBER = 26;

    private final byte[] values;
    private final byte[] rest;
    /** Bytes of {@link #values} with its count in front. */
    private final int length;

    private PayloadValues(byte[] values, byte[] rest, int length) {
        this.values = values;
        this.rest = rest;
        this.length = length;
    }

    /** The text without its values. */
    byte[] rest() {
        return rest;
    }

    int length() {
        return length;
    }

    /** The values with their number of bytes in front (base 128, least digits first); empty where there is none. */
    byte[] values() {
        return values.clone();
    }

    /** The last values, so that one that comes again is a byte. */
    private static final class Recent {
        private final long[] high = new long[WINDOW];
        private final long[] low = new long[WINDOW];
        private int count;

        /** How far back, from 1, or 0 where it is none of the last; it is the last one then. */
        int distance(long h, long l) {
            int found = 0;
            for (int d = 1; d <= Math.min(WINDOW, count) && found == 0; d++) {
                int at = (count - d) % WINDOW;
                found = high[at] == h && low[at] == l ? d : 0;
            }
            add(h, l);
            return found;
        }

        void add(long h, long l) {
            high[count % WINDOW] = h;
            low[count % WINDOW] = l;
            count++;
        }

        /** Where the value so far back is, or -1. */
        int at(int distance) {
            return distance < 1 || distance > Math.min(WINDOW, count) ? -1 : (count - distance) % WINDOW;
        }
    }

    static PayloadValues takeOut(byte[] text) {
        ByteArrayOutputStream values = new ByteArrayOutputStream();
        ByteArrayOutputStream rest = new ByteArrayOutputStream(text.length);
        Recent numbers = new Recent();
        Recent uuids = new Recent();
        int at = 0;
        while (at < text.length) {
            byte b = text[at];
            if (b >= 0 && b <= UUID_AGAIN) {
                return new PayloadValues(new byte[0], text, 0);
            }
            int number = at > 0 && starts(text[at - 1]) ? number(text, at) : 0;
            if (number > 0) {
                long bits = Double.doubleToRawLongBits(Double.parseDouble(ascii(text, at, number)));
                put(rest, values, numbers.distance(bits, 0), NUMBER, ByteBuffer.allocate(8).putLong(bits));
                at += number;
            } else if (at > 0 && text[at - 1] == '"' && uuid(text, at)) {
                ByteBuffer bytes = ByteBuffer.wrap(HexFormat.of().parseHex(ascii(text, at, UUID_TEXT).replace("-", "")));
                put(rest, values, uuids.distance(bytes.getLong(0), bytes.getLong(8)), UUID, bytes);
                at += UUID_TEXT;
            } else {
                rest.write(b);
                at++;
            }
        }
        return values.size() == 0 ? new PayloadValues(new byte[0], text, 0)
                : new PayloadValues(counted(values.toByteArray()), rest.toByteArray(), 0);
    }

    private static void put(ByteArrayOutputStream rest, ByteArrayOutputStream values, int distance, byte kind, ByteBuffer value) {
        if (distance > 0) {
            rest.write(kind + 1);
            rest.write(0x1f + distance);
        } else {
            rest.write(kind);
            values.writeBytes(value.array());
        }
    }

    private static boolean starts(byte before) {
        return before == '[' || before == ',' || before == ':';
    }

    /** Length of a number that comes back from its double as it stands, or 0. */
    private static int number(byte[] text, int from) {
        int end = from;
        boolean point = false;
        while (end < text.length && (text[end] >= '0' && text[end] <= '9' || text[end] == '-' || text[end] == '.' || text[end] == 'E')) {
            point |= text[end] == '.';
            end++;
        }
        int size = end - from;
        if (!point || size < SHORT_NUMBER || size > LONGEST_NUMBER || text[from] == 'E') {
            return 0;
        }
        String token = ascii(text, from, size);
        return token.matches("-?[0-9]+\\.[0-9]+(E-?[0-9]+)?") && Double.toString(Double.parseDouble(token)).equals(token)
                ? size
                : 0;
    }

    private static boolean uuid(byte[] text, int from) {
        if (from + UUID_TEXT >= text.length || text[from + UUID_TEXT] != '"') {
            return false;
        }
        for (int i = 0; i < UUID_TEXT; i++) {
            byte b = text[from + i];
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            if (dash ? b != '-' : !(b >= '0' && b <= '9' || b >= 'a' && b <= 'f')) {
                return false;
            }
        }
        return true;
    }

    private static String ascii(byte[] text, int from, int size) {
        return new String(text, from, size, StandardCharsets.US_ASCII);
    }

    private static byte[] counted(byte[] values) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(values.length + 3);
        int n = values.length;
        while (n > 0x7f) {
            out.write(n & 0x7f | 0x80);
            n >>>= 7;
        }
        out.write(n);
        out.writeBytes(values);
        return out.toByteArray();
    }

    /** The values that stand at a place, with their number in front; empty where they cannot be there. */
    static Optional<PayloadValues> at(byte[] bytes, int from) {
        long count = 0;
        int at = from;
        int shift = 0;
        boolean more = true;
        while (more) {
            if (at == bytes.length || shift > 28) {
                return Optional.empty();
            }
            count |= (bytes[at] & 0x7fL) << shift;
            more = bytes[at] < 0;
            shift += 7;
            at++;
        }
        if (count > bytes.length - at) {
            return Optional.empty();
        }
        byte[] values = java.util.Arrays.copyOfRange(bytes, at, at + (int) count);
        return Optional.of(new PayloadValues(values, new byte[0], at - from + values.length));
    }

    /** The text with the values in it again; empty where it asks for other values than there are. */
    Optional<byte[]> putBack(byte[] text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(4 * text.length);
        ByteBuffer left = ByteBuffer.wrap(values);
        Recent numbers = new Recent();
        Recent uuids = new Recent();
        for (int i = 0; i < text.length; i++) {
            byte kind = text[i];
            if (kind < NUMBER || kind > UUID_AGAIN) {
                out.write(kind);
                continue;
            }
            Recent recent = kind <= NUMBER_AGAIN ? numbers : uuids;
            boolean again = kind == NUMBER_AGAIN || kind == UUID_AGAIN;
            int size = recent == numbers ? 8 : 16;
            int at = again && i + 1 < text.length ? recent.at(text[++i] - 0x1f) : -1;
            if (again ? at < 0 : left.remaining() < size) {
                return Optional.empty();
            }
            long high = again ? recent.high[at] : left.getLong();
            long low = again ? recent.low[at] : size == 16 ? left.getLong() : 0;
            recent.add(high, low);
            String value = recent == numbers
                    ? Double.toString(Double.longBitsToDouble(high))
                    : new java.util.UUID(high, low).toString();
            out.writeBytes(value.getBytes(StandardCharsets.US_ASCII));
        }
        return left.hasRemaining() ? Optional.empty() : Optional.of(out.toByteArray());
    }
}
