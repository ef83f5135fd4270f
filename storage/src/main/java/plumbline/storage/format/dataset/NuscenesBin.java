package plumbline.storage.format.dataset;

import java.util.List;
import plumbline.annotation.scene.PointBlock;
import plumbline.storage.format.FormatException;
import plumbline.storage.format.PointEncoding;

/** {@code nuscenes-bin}: float32 x y z intensity (0 to 255) ring per point, as in nuScenes' {@code .pcd.bin}. */
public final class NuscenesBin implements PointEncoding {
    @Override
    public String name() {
        return "nuscenes-bin";
    }

    @Override
    public PointBlock decode(String where, byte[] raw) throws FormatException {
        return FloatRecords.decode(where, raw, List.of("intensity", "ring"));
    }
}
