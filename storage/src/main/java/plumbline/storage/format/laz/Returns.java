package plumbline.storage.format.laz;

/**
 * Which memory a point uses by its number of returns and its return number: {@code SHAPE} for steps in x and y,
 * {@code LEVEL} for heights. The tables are part of the format; the shapes of sensible pairs are told apart, the others
 * share what is left.
 */
final class Returns {
    /** [number of returns][return number], three bits each. */
    static final byte[][] SHAPE3 = rows(
            "fedcba98", "e0136aa9", "d1247bba", "c3458ccb", "b6789ddc", "aabcdeed", "9abcdefe", "89abcdef");
    /** [number of returns][return number], four bits each. */
    static final byte[][] SHAPE4 = rows(
            "0123453445555555", "1013333333333333", "2124444444433333", "3345444444444444", "4344544444444444",
            "5344454444444444", "3344445444444444", "4344444544444444", "4344444454444444", "5344444445444444",
            "5344444444544444", "5334444444455444", "5334444444455544", "5334444444445554", "5334444444444555",
            "5334444444444455");

    private Returns() {}

    /** How far a return is from the last one; the same in both record layouts, up to 7. */
    static int level(int number, int of) {
        return Math.min(7, Math.abs(of - number));
    }

    private static byte[][] rows(String... rows) {
        byte[][] out = new byte[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            out[i] = new byte[rows[i].length()];
            for (int j = 0; j < out[i].length; j++) {
                out[i][j] = (byte) Character.digit(rows[i].charAt(j), 16);
            }
        }
        return out;
    }
}
