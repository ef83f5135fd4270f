package plumbline.storage.format;

import java.io.IOException;
import java.util.List;
import plumbline.annotation.scene.PointBlock;
import plumbline.storage.format.dataset.Argoverse2Sweep;
import plumbline.storage.format.dataset.DgpNpz;
import plumbline.storage.format.dataset.KittiBin;
import plumbline.storage.format.dataset.NuscenesBin;
import plumbline.storage.format.point.Copc;
import plumbline.storage.format.dataset.SemanticBin;
import plumbline.storage.format.point.E57;
import plumbline.storage.format.point.Las;
import plumbline.storage.format.point.Laz;
import plumbline.storage.format.point.Pcd;
import plumbline.storage.format.point.Ply;
import plumbline.storage.format.point.Pts;
import plumbline.storage.format.point.Ptx;
import plumbline.storage.format.point.Xyz;
import plumbline.storage.format.ros.PointCloud2Codec;
import plumbline.storage.format.ros.VelodyneScan;

/** All encodings of lidar samples. */
public final class PointEncodings {
    public static final List<PointEncoding> ALL = List.of(
            new KittiBin(),
            new NuscenesBin(),
            new DgpNpz(),
            new Argoverse2Sweep(),
            new SemanticBin(),
            new PointCloud2Codec(),
            new VelodyneScan(),
            new Pcd(),
            new Las(),
            new Laz(),
            new Copc(),
            new E57(),
            new Pts(),
            new Ptx(),
            new Ply(),
            new Xyz(),
            new OwnPoints());

    private PointEncodings() {}

    public static PointBlock decode(String encoding, String where, byte[] raw) throws IOException {
        for (PointEncoding e : ALL) {
            if (e.name().equals(encoding)) {
                return e.decode(where, raw);
            }
        }
        throw new FormatException(where, "", "points encoded as \"" + encoding + "\" cannot be read by this version");
    }
}
