package plumbline.storage.format;

import java.io.IOException;
import plumbline.annotation.scene.PointBlock;

/** How the raw bytes of one lidar sample become points; listed once in {@link PointEncodings#ALL}. */
public interface PointEncoding {
    /** The name in {@code Sample.encoding}. */
    String name();

    /** {@code where} names the bytes in errors. Points in the sensor's frame, metres. */
    PointBlock decode(String where, byte[] raw) throws IOException;
}
