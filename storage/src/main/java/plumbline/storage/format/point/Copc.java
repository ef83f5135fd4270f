package plumbline.storage.format.point;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import plumbline.annotation.scene.PointBlock;

/**
 * COPC 1.0 (copc.io): a LAZ file whose chunks are the nodes of an octree. A query for a region or a spacing reads only the
 * nodes that it needs.
 */
public final class Copc extends LasFamily {
    public Copc() {
        super("copc");
    }

    @Override
    public String ending() {
        return ".copc.laz";
    }

    @Override
    public List<String> write(Path path, PointBlock points) throws IOException {
        return new LasWriter(points).writeCopc(path);
    }
}
