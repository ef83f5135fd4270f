package plumbline.viewer3d.render;

import java.util.Optional;
import plumbline.annotation.assist.Ground;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Vec3;
import plumbline.viewer3d.render.SceneSnapshot.PointLayer;

/** The ground under everything a scene shows, in the view frame, from at most some hundred thousand of its points. */
public final class SceneGround {
    private static final int ENOUGH = 400_000;

    private SceneGround() {}

    public static Ground estimate(SceneSnapshot scene) {
        if (scene.points().size() == 1) {
            PointLayer only = scene.points().getFirst();
            if (only.viewFromBlock().equals(Pose.IDENTITY) && only.points().size() <= ENOUGH) {
                return Ground.estimate(only.points());
            }
        }
        long all = scene.points().stream().mapToLong(l -> l.points().size()).sum();
        int step = (int) Math.max(1, (all + ENOUGH - 1) / ENOUGH);
        int n = scene.points().stream().mapToInt(l -> (l.points().size() + step - 1) / step).sum();
        float[] x = new float[n];
        float[] y = new float[n];
        float[] z = new float[n];
        Vec3 origin = scene.points().stream()
                .filter(l -> l.points().size() > 0)
                .findFirst()
                .map(l -> l.viewFromBlock().apply(l.points().origin()))
                .orElse(Vec3.ZERO);
        int k = 0;
        for (PointLayer layer : scene.points()) {
            PointBlock block = layer.points();
            for (int i = 0; i < block.size(); i += step) {
                Vec3 p = layer.viewFromBlock().apply(block.point(i)).minus(origin);
                x[k] = (float) p.x();
                y[k] = (float) p.y();
                z[k++] = (float) p.z();
            }
        }
        return Ground.estimate(new PointBlock(origin, x, y, z, Optional.empty(), java.util.List.of()));
    }
}
