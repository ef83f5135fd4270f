package plumbline.storage.format.dataset;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import plumbline.storage.format.FormatException;

/**
 * An array of numbers in NumPy's NPY format, versions 1.0 to 3.0 (numpy.lib.format): {@code type} is NumPy's kind and
 * width without the byte order, for example {@code f8}. Structured and object arrays are refused.
 */
record NpyArray(String type, long[] shape, boolean fortranOrder, ByteBuffer data) {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*'([<>|=])([fiu])([1248])'");
    private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9,\\s]*)\\)");
    private static final int MAX_HEADER = 1 << 16;

    /** Refuses an array whose header promises more than {@code maxBytes} before anything is allocated for it. */
    static NpyArray read(String where, InputStream in, long maxBytes) throws IOException {
        byte[] start = exactly(where, in, 8, "the header");
        if (!Arrays.equals(MAGIC, Arrays.copyOf(start, 6)) || start[6] < 1 || start[6] > 3) {
            throw new FormatException(where, "byte 0", "not a NumPy array of version 1 to 3");
        }
        byte[] lengthBytes = exactly(where, in, start[6] == 1 ? 2 : 4, "the header");
        ByteBuffer length = ByteBuffer.wrap(lengthBytes).order(ByteOrder.LITTLE_ENDIAN);
        int headerBytes = start[6] == 1 ? length.getShort() & 0xFFFF : length.getInt();
        if (headerBytes < 0 || headerBytes > MAX_HEADER) {
            throw new FormatException(where, "byte 8", "a header of " + headerBytes + " bytes is not believable");
        }
        String header = new String(exactly(where, in, headerBytes, "the header"), StandardCharsets.UTF_8);
        Matcher descr = DESCR.matcher(header);
        Matcher order = ORDER.matcher(header);
        Matcher shape = SHAPE.matcher(header);
        if (!descr.find() || !order.find() || !shape.find()) {
            throw new FormatException(where, "byte 10", "no plain array of numbers: " + header.trim());
        }
        int width = Integer.parseInt(descr.group(3));
        if (descr.group(2).equals("f") && width < 4) {
            throw new FormatException(where, "byte 10", "f" + width + " is not read; save the array as f4 or f8");
        }
        long[] dims = dimensions(where, shape.group(1));
        long bytes = width;
        for (long d : dims) {
            if (d != 0 && bytes > maxBytes / d) {
                throw new FormatException(where, "byte 10", "the shape (" + shape.group(1) + ") is more than is there");
            }
            bytes *= d;
        }
        if (bytes > Integer.MAX_VALUE - 16) {
            throw new FormatException(where, "byte 10", "an array of " + bytes + " bytes is too large for one sample");
        }
        byte[] data = exactly(where, in, (int) bytes, "the numbers");
        ByteOrder endian = descr.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        return new NpyArray(
                descr.group(2) + width, dims, order.group(1).equals("True"), ByteBuffer.wrap(data).order(endian));
    }

    /** An element of a two-dimensional array; u8 beyond 2^63 keeps its value, not its digits. */
    double get(int row, int column) {
        long at = fortranOrder ? column * shape[0] + row : row * shape[1] + column;
        int i = (int) at * (type.charAt(1) - '0');
        return switch (type) {
            case "f4" -> data.getFloat(i);
            case "f8" -> data.getDouble(i);
            case "i1" -> data.get(i);
            case "u1" -> data.get(i) & 0xFF;
            case "i2" -> data.getShort(i);
            case "u2" -> data.getShort(i) & 0xFFFF;
            case "i4" -> data.getInt(i);
            case "u4" -> data.getInt(i) & 0xFFFFFFFFL;
            case "i8" -> data.getLong(i);
            case "u8" -> {
                long v = data.getLong(i);
                yield v >= 0 ? v : ((v >>> 1) | (v & 1)) * 2.0;
            }
            default -> throw new IllegalStateException("no such type of number: " + type);
        };
    }

    private static long[] dimensions(String where, String list) throws FormatException {
        String[] parts = Arrays.stream(list.split(","))
                .map(String::trim)
                .filter(s -> !s.isEmpty())
                .toArray(String[]::new);
        long[] dims = new long[parts.length];
        for (int i = 0; i < dims.length; i++) {
            if (parts[i].length() > 10 || !parts[i].chars().allMatch(Character::isDigit)) {
                throw new FormatException(where, "byte 10", "the shape (" + list + ") is not believable");
            }
            dims[i] = Long.parseLong(parts[i]);
        }
        return dims;
    }

    private static byte[] exactly(String where, InputStream in, int count, String what) throws IOException {
        byte[] out;
        try {
            out = in.readNBytes(count);
        } catch (EOFException e) {
            throw new FormatException(where, "", "the file ends within " + what + "; fetch it again", e);
        }
        if (out.length < count) {
            throw new FormatException(
                    where, "", "the file ends within " + what + ": " + count + " bytes were expected, " + out.length
                            + " are there; fetch it again");
        }
        return out;
    }
}
