package plumbline.viewer3d.tool;

import plumbline.annotation.assist.Ground;
import plumbline.annotation.scene.PointBlock;

/** The ground of the points last asked about, kept while the same block is asked about again. One thread. */
final class GroundCache {
    private PointBlock of = PointBlock.EMPTY;
    private Ground ground = Ground.estimate(PointBlock.EMPTY);

    Ground of(PointBlock points) {
        if (points != of) {
            ground = Ground.estimate(points);
            of = points;
        }
        return ground;
    }
}
