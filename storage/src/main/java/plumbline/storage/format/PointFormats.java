package plumbline.storage.format;

import java.util.List;
import plumbline.storage.format.point.Copc;
import plumbline.storage.format.point.E57;
import plumbline.storage.format.point.FloatRecords;
import plumbline.storage.format.point.Las;
import plumbline.storage.format.point.Laz;
import plumbline.storage.format.point.Pcd;
import plumbline.storage.format.point.Ply;
import plumbline.storage.format.point.Pts;
import plumbline.storage.format.point.Ptx;
import plumbline.storage.format.point.Xyz;

/** All point file formats. */
public final class PointFormats {
    public static final List<PointFormat> ALL = List.of(
            new Pcd(),
            new Las(),
            new Copc(),
            new Laz(),
            new E57(),
            new Pts(),
            new Ptx(),
            new Ply(),
            FloatRecords.nuScenes(),
            FloatRecords.kitti(),
            new Xyz());

    private PointFormats() {}
}
