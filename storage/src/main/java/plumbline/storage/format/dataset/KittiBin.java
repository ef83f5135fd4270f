package plumbline.storage.format.dataset;

import java.util.List;
import plumbline.annotation.scene.PointBlock;
import plumbline.storage.format.FormatException;
import plumbline.storage.format.PointEncoding;

/** {@code kitti-bin}: float32 x y z reflectance (0 to 1) per point, as in KITTI's {@code velodyne_points}. */
public final class KittiBin implements PointEncoding {
    @Override
    public String name() {
        return "kitti-bin";
    }

    @Override
    public PointBlock decode(String where, byte[] raw) throws FormatException {
        return FloatRecords.decode(where, raw, List.of("intensity"));
    }
}
