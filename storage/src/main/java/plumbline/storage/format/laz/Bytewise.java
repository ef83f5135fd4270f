package plumbline.storage.format.laz;

/** A model for each value of the byte before, made when first met. */
final class Bytewise {
    private final SymbolModel[] models;
    private final int symbols;

    Bytewise(int contexts, int symbols) {
        this.models = new SymbolModel[contexts];
        this.symbols = symbols;
    }

    Bytewise(int contexts) {
        this(contexts, 256);
    }

    SymbolModel at(int context) {
        SymbolModel m = models[context];
        if (m == null) {
            m = new SymbolModel(symbols);
            models[context] = m;
        }
        return m;
    }
}
