package plumbline.storage.format.laz;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Little-endian numbers in bytes. */
final class Le {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Le() {}

    static int i32(byte[] b, int at) {
        return (int) INT.get(b, at);
    }

    static void i32(byte[] b, int at, int v) {
        INT.set(b, at, v);
    }

    static int u16(byte[] b, int at) {
        return (short) SHORT.get(b, at) & 0xFFFF;
    }

    static void u16(byte[] b, int at, int v) {
        SHORT.set(b, at, (short) v);
    }

    static long i64(byte[] b, int at) {
        return (long) LONG.get(b, at);
    }

    static void i64(byte[] b, int at, long v) {
        LONG.set(b, at, v);
    }
}
