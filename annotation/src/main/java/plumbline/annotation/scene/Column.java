package plumbline.annotation.scene;

/**
 * One attribute of the points of a block: name as the file gives it, and a primitive array. Unsigned file types are kept
 * in the next larger signed array (u8 in short[], u16 in int[], u32 in long[]; u64 in long[] with its bits). Names in
 * common use: intensity, ring, time, return_number, number_of_returns, classification, red, green, blue, label, instance.
 */
public sealed interface Column {
    String name();

    /** The file's own type: {@code u1 u2 u4 u8 i1 i2 i4 i8 f4 f8} (bytes after the letter). */
    String type();

    int size();

    double get(int i);

    record Floats(String name, String type, float[] values) implements Column {
        @Override
        public int size() {
            return values.length;
        }

        @Override
        public double get(int i) {
            return values[i];
        }
    }

    record Doubles(String name, String type, double[] values) implements Column {
        @Override
        public int size() {
            return values.length;
        }

        @Override
        public double get(int i) {
            return values[i];
        }
    }

    record Bytes(String name, String type, byte[] values) implements Column {
        @Override
        public int size() {
            return values.length;
        }

        @Override
        public double get(int i) {
            return values[i];
        }
    }

    record Shorts(String name, String type, short[] values) implements Column {
        @Override
        public int size() {
            return values.length;
        }

        @Override
        public double get(int i) {
            return values[i];
        }
    }

    record Ints(String name, String type, int[] values) implements Column {
        @Override
        public int size() {
            return values.length;
        }

        @Override
        public double get(int i) {
            return values[i];
        }
    }

    record Longs(String name, String type, long[] values) implements Column {
        @Override
        public int size() {
            return values.length;
        }

        @Override
        public double get(int i) {
            return values[i];
        }
    }
}
