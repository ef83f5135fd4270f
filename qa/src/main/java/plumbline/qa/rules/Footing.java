package plumbline.qa.rules;

import java.util.OptionalDouble;
import plumbline.annotation.assist.Ground;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.scene.Vec3;

/**
 * The ground that a box should stand on, as a height in the lidar's frame (metres): under its middle, or, where an object
 * hides that from the lidar, the mean of at least two places just outside its corners that lie at about one height.
 */
final class Footing {
    private static final double OUTSIDE_METRES = 0.5;
    private static final int FEWEST = 2;
    /** More than a kerb between the corners: then nobody knows what the object stands on. */
    private static final double MOST_SPREAD_METRES = 0.2;

    private Footing() {}

    /** Empty where the ground was seen neither under nor beside the box. */
    static OptionalDouble of(Ground ground, Box box) {
        Vec3 at = box.centre();
        if (ground.seenAt(at.x(), at.y())) {
            return OptionalDouble.of(ground.heightAt(at.x(), at.y()));
        }
        double sum = 0;
        double lowest = Double.POSITIVE_INFINITY;
        double highest = Double.NEGATIVE_INFINITY;
        int seen = 0;
        for (int i = -1; i <= 1; i += 2) {
            for (int j = -1; j <= 1; j += 2) {
                Vec3 out = box.frameFromBox().rotate(new Vec3(
                        i * (box.length() / 2 + OUTSIDE_METRES), j * (box.width() / 2 + OUTSIDE_METRES), 0));
                if (ground.seenAt(at.x() + out.x(), at.y() + out.y())) {
                    double height = ground.heightAt(at.x() + out.x(), at.y() + out.y());
                    sum += height;
                    lowest = Math.min(lowest, height);
                    highest = Math.max(highest, height);
                    seen++;
                }
            }
        }
        return seen < FEWEST || highest - lowest > MOST_SPREAD_METRES ? OptionalDouble.empty() : OptionalDouble.of(sum / seen);
    }
}
