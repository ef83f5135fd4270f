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

    /** The values of some points, in the order of {@code points}. */
    Column at(int[] points);

    record Floats(String name, String type, float[] values) implements Column {
        @Override
        public int size() {
            return values.length;
        }

        @Override
        public double get(int i) {
            return values[i];
        }

        @Override
        public Column at(int[] points) {
            float[] out = new float[points.length];
            for (int i = 0; i < out.length; i++) {
                out[i] = values[points[i]];
            }
            return new Floats(name, type, out);
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

        @Override
        public Column at(int[] points) {
            double[] out = new double[points.length];
            for (int i = 0; i < out.length; i++) {
                out[i] = values[points[i]];
            }
            return new Doubles(name, type, out);
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

        @Override
        public Column at(int[] points) {
            byte[] out = new byte[points.length];
            for (int i = 0; i < out.length; i++) {
                out[i] = values[points[i]];
            }
            return new Bytes(name, type, out);
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

        @Override
        public Column at(int[] points) {
            short[] out = new short[points.length];
            for (int i = 0; i < out.length; i++) {
                out[i] = values[points[i]];
            }
            return new Shorts(name, type, out);
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

        @Override
        public Column at(int[] points) {
            int[] out = new int[points.length];
            for (int i = 0; i < out.length; i++) {
                out[i] = values[points[i]];
            }
            return new Ints(name, type, out);
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

        @Override
        public Column at(int[] points) {
            long[] out = new long[points.length];
            for (int i = 0; i < out.length; i++) {
                out[i] = values[points[i]];
            }
            return new Longs(name, type, out);
        }
    }
}
