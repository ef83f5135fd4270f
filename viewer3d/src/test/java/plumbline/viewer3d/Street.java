package plumbline.viewer3d;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.scene.Column;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Vec3;

/** A small street made from a seed: level ground at z = 0 and the shells of boxes that stand on it. */
public final class Street {
    public static final Box CAR = Box.upright(new Vec3(10, 2, 0.8), 4.4, 1.8, 1.6, 0.3);

    private Street() {}

    public static PointBlock points(Box... objects) {
        Random random = new Random(7);
        List<Vec3> all = new ArrayList<>();
        for (double x = -20; x <= 40; x += 0.25) {
            for (double y = -20; y <= 20; y += 0.25) {
                all.add(new Vec3(x, y, 0.01 * random.nextDouble()));
            }
        }
        for (Box b : objects) {
            for (int i = 0; i < 3000; i++) {
                double[] p = {random.nextDouble() - 0.5, random.nextDouble() - 0.5, random.nextDouble() - 0.5};
                // On a wall or the roof, never on the floor.
                int face = random.nextInt(5);
                p[face / 2] = face % 2 == 0 && face < 4 ? -0.5 : 0.5;
                Vec3 own = new Vec3(p[0] * b.length(), p[1] * b.width(), p[2] * b.height());
                all.add(b.frameFromBox().apply(own));
            }
        }
        return block(all);
    }

    public static PointBlock block(List<Vec3> all) {
        int n = all.size();
        float[] x = new float[n];
        float[] y = new float[n];
        float[] z = new float[n];
        float[] intensity = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = (float) all.get(i).x();
            y[i] = (float) all.get(i).y();
            z[i] = (float) all.get(i).z();
            intensity[i] = i % 100 / 100f;
        }
        return PointBlock.of(x, y, z, List.of(new Column.Floats("intensity", "f4", intensity)));
    }
}
