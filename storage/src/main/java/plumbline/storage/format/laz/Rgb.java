package plumbline.storage.format.laz;

/** Red, green, blue of point formats 2, 3 and 5, item version 2. */
final class Rgb implements Item {
    private final Colours colours = new Colours();
    private final int[] last = new int[3];

    @Override
    public void first(byte[] record, int at) {
        Colours.take(record, at, last);
    }

    @Override
    public void code(Coder c, byte[] record, int at) {
        colours.code(c, record, at, last);
    }
}
