package plumbline.storage.format;

import java.io.IOException;
import plumbline.annotation.scene.PlumblinePoints;
import plumbline.annotation.scene.PointBlock;

/** Sweeps in the product's own columnar encoding, as the simulator records them: see docs/formats/plumbline-points.md. */
final class OwnPoints implements PointEncoding {
    @Override
    public String name() {
        return PlumblinePoints.ENCODING;
    }

    @Override
    public PointBlock decode(String where, byte[] raw) throws IOException {
        return PlumblinePoints.decode(where, raw);
    }
}
