package plumbline.storage.format.dataset;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Feather files (Arrow IPC) of whole columns: {@code long[]}, {@code double[]}, {@code float[]} or {@code String[]}. */
final class FeatherSamples {
    /** A flat buffer's table: what stands in a slot is a Number, a text, a Table, a list of Tables, or structs of longs. */
    private record Table(List<Object> slots) {
        static Table of(Object... slots) {
            return new Table(List.of(slots));
        }
    }

    private final ByteBuffer out = ByteBuffer.allocate(1 << 14).order(ByteOrder.LITTLE_ENDIAN);

    private FeatherSamples() {}

    static byte[] write(Map<String, Object> columns) {
        List<Table> fields = new ArrayList<>();
        ByteBuffer body = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
        List<Long> buffers = new ArrayList<>();
        List<Long> nodes = new ArrayList<>();
        int rows = 0;
        for (Map.Entry<String, Object> e : columns.entrySet()) {
            buffers.addAll(List.of((long) body.position(), 0L));
            int at = body.position();
            switch (e.getValue()) {
                case long[] v -> {
                    rows = v.length;
                    fields.add(Table.of(e.getKey(), 0, 2, Table.of(64, 1)));
                    for (long x : v) {
                        body.putLong(x);
                    }
                }
                case double[] v -> {
                    rows = v.length;
                    fields.add(Table.of(e.getKey(), 0, 3, Table.of(2)));
                    for (double x : v) {
                        body.putDouble(x);
                    }
                }
                case float[] v -> {
                    rows = v.length;
                    fields.add(Table.of(e.getKey(), 0, 3, Table.of(1)));
                    for (float x : v) {
                        body.putFloat(x);
                    }
                }
                case String[] v -> {
                    rows = v.length;
                    fields.add(Table.of(e.getKey(), 0, 5, Table.of(0)));
                    int end = 0;
                    body.putInt(0);
                    for (String s : v) {
                        body.putInt(end += s.length());
                    }
                    buffers.addAll(List.of((long) at, (long) body.position() - at));
                    at = body.position();
                    body.put(String.join("", v).getBytes(StandardCharsets.US_ASCII));
                }
                default -> throw new IllegalArgumentException(e.getKey());
            }
            buffers.addAll(List.of((long) at, (long) body.position() - at));
            nodes.addAll(List.of((long) rows, 0L));
            body.position((body.position() + 7) / 8 * 8);
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes("ARROW1\0\0".getBytes(StandardCharsets.US_ASCII));
        message(file, Table.of(4, 1, Table.of(0, fields), 0L), new byte[0]);
        byte[] data = java.util.Arrays.copyOf(body.array(), body.position());
        message(file, Table.of(4, 3, Table.of((long) rows, structs(nodes), structs(buffers)), (long) data.length), data);
        file.writeBytes(new byte[] {-1, -1, -1, -1, 0, 0, 0, 0});
        return file.toByteArray();
    }

    private static long[] structs(List<Long> values) {
        return values.stream().mapToLong(v -> v).toArray();
    }

    private static void message(ByteArrayOutputStream file, Table message, byte[] body) {
        FeatherSamples f = new FeatherSamples();
        f.out.putInt(0);
        f.out.putInt(0, f.table(message));
        int length = (f.out.position() + 7) / 8 * 8;
        file.writeBytes(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putInt(-1).putInt(length).array());
        file.write(f.out.array(), 0, length);
        file.writeBytes(body);
    }

    /** Slots of eight bytes each; what is no number follows the table and is pointed to. */
    private int table(Table t) {
        int slots = t.slots().size();
        int vtable = out.position();
        out.putShort((short) (4 + 2 * slots)).putShort((short) (4 + 8 * slots));
        for (int i = 0; i < slots; i++) {
            out.putShort((short) (4 + 8 * i));
        }
        int at = out.position();
        out.putInt(at - vtable);
        out.position(at + 4 + 8 * slots);
        for (int i = 0; i < slots; i++) {
            int slot = at + 4 + 8 * i;
            switch (t.slots().get(i)) {
                case Integer v -> out.putInt(slot, v);
                case Long v -> out.putLong(slot, v);
                case Table v -> out.putInt(slot, table(v) - slot);
                case String v -> {
                    out.putInt(slot, out.position() - slot);
                    out.putInt(v.length()).put(v.getBytes(StandardCharsets.US_ASCII)).put((byte) 0);
                }
                case long[] v -> {
                    out.putInt(slot, out.position() - slot).putInt(v.length / 2);
                    for (long x : v) {
                        out.putLong(x);
                    }
                }
                case List<?> v -> {
                    int vector = out.position();
                    out.putInt(slot, vector - slot).putInt(v.size());
                    out.position(vector + 4 + 4 * v.size());
                    for (int k = 0; k < v.size(); k++) {
                        int place = vector + 4 + 4 * k;
                        out.putInt(place, table((Table) v.get(k)) - place);
                    }
                }
                default -> throw new IllegalArgumentException("slot " + i);
            }
        }
        return at;
    }
}
