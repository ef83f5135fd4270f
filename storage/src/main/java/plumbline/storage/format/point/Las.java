package plumbline.storage.format.point;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import plumbline.annotation.scene.PointBlock;

/** LAS 1.0 to 1.4 (ASPRS), point formats 0 to 10 with extra bytes, uncompressed. Written as 1.4. */
public final class Las extends LasFamily {
    public Las() {
        super("las");
    }

    @Override
    public List<String> write(Path path, PointBlock points) throws IOException {
        return new LasWriter(points).write(path);
    }
}
