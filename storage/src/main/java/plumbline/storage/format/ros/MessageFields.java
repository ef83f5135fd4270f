package plumbline.storage.format.ros;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import plumbline.storage.format.FormatException;

/**
 * The numbers of a ROS 2 message of any type, found by its definition (the .msg language; ROS 2 design, "Interface
 * definition"): fields of fields by dotted names, elements of fixed arrays by their index. Booleans are 0 and 1. Texts and
 * sequences of changing length are read past.
 */
public final class MessageFields {
    private static final Set<String> PRIMITIVES = Set.of(
            "bool", "byte", "char", "int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64", "float32",
            "float64", "string");
    private static final Set<String> SINGLE_BYTES = Set.of("bool", "byte", "char", "int8", "uint8");
    private static final int DEEPEST = 12;
    private static final int MOST_FIELDS = 512;
    private static final int LARGEST_ARRAY = 64;
    /** A definition that doubles at each level would be walked for ever. */
    private static final int MOST_WALKED = 20_000;

    /** {@code array}: -1 a single value, 0 a sequence, otherwise so many. */
    private record Member(String type, int array, String name) {}

    private final Map<String, List<Member>> types;
    private final String top;
    private final List<String> names = new ArrayList<>();
    private int walked;

    private MessageFields(Map<String, List<Member>> types, String top) {
        this.types = types;
        this.top = top;
    }

    /** {@code where} names the definition in errors. */
    public static MessageFields parse(String where, String type, String definition) throws FormatException {
        Map<String, List<Member>> types = new HashMap<>();
        types.put("builtin_interfaces/Time", List.of(new Member("int32", -1, "sec"), new Member("uint32", -1, "nanosec")));
        types.put("builtin_interfaces/Duration", types.get("builtin_interfaces/Time"));
        String top = RosSchemas.plain(type);
        String now = top;
        List<Member> members = new ArrayList<>();
        for (String raw : definition.split("\n")) {
            String line = raw.strip();
            if (line.startsWith("MSG:")) {
                types.put(now, members);
                now = RosSchemas.plain(line.substring(4).strip());
                members = new ArrayList<>();
            } else if (!line.startsWith("===")) {
                member(where, line, now).ifPresent(members::add);
            }
        }
        types.put(now, members);
        MessageFields out = new MessageFields(types, top);
        out.collect(where, top, "", 0);
        return out;
    }

    private static java.util.Optional<Member> member(String where, String line, String owner) throws FormatException {
        String words = line.contains("#") && !line.contains("\"") ? line.substring(0, line.indexOf('#')).strip() : line;
        if (words.isEmpty() || words.startsWith("#")) {
            return java.util.Optional.empty();
        }
        String[] parts = words.split("\\s+", 3);
        if (parts.length < 2) {
            throw new FormatException(where, line, "is not a field of a message definition");
        }
        boolean constant = parts[1].contains("=") || parts.length == 3 && parts[2].startsWith("=");
        if (constant) {
            return java.util.Optional.empty();
        }
        String type = parts[0];
        int array = -1;
        if (type.endsWith("]")) {
            String size = type.substring(type.indexOf('[') + 1, type.length() - 1);
            type = type.substring(0, type.indexOf('['));
            array = size.isEmpty() || size.startsWith("<=") ? 0 : count(where, line, size);
        }
        // A bound on a text's length does not change how it is written.
        type = type.replaceFirst("<=\\d+$", "");
        return java.util.Optional.of(new Member(full(type, owner), array, parts[1]));
    }

    private static int count(String where, String line, String size) throws FormatException {
        try {
            return Integer.parseInt(size);
        } catch (NumberFormatException e) {
            throw new FormatException(where, line, "the size of the array is no number");
        }
    }

    private static String full(String type, String owner) {
        if (PRIMITIVES.contains(type)) {
            return type;
        }
        if (type.equals("Header")) {
            return "std_msgs/Header";
        }
        String plain = RosSchemas.plain(type);
        return plain.contains("/") ? plain : owner.substring(0, owner.indexOf('/') + 1) + plain;
    }

    private void collect(String where, String type, String before, int depth) throws FormatException {
        List<Member> members = types.get(type);
        if (members == null) {
            throw new FormatException(where, type, "is used and not defined; the fields cannot be found");
        }
        if (depth > DEEPEST || ++walked > MOST_WALKED) {
            throw new FormatException(where, type, "is nested more deeply than messages are");
        }
        for (Member m : members) {
            String name = before + m.name();
            if (m.array() < 0) {
                one(where, m.type(), name, depth);
            } else {
                for (int i = 0; i < m.array() && m.array() <= LARGEST_ARRAY; i++) {
                    one(where, m.type(), name + "[" + i + "]", depth);
                }
                known(where, m.type(), depth);
            }
        }
    }

    private void one(String where, String type, String name, int depth) throws FormatException {
        if (!PRIMITIVES.contains(type)) {
            collect(where, type, name + ".", depth + 1);
        } else if (!type.equals("string") && names.size() < MOST_FIELDS) {
            names.add(name);
        }
    }

    /** Types of sequences are walked too, so that reading never meets one that is not there. */
    private void known(String where, String type, int depth) throws FormatException {
        if (!PRIMITIVES.contains(type)) {
            int before = names.size();
            collect(where, type, "", depth + 1);
            names.subList(before, names.size()).clear();
        }
    }

    /** Dotted names in the order of the message, at most 512. */
    public List<String> names() {
        return List.copyOf(names);
    }

    /** Their values, in that order. Throws {@link FormatException} where the message is shorter or longer than its definition. */
    public double[] read(CdrReader in) throws FormatException {
        Values out = new Values(new double[names.size()]);
        struct(in, top, out, true);
        // Writers fill up to four bytes; more than that belongs to fields that the definition does not have.
        if (in.remaining() > 3) {
            throw new FormatException(
                    in.where(), "", in.remaining() + " bytes follow what the definition of " + top
                            + " has; it is not the definition of this message");
        }
        return out.values;
    }

    private static final class Values {
        private final double[] values;
        private int used;

        Values(double[] values) {
            this.values = values;
        }

        void put(double v) {
            if (used < values.length) {
                values[used++] = v;
            }
        }
    }

    private void struct(CdrReader in, String type, Values out, boolean kept) throws FormatException {
        List<Member> members = types.get(type);
        if (members.isEmpty()) {
            // An empty message is written as one byte (rosidl).
            in.u8();
        }
        for (Member m : members) {
            if (m.array() == 0 && SINGLE_BYTES.contains(m.type())) {
                in.bytes();
            } else if (m.array() == 0) {
                int n = in.length(1);
                for (int i = 0; i < n; i++) {
                    value(in, m.type(), out, false);
                }
            } else {
                int n = Math.max(1, m.array());
                for (int i = 0; i < n; i++) {
                    value(in, m.type(), out, kept && m.array() <= LARGEST_ARRAY);
                }
            }
        }
    }

    private void value(CdrReader in, String type, Values out, boolean kept) throws FormatException {
        double v;
        switch (type) {
            case "bool", "byte", "char", "uint8" -> v = in.u8();
            case "int8" -> v = (byte) in.u8();
            case "int16" -> v = (short) in.u16();
            case "uint16" -> v = in.u16();
            case "int32" -> v = in.i32();
            case "uint32" -> v = in.u32();
            case "int64" -> v = in.i64();
            case "uint64" -> {
                long bits = in.i64();
                v = (bits >>> 1) * 2.0 + (bits & 1);
            }
            case "float32" -> v = in.f32();
            case "float64" -> v = in.f64();
            case "string" -> {
                in.text();
                return;
            }
            default -> {
                struct(in, type, out, kept);
                return;
            }
        }
        if (kept) {
            out.put(v);
        }
    }
}
