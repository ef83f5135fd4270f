package plumbline.viewer3d.render;

import java.util.Optional;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Vec3;
import plumbline.viewer3d.render.SceneSnapshot.BoxItem;
import plumbline.viewer3d.render.SceneSnapshot.BoxStyle;
import plumbline.viewer3d.render.SceneSnapshot.PointLayer;
import plumbline.viewer3d.view.Projection;
import plumbline.viewer3d.view.ViewState;

/**
 * From a block's float offsets straight to pixels: rows u, v, d as in {@link Projection}, with pose and origin folded
 * in at double precision, so that clouds with coordinates in the millions do not shake. Further the rows {@code b} that
 * lead into the selected box, scaled so that inside is -1 to 1; what is cut away; and the sizes of points.
 */
public record LayerMatrix(
        boolean perspective, float nearest,
        float u0, float u1, float u2, float u3,
        float v0, float v1, float v2, float v3,
        float d0, float d1, float d2, float d3,
        boolean selects, float[] b, LayerClip clip, PointSize size) {

    public static LayerMatrix of(Projection p, PointLayer layer, SceneSnapshot scene, ViewState view) {
        Pose pose = layer.viewFromBlock().times(translation(layer.points().origin()));
        double[] r = p.rows();
        float[] m = new float[12];
        for (int i = 0; i < 3; i++) {
            double a = r[4 * i];
            double b = r[4 * i + 1];
            double c = r[4 * i + 2];
            m[4 * i] = (float) (a * pose.m00() + b * pose.m10() + c * pose.m20());
            m[4 * i + 1] = (float) (a * pose.m01() + b * pose.m11() + c * pose.m21());
            m[4 * i + 2] = (float) (a * pose.m02() + b * pose.m12() + c * pose.m22());
            m[4 * i + 3] = (float) (a * pose.m03() + b * pose.m13() + c * pose.m23() + r[4 * i + 3]);
        }
        if (!p.perspective()) {
            m[11] += Look.ORTHO_DEPTH;
        }
        Optional<Box> selected = scene.boxes().stream()
                .filter(i -> i.style() == BoxStyle.SELECTED)
                .findFirst()
                .map(BoxItem::box)
                .filter(x -> x.volume() > 0);
        return new LayerMatrix(
                p.perspective(), p.perspective() ? (float) Projection.NEAR : 0,
                m[0], m[1], m[2], m[3], m[4], m[5], m[6], m[7], m[8], m[9], m[10], m[11],
                selected.isPresent(), selected.map(x -> LayerClip.intoBox(x, pose)).orElseGet(() -> new float[12]),
                LayerClip.of(view.clip(), pose), PointSize.of(view, p, layer));
    }

    private static Pose translation(Vec3 t) {
        return Pose.translation(t.x(), t.y(), t.z());
    }

    public boolean inSelected(float x, float y, float z) {
        return Math.abs(b[0] * x + b[1] * y + b[2] * z + b[3]) <= 1
                && Math.abs(b[4] * x + b[5] * y + b[6] * z + b[7]) <= 1
                && Math.abs(b[8] * x + b[9] * y + b[10] * z + b[11]) <= 1;
    }
}
