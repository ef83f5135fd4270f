package plumbline.storage.format.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.scene.LensModel;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Sample;
import plumbline.storage.format.json.JsonValue;

/** Sweeps on images and in boxes, compared with independent results. */
final class Projections {
    private Projections() {}

    static Pose cameraFromLidar(Sample camera, Sample lidar) {
        return camera.worldFromSensor().inverse().times(lidar.worldFromSensor());
    }

    /** Each of the expected samples gives its u, v and depth to 1e-6. */
    static void samplesAgree(JsonValue samples, PointBlock points, LensModel lens, Pose cameraFromLidar)
            throws IOException {
        assertThat(samples.items()).isNotEmpty();
        double[] uv = new double[2];
        for (JsonValue s : samples.items()) {
            int i = (int) s.get("index").integer(0, points.size() - 1);
            double z = cameraFromLidar.z(points.px(i), points.py(i), points.pz(i));
            assertThat(lens.project(
                            cameraFromLidar.x(points.px(i), points.py(i), points.pz(i)),
                            cameraFromLidar.y(points.px(i), points.py(i), points.pz(i)), z, uv))
                    .isTrue();
            assertThat(uv[0]).as(s.place()).isCloseTo(s.get("u").number(), within(1e-6));
            assertThat(uv[1]).as(s.place()).isCloseTo(s.get("v").number(), within(1e-6));
            assertThat(z).as(s.place()).isCloseTo(s.get("depth").number(), within(1e-6));
        }
    }

    /** How many points fall into the image from beyond a depth in metres. */
    static int inImage(PointBlock points, LensModel lens, Pose cameraFromLidar, double minDepth) {
        double[] uv = new double[2];
        int n = 0;
        for (int i = 0; i < points.size(); i++) {
            double x = points.px(i);
            double y = points.py(i);
            double z = points.pz(i);
            double depth = cameraFromLidar.z(x, y, z);
            if (depth > minDepth
                    && lens.project(cameraFromLidar.x(x, y, z), cameraFromLidar.y(x, y, z), depth, uv)
                    && lens.inImage(uv[0], uv[1])) {
                n++;
            }
        }
        return n;
    }

    static int inBox(PointBlock points, Box box) {
        int n = 0;
        for (int i = 0; i < points.size(); i++) {
            if (box.contains(points.px(i), points.py(i), points.pz(i))) {
                n++;
            }
        }
        return n;
    }

    static void posesAgree(Pose pose, double[] expected, double tolerance) {
        double[] m = pose.toRowMajor();
        for (int i = 0; i < 12; i++) {
            assertThat(m[i]).isCloseTo(expected[i], within(tolerance));
        }
    }
}
