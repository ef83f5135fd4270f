package plumbline.storage.format.laz;

/**
 * One part of a point record as LASzip groups them (position and flags, time, colours, extra bytes), coded against the
 * points before it. The same description reads and writes: the coder's direction decides.
 */
interface Item {
    /** Takes the first point of a chunk, which stands there as it is. */
    void first(byte[] record, int at);

    /** Reads a point into the record at {@code at}, or writes the one that is there. */
    void code(Coder c, byte[] record, int at);
}
