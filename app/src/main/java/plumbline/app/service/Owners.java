package plumbline.app.service;

import java.util.List;
import java.util.function.IntConsumer;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.Ontology;
import plumbline.annotation.label.PointRuns;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Pose;
import plumbline.viewer3d.render.Palette;

/** Which label each point of a sweep belongs to: the last mask that names it, else the last box that holds it. */
final class Owners {
    private final List<Label> labels;
    /** One more than the index of the label, 0 for none. */
    private final int[] owner;

    private Owners(List<Label> labels, int[] owner) {
        this.labels = labels;
        this.owner = owner;
    }

    static Owners of(PointBlock points, List<Label.Cuboid> cuboids, List<Label.PointMask> masks) {
        int[] owner = new int[points.size()];
        List<Label> labels = new java.util.ArrayList<>(cuboids);
        labels.addAll(masks);
        for (int c = 0; c < cuboids.size(); c++) {
            inside(points, cuboids.get(c).box(), owner, c + 1);
        }
        for (int m = 0; m < masks.size(); m++) {
            int number = cuboids.size() + m + 1;
            each(masks.get(m).points(), owner.length, i -> owner[i] = number);
        }
        return new Owners(labels, owner);
    }

    /** The points of runs that lie within a sweep of so many. */
    static void each(PointRuns runs, int size, IntConsumer point) {
        for (int r = 0; r < runs.runs(); r++) {
            for (int i = runs.from(r); i < Math.min(size, runs.to(r)); i++) {
                point.accept(i);
            }
        }
    }

    private static void inside(PointBlock points, Box box, int[] owner, int number) {
        Pose boxFromBlock = box.frameFromBox().inverse();
        double reach = Math.sqrt(
                box.length() * box.length() + box.width() * box.width() + box.height() * box.height()) / 2;
        double cx = box.centre().x();
        double cy = box.centre().y();
        for (int i = 0; i < owner.length; i++) {
            double x = points.px(i);
            double y = points.py(i);
            if (Math.abs(x - cx) > reach || Math.abs(y - cy) > reach) {
                continue;
            }
            double z = points.pz(i);
            if (Math.abs(boxFromBlock.x(x, y, z)) <= box.length() / 2
                    && Math.abs(boxFromBlock.y(x, y, z)) <= box.width() / 2
                    && Math.abs(boxFromBlock.z(x, y, z)) <= box.height() / 2) {
                owner[i] = number;
            }
        }
    }

    /** The class of a point's label, "" where it has none. */
    String className(int point) {
        return owner[point] == 0 ? "" : labels.get(owner[point] - 1).className();
    }

    int[] classes(Ontology ontology, int none) {
        int[] rgb = labels.stream().mapToInt(l -> Views.rgb(ontology, l.className())).toArray();
        return through(rgb, none);
    }

    /** The colours of the palette in turn over all labels, whatever their class. */
    int[] instances(int none) {
        int[] rgb = new int[labels.size()];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = Palette.label(labels.get(i).track().value().hashCode() * 7 >>> 1);
        }
        return through(rgb, none);
    }

    int[] unlabelled(int missed, int done) {
        int[] rgb = new int[labels.size()];
        java.util.Arrays.fill(rgb, done);
        return through(rgb, missed);
    }

    private int[] through(int[] rgb, int none) {
        int[] out = new int[owner.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = 0xFF000000 | (owner[i] == 0 ? none : rgb[owner[i] - 1]);
        }
        return out;
    }
}
