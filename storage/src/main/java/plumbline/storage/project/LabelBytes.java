package plumbline.storage.project;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.label.Headed;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelHead;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Origin;
import plumbline.annotation.label.PointRuns;
import plumbline.annotation.label.ReviewState;
import plumbline.annotation.label.TrackId;
import plumbline.annotation.scene.SensorId;
import plumbline.annotation.scene.Vec3;

/**
 * A label without its frame and id as bytes (docs/formats/project.md), as rows and pages hold it: equal labels have equal
 * bytes. Metres, pixels, quaternions x y z w; numbers big-endian, doubles finite. Throws {@link StorageException}.
 */
final class LabelBytes {
    private static final int CUBOID = 1;
    private static final int IMAGE_BOX = 2;
    private static final int POINT_MASK = 3;

    private LabelBytes() {}

    static byte[] write(Label label) {
        Out out = new Out();
        switch (label) {
            case Label.Cuboid c -> {
                head(out, CUBOID, label);
                Box b = c.box();
                out.number(b.centre().x()).number(b.centre().y()).number(b.centre().z());
                out.number(b.length()).number(b.width()).number(b.height());
                out.number(b.qx()).number(b.qy()).number(b.qz()).number(b.qw()).number(c.confidence());
            }
            case Label.ImageBox b -> {
                head(out, IMAGE_BOX, label);
                out.text(b.camera().value());
                out.number(b.left()).number(b.top()).number(b.right()).number(b.bottom());
            }
            case Label.PointMask m -> {
                head(out, POINT_MASK, label);
                out.text(m.sensor().value()).count(m.instance());
                runs(out, m.points());
            }
            case Headed h -> {
                head(out, HeadedBytes.kind(h), label);
                HeadedBytes.write(out, h);
            }
        }
        return out.bytes();
    }

    private static void head(Out out, int kind, Label l) {
        out.write(kind);
        out.write(code(l.review()) << 3 | code(l.origin()) << 1 | (l.finalised() ? 1 : 0));
        out.text(l.track().value());
        out.text(l.className());
        out.count(l.attributes().size());
        for (Map.Entry<String, String> e : l.attributes().entrySet()) {
            out.text(e.getKey());
            out.text(e.getValue());
        }
    }

    private static int code(Origin o) {
        return switch (o) {
            case HAND -> 0;
            case INTERPOLATED -> 1;
            case AUTOMATIC -> 2;
            case IMPORTED -> 3;
        };
    }

    private static int code(ReviewState r) {
        return switch (r) {
            case OPEN -> 0;
            case SUBMITTED -> 1;
            case ACCEPTED -> 2;
            case REJECTED -> 3;
        };
    }

    private static ReviewState review(String where, int code) {
        return switch (code) {
            case 0 -> ReviewState.OPEN;
            case 1 -> ReviewState.SUBMITTED;
            case 2 -> ReviewState.ACCEPTED;
            case 3 -> ReviewState.REJECTED;
            default -> throw new StorageException(where + ": review state " + code + " is not known");
        };
    }

    /** How many runs, then of each the points skipped before it and the points in it. */
    static void runs(Out out, PointRuns points) {
        out.count(points.runs());
        int at = 0;
        for (int i = 0; i < points.runs(); i++) {
            out.count(points.from(i) - at).count(points.to(i) - points.from(i));
            at = points.to(i);
        }
    }

    static PointRuns runs(String where, ByteBuffer in) {
        int[] bounds = new int[2 * count(where, in)];
        int at = 0;
        for (int i = 0; i < bounds.length; i++) {
            at = Math.addExact(at, number(where, in));
            bounds[i] = at;
        }
        return PointRuns.ofBounds(bounds);
    }

    private static Origin origin(String where, int code) {
        return switch (code) {
            case 0 -> Origin.HAND;
            case 1 -> Origin.INTERPOLATED;
            case 2 -> Origin.AUTOMATIC;
            case 3 -> Origin.IMPORTED;
            default -> throw new StorageException(where + ": origin " + code + " is not known");
        };
    }

    /** Reads what {@link #write} made; {@code where} names the place in failures. */
    static Label read(String where, int frame, String id, byte[] body) {
        ByteBuffer in = ByteBuffer.wrap(body);
        try {
            int kind = in.get();
            int flags = in.get();
            TrackId track = new TrackId(text(where, in));
            String className = text(where, in);
            TreeMap<String, String> attributes = new TreeMap<>();
            for (int n = count(where, in); n > 0; n--) {
                attributes.put(text(where, in), text(where, in));
            }
            boolean finalised = (flags & 1) != 0;
            Origin origin = origin(where, flags >> 1 & 3);
            ReviewState review = review(where, flags >> 3);
            LabelId labelId = new LabelId(id);
            Label label = switch (kind) {
                case CUBOID -> new Label.Cuboid(
                        labelId, track, className, frame, box(in), attributes, origin, finalised, in.getDouble(), review);
                case IMAGE_BOX -> new Label.ImageBox(
                        labelId, track, className, frame, new SensorId(text(where, in)), in.getDouble(), in.getDouble(),
                        in.getDouble(), in.getDouble(), attributes, origin, finalised, review);
                case POINT_MASK -> {
                    SensorId sensor = new SensorId(text(where, in));
                    int instance = number(where, in);
                    yield new Label.PointMask(
                            labelId, track, className, frame, sensor, runs(where, in), instance, attributes, origin, finalised,
                            review);
                }
                default -> HeadedBytes.read(
                        where, kind, new LabelHead(labelId, track, className, frame, attributes, origin, finalised, review), in);
            };
            if (in.hasRemaining()) {
                throw new StorageException(where + ", label " + id + ": " + in.remaining() + " bytes too many");
            }
            return label;
        } catch (BufferUnderflowException e) {
            throw new StorageException(where + ", label " + id + " ends too early", e);
        } catch (ArithmeticException | IllegalArgumentException e) {
            throw new StorageException(where + ", label " + id + " is not sound: " + e.getMessage(), e);
        }
    }

    private static Box box(ByteBuffer in) {
        return new Box(
                new Vec3(in.getDouble(), in.getDouble(), in.getDouble()), in.getDouble(), in.getDouble(), in.getDouble(),
                in.getDouble(), in.getDouble(), in.getDouble(), in.getDouble());
    }

    static String text(String where, ByteBuffer in) {
        return text(bytes(where, in));
    }

    static byte[] bytes(String where, ByteBuffer in) {
        byte[] out = new byte[count(where, in)];
        in.get(out);
        return out;
    }

    /** A number of things that follow, each of a byte or more. */
    static int count(String where, ByteBuffer in) {
        int n = number(where, in);
        if (n > in.remaining()) {
            throw new StorageException(where + ": a length is out of bounds");
        }
        return n;
    }

    /** Base 128, least digits first, the highest bit says that more follow; not below zero. */
    static int number(String where, ByteBuffer in) {
        int value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            byte b = in.get();
            value |= (b & 0x7f) << shift;
            if (b >= 0) {
                if (value < 0) {
                    break;
                }
                return value;
            }
        }
        throw new StorageException(where + ": a number is out of bounds");
    }

    /** UTF-8; half a surrogate pair, which has none, as the three bytes that its number would have. */
    static byte[] utf8(String s) {
        byte[] plain = s.getBytes(StandardCharsets.UTF_8);
        int i = 0;
        while (i < s.length() && !Character.isSurrogate(s.charAt(i))) {
            i++;
        }
        if (i == s.length() || new String(plain, StandardCharsets.UTF_8).equals(s)) {
            return plain;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        s.codePoints().forEach(p -> {
            if (p >= Character.MIN_SURROGATE && p <= Character.MAX_SURROGATE) {
                out.write(0xe0 | p >> 12);
                out.write(0x80 | p >> 6 & 0x3f);
                out.write(0x80 | p & 0x3f);
            } else {
                out.writeBytes(Character.toString(p).getBytes(StandardCharsets.UTF_8));
            }
        });
        return out.toByteArray();
    }

    static String text(byte[] utf8) {
        for (int i = 0; i + 2 < utf8.length; i++) {
            if (utf8[i] == (byte) 0xed && (utf8[i + 1] & 0xff) >= 0xa0) {
                String before = new String(utf8, 0, i, StandardCharsets.UTF_8);
                char half = (char) (0xd000 | (utf8[i + 1] & 0x3f) << 6 | utf8[i + 2] & 0x3f);
                return before + half + text(java.util.Arrays.copyOfRange(utf8, i + 3, utf8.length));
            }
        }
        return new String(utf8, StandardCharsets.UTF_8);
    }

    /** Bytes as they come together. */
    static final class Out {
        private byte[] buffer = new byte[256];
        private int size;

        Out write(int b) {
            room(1);
            buffer[size++] = (byte) b;
            return this;
        }

        Out raw(byte[] bytes) {
            room(bytes.length);
            System.arraycopy(bytes, 0, buffer, size, bytes.length);
            size += bytes.length;
            return this;
        }

        Out count(int value) {
            int v = value;
            while (v >= 0x80) {
                write(v & 0x7f | 0x80);
                v >>>= 7;
            }
            return write(v);
        }

        Out withLength(byte[] bytes) {
            return count(bytes.length).raw(bytes);
        }

        Out text(String s) {
            return withLength(utf8(s));
        }

        Out number(double d) {
            if (!Double.isFinite(d)) {
                throw new StorageException("A number is " + d + "; only finite numbers are kept. Nothing was written.");
            }
            long bits = Double.doubleToRawLongBits(d);
            room(8);
            for (int shift = 56; shift >= 0; shift -= 8) {
                buffer[size++] = (byte) (bits >>> shift);
            }
            return this;
        }

        private void room(int more) {
            if (size + more > buffer.length) {
                buffer = java.util.Arrays.copyOf(buffer, Math.max(buffer.length * 2, size + more));
            }
        }

        int size() {
            return size;
        }

        byte[] bytes() {
            return java.util.Arrays.copyOf(buffer, size);
        }

        void clear() {
            size = 0;
        }
    }
}
