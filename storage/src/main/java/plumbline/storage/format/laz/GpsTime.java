package plumbline.storage.format.laz;

/** The time of point formats 1, 3, 4 and 5, item version 2. */
final class GpsTime implements Item {
    private GpsTimes times = new GpsTimes(true, 0);

    @Override
    public void first(byte[] record, int at) {
        times = new GpsTimes(true, Le.i64(record, at));
    }

    @Override
    public void code(Coder c, byte[] record, int at) {
        Le.i64(record, at, times.code(c, Le.i64(record, at)));
    }
}
