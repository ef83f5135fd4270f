package plumbline.storage.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Origin;
import plumbline.annotation.label.PointRuns;
import plumbline.annotation.label.ReviewState;
import plumbline.annotation.label.TrackId;
import plumbline.annotation.scene.SensorId;

class LabelBytesTest {
    private static Label label(Random r, int kind) {
        TreeMap<String, String> attributes = new TreeMap<>(Map.of("note", "Fahrrad " + r.nextInt(99), "é", "\ud83d\ude97"));
        Origin origin = Origin.values()[r.nextInt(4)];
        ReviewState review = ReviewState.values()[r.nextInt(4)];
        boolean finalised = r.nextBoolean();
        LabelId id = new LabelId("id-" + r.nextInt(999));
        TrackId track = new TrackId("7");
        SensorId sensor = new SensorId("lidar top");
        if (kind == 0) {
            Label.Cuboid c = Street.cuboid(r, id.value(), 3);
            return c.withAttributes(attributes).withOrigin(origin).withFinalised(finalised).withReview(review);
        }
        if (kind == 1) {
            double left = r.nextDouble() * 100;
            return new Label.ImageBox(
                    id, track, "Car", 3, sensor, left, 2, left + r.nextDouble(), 9, attributes, origin, finalised, review);
        }
        BitSet points = new BitSet();
        for (int i = r.nextInt(500); i > 0; i--) {
            points.set(r.nextInt(100_000));
        }
        return new Label.PointMask(
                id, track, "Road", 3, sensor, PointRuns.of(points), r.nextInt(5), attributes, origin, finalised, review);
    }

    @Test
    void everyLabelComesBackEqual() {
        Random r = new Random(5);
        for (int i = 0; i < 600; i++) {
            Label label = label(r, i % 3);
            byte[] bytes = LabelBytes.write(label);
            assertThat(LabelBytes.read("a row", 3, label.id().value(), bytes)).isEqualTo(label);
        }
    }

    @Test
    void bytesThatAreNotWholeAreRefused() {
        Random r = new Random(6);
        for (int i = 0; i < 60; i++) {
            Label label = label(r, i % 3);
            byte[] bytes = LabelBytes.write(label);
            byte[] cut = Arrays.copyOf(bytes, r.nextInt(bytes.length));
            assertThatThrownBy(() -> LabelBytes.read("a row", 3, "x", cut)).isInstanceOf(StorageException.class);
            assertThatThrownBy(() -> LabelBytes.read("a row", 3, "x", Arrays.copyOf(bytes, bytes.length + 1)))
                    .isInstanceOf(StorageException.class);
        }
    }
}
