package plumbline.storage.format.e57;

import java.util.ArrayList;
import java.util.List;
import plumbline.storage.format.FormatException;

/**
 * One field of a scan's points: its name, and how its values lie in a stream of bits. Integers are stored from their
 * minimum on; scaled ones become {@code value * scale + offset}.
 */
record E57Field(String name, Kind kind, int bits, long minimum, double scale, double offset, String type) {
    enum Kind {
        INTEGER,
        SCALED,
        SINGLE,
        DOUBLE,
        TEXT
    }

    private static final int MOST = 1000;

    /** The fields of a prototype in the order of their streams. */
    static List<E57Field> of(String file, E57Node prototype) throws FormatException {
        List<E57Field> out = new ArrayList<>();
        add(file, "", prototype, out);
        return out;
    }

    private static void add(String file, String prefix, E57Node structure, List<E57Field> out) throws FormatException {
        for (E57Node n : structure.children()) {
            if (n.type().equals("Structure")) {
                add(file, prefix + n.name() + "_", n, out);
            } else {
                out.add(field(file, prefix + n.name(), n));
            }
            if (out.size() > MOST) {
                throw new FormatException(file, "description", "points of more than " + MOST + " fields are not believed");
            }
        }
    }

    private static E57Field field(String file, String name, E57Node n) throws FormatException {
        switch (n.type()) {
            case "Float" -> {
                boolean single = n.attributes().getOrDefault("precision", "double").equals("single");
                return new E57Field(
                        name, single ? Kind.SINGLE : Kind.DOUBLE, single ? 32 : 64, 0, 1, 0, single ? "f4" : "f8");
            }
            case "Integer", "ScaledInteger" -> {
                long min = n.whole(file, "minimum", Long.MIN_VALUE);
                long max = n.whole(file, "maximum", Long.MAX_VALUE);
                if (max < min) {
                    throw new FormatException(file, "description", name + " has a maximum below its minimum");
                }
                int bits = 64 - Long.numberOfLeadingZeros(max - min);
                boolean scaled = n.type().equals("ScaledInteger");
                return new E57Field(
                        name, scaled ? Kind.SCALED : Kind.INTEGER, bits, min, n.decimal(file, "scale", 1),
                        n.decimal(file, "offset", 0), scaled ? "f8" : type(min, max));
            }
            case "String" -> {
                return new E57Field(name, Kind.TEXT, 0, 0, 1, 0, "text");
            }
            default -> throw new FormatException(
                    file, "description", name + " is of type \"" + n.type() + "\", which points cannot have");
        }
    }

    private static String type(long min, long max) {
        if (min >= 0) {
            return max <= 0xFF ? "u1" : max <= 0xFFFF ? "u2" : max <= 0xFFFF_FFFFL ? "u4" : "i8";
        }
        return min >= Byte.MIN_VALUE && max <= Byte.MAX_VALUE ? "i1"
                : min >= Short.MIN_VALUE && max <= Short.MAX_VALUE ? "i2"
                : min >= Integer.MIN_VALUE && max <= Integer.MAX_VALUE ? "i4" : "i8";
    }

    boolean text() {
        return kind == Kind.TEXT;
    }
}
