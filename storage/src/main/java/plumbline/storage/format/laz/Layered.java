package plumbline.storage.format.laz;

/**
 * One part of a point record of formats 6 to 10, item version 3 or 4: its fields lie in layers, each a stream of its own,
 * so that a reader can leave out what nobody asked for. A layer in which nothing changes within a chunk is empty.
 */
interface Layered {
    int layers();

    /** Begins a chunk; a coder is null where its layer is empty or left out. {@code channel} is the scanner's. */
    void first(Coder[] coders, byte[] record, int at, int channel);

    /** Codes one point; returns its scanner channel, which the parts after the first get. */
    int code(byte[] record, int at, int channel);

    /** Whether a value of the layer differed from the one before, when writing. */
    boolean changed(int layer);
}
