package plumbline.viewer3d.render;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.scene.Vec3;
import plumbline.viewer3d.render.SceneSnapshot.BoxItem;
import plumbline.viewer3d.render.SceneSnapshot.BoxStyle;
import plumbline.viewer3d.render.SceneSnapshot.LineItem;
import plumbline.viewer3d.view.Projection;
import plumbline.viewer3d.view.ViewState;

/**
 * Boxes and lines of a scene as strokes and faces in pixels, in painting order, cut at the near plane and at the
 * picture's edge. {@code q} is what runs straight across the picture: 1 / depth in perspective, depth otherwise.
 */
public record Decor(List<Face> faces, List<Stroke> strokes) {
    /**
     * {@code argb} not premultiplied; dashes of {@code dash} pixels, 0 for none; {@code behind} is what is left of it
     * behind points.
     */
    public record Stroke(
            float x0, float y0, float q0, float x1, float y1, float q1,
            float width, int argb, float dash, float dashStart, float behind) {}

    /** A convex polygon; {@code behind} as of a stroke. */
    public record Face(float[] x, float[] y, float[] q, int argb, float behind) {}

    private static final int GHOST = 0x98A1AE;
    private static final int ADDED = 0x4CC38A;
    private static final int REMOVED = 0xFF7B72;
    private static final int WHITE = 0xFFFFFF;
    private static final int[] FLOOR = {0, 1, 3, 2};
    private static final int[] FRONT = {1, 3, 7, 5};

    public static Decor of(SceneSnapshot scene, ViewState view, Projection p) {
        Builder b = new Builder(p, (float) view.scale(), (float) scene.boxOpacity());
        for (LineItem line : scene.lines()) {
            b.line(line);
        }
        scene.boxes().stream()
                .sorted(Comparator.comparingInt(Decor::order))
                .forEach(b::box);
        return new Decor(b.faces, b.strokes);
    }

    private static int order(BoxItem item) {
        return switch (item.style()) {
            case GHOST -> 0;
            case NORMAL -> 1;
            case REMOVED -> 2;
            case ADDED -> 3;
            case HOVERED -> 4;
            case SELECTED -> 5;
        };
    }

    private static final class Builder {
        private final Projection p;
        private final float scale;
        private final float opacity;
        private final List<Face> faces = new ArrayList<>();
        private final List<Stroke> strokes = new ArrayList<>();

        Builder(Projection p, float scale, float opacity) {
            this.p = p;
            this.scale = scale;
            this.opacity = opacity;
        }

        void line(LineItem line) {
            float along = 0;
            for (int i = 0; i + 1 < line.points().size(); i++) {
                along = stroke(
                        line.points().get(i), line.points().get(i + 1), (float) line.width() * scale,
                        0xFF000000 | line.rgb(), line.dashed() ? 6 * scale : 0, along, 0.35f);
            }
        }

        void box(BoxItem item) {
            boolean prominent = item.style() == BoxStyle.SELECTED || item.style() == BoxStyle.HOVERED;
            float dim = prominent ? 1 : opacity;
            if (dim <= 0) {
                return;
            }
            Vec3[] corners = item.box().corners();
            BoxStyle style = item.style();
            int rgb = switch (style) {
                case NORMAL, HOVERED, SELECTED -> item.rgb();
                case ADDED -> ADDED;
                case REMOVED -> REMOVED;
                case GHOST -> GHOST;
            };
            boolean selected = style == BoxStyle.SELECTED;
            if (selected || style == BoxStyle.HOVERED || style == BoxStyle.ADDED) {
                face(corners, FLOOR, 0.12f * dim, rgb);
                face(corners, FRONT, (selected ? 0.26f : 0.12f) * dim, rgb);
            }
            float width = switch (style) {
                case NORMAL -> 1.1f;
                case GHOST -> 1.25f;
                case HOVERED, SELECTED, ADDED, REMOVED -> 1.75f;
            };
            float alpha = style == BoxStyle.NORMAL ? 0.7f : style == BoxStyle.GHOST ? 0.85f : 1;
            float dash = style == BoxStyle.REMOVED || style == BoxStyle.GHOST ? 5 * scale : 0;
            float behind = selected ? 0.62f : style == BoxStyle.NORMAL ? 0.3f : 0.5f;
            List<Vec3[]> segments = new ArrayList<>();
            for (int[] e : Box.EDGES) {
                segments.add(new Vec3[] {corners[e[0]], corners[e[1]]});
            }
            segments.addAll(heading(item.box()));
            if (selected) {
                for (Vec3[] s : segments) {
                    stroke(s[0], s[1], (width + 2.6f) * scale, 0xB0000000, 0, 0, behind);
                }
            }
            int argb = Math.round(alpha * dim * 255) << 24 | (selected ? WHITE : rgb);
            for (Vec3[] s : segments) {
                stroke(s[0], s[1], width * scale, argb, dash, 0, behind);
            }
        }

        /** A chevron on the roof that points to the front. */
        private static List<Vec3[]> heading(Box box) {
            double deep = Math.min(box.length() / 3, box.width() / 2);
            var pose = box.frameFromBox();
            double z = box.height() / 2;
            Vec3 tip = pose.apply(new Vec3(box.length() / 2, 0, z));
            Vec3 left = pose.apply(new Vec3(box.length() / 2 - deep, box.width() / 2, z));
            Vec3 right = pose.apply(new Vec3(box.length() / 2 - deep, -box.width() / 2, z));
            return List.of(new Vec3[] {left, tip}, new Vec3[] {right, tip});
        }

        private void face(Vec3[] corners, int[] index, float alpha, int rgb) {
            float[] x = new float[index.length];
            float[] y = new float[index.length];
            float[] q = new float[index.length];
            for (int i = 0; i < index.length; i++) {
                Vec3 c = corners[index[i]];
                if (p.perspective() && p.depth(c) < Projection.NEAR) {
                    return; // The eye is inside: a tint over everything would only hide it.
                }
                Vec3 at = p.pixel(c);
                x[i] = (float) at.x();
                y[i] = (float) at.y();
                q[i] = q(at.z());
            }
            faces.add(new Face(x, y, q, Math.round(alpha * 255) << 24 | rgb, 0.25f));
        }

        private float q(double depth) {
            return (float) (p.perspective() ? 1 / depth : depth + Look.ORTHO_DEPTH);
        }

        /** The dash position at its end, so that a line's dashes run on over its corners. */
        private float stroke(Vec3 a, Vec3 b, float width, int argb, float dash, float along, float behind) {
            if (p.perspective()) {
                double da = p.depth(a);
                double db = p.depth(b);
                if (da < Projection.NEAR && db < Projection.NEAR) {
                    return along;
                }
                if (da < Projection.NEAR) {
                    a = a.plus(b.minus(a).times((Projection.NEAR - da) / (db - da)));
                } else if (db < Projection.NEAR) {
                    b = b.plus(a.minus(b).times((Projection.NEAR - db) / (da - db)));
                }
            }
            Vec3 pa = p.pixel(a);
            Vec3 pb = p.pixel(b);
            double dx = pb.x() - pa.x();
            double dy = pb.y() - pa.y();
            double length = Math.hypot(dx, dy);
            double[] part = {0, 1};
            double room = width + 2;
            if (!(cut(part, pa.x(), dx, -room, p.width() + room) && cut(part, pa.y(), dy, -room, p.height() + room))) {
                return (float) (along + length);
            }
            float qa = q(pa.z());
            float qb = q(pb.z());
            strokes.add(new Stroke(
                    (float) (pa.x() + dx * part[0]), (float) (pa.y() + dy * part[0]),
                            (float) (qa + (qb - qa) * part[0]),
                    (float) (pa.x() + dx * part[1]), (float) (pa.y() + dy * part[1]),
                            (float) (qa + (qb - qa) * part[1]),
                    width, argb, dash, (float) ((along + length * part[0]) % 4096), behind));
            return (float) (along + length);
        }

        /** Keeps of the part the piece between two limits (Liang and Barsky 1984); false where nothing is left. */
        private static boolean cut(double[] part, double start, double delta, double low, double high) {
            if (Math.abs(delta) < 1e-9) {
                return start >= low && start <= high;
            }
            double t0 = (low - start) / delta;
            double t1 = (high - start) / delta;
            part[0] = Math.max(part[0], Math.min(t0, t1));
            part[1] = Math.min(part[1], Math.max(t0, t1));
            return part[0] < part[1];
        }
    }
}
