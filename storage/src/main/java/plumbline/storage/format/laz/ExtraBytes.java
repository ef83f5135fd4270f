package plumbline.storage.format.laz;

/** Bytes beyond the standard's fields as steps from the point before, item version 2. */
final class ExtraBytes implements Item {
    private final SymbolModel[] models;
    private final byte[] last;

    ExtraBytes(int number) {
        models = new SymbolModel[number];
        last = new byte[number];
        for (int i = 0; i < number; i++) {
            models[i] = new SymbolModel(256);
        }
    }

    @Override
    public void first(byte[] record, int at) {
        System.arraycopy(record, at, last, 0, last.length);
    }

    @Override
    public void code(Coder c, byte[] record, int at) {
        for (int i = 0; i < last.length; i++) {
            last[i] += (byte) c.symbol(models[i], record[at + i] - last[i] & 0xFF);
            record[at + i] = last[i];
        }
    }
}
