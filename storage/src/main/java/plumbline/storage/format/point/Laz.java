package plumbline.storage.format.point;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import plumbline.annotation.scene.PointBlock;

/**
 * LAZ: LAS packed by LASzip's arithmetic coder (Isenburg, "LASzip: lossless compression of LiDAR data", 2013): pointwise,
 * chunked (point formats 0 to 5) and layered (6 to 10). Written as LAS 1.4, layered.
 */
public final class Laz extends LasFamily {
    public Laz() {
        super("laz");
    }

    @Override
    public List<String> write(Path path, PointBlock points) throws IOException {
        return new LasWriter(points).writePacked(path);
    }
}
