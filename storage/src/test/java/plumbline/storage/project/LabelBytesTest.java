package plumbline.storage.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import plumbline.annotation.label.Form;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelHead;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Origin;
import plumbline.annotation.label.Pixel;
import plumbline.annotation.label.PointRuns;
import plumbline.annotation.label.ReviewState;
import plumbline.annotation.label.TrackId;
import plumbline.annotation.scene.SensorId;
import plumbline.annotation.scene.Vec3;

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
        if (kind > 2) {
            return headed(r, kind, new LabelHead(id, track, "Lane", 3, attributes, origin, finalised, review));
        }
        BitSet points = new BitSet();
        for (int i = r.nextInt(500); i > 0; i--) {
            points.set(r.nextInt(100_000));
        }
        return new Label.PointMask(
                id, track, "Road", 3, sensor, PointRuns.of(points), r.nextInt(5), attributes, origin, finalised, review);
    }

    static Label headed(Random r, int kind, LabelHead head) {
        SensorId camera = new SensorId("cam");
        Form form = Form.values()[r.nextInt(3)];
        int n = 3 + r.nextInt(9);
        return switch (kind) {
            case 3 -> new Label.Shape(head, form, IntStream.range(0, n)
                    .mapToObj(i -> new Vec3(r.nextGaussian(), 1e6 * r.nextDouble(), -r.nextDouble()))
                    .toList());
            case 4 -> new Label.ImageShape(head, camera, form, IntStream.range(0, n)
                    .mapToObj(i -> new Pixel(r.nextDouble() * 1e4, -r.nextDouble()))
                    .toList());
            case 5 -> new Label.ImageMask(head, camera, 100, 60, PointRuns.ofBounds(0, 7, 100, 5000 + r.nextInt(1000)));
            case 6 -> new Label.Relation(head, new TrackId("b"), r.nextBoolean() ? Label.TO_THE_END : 3 + r.nextInt(9));
            default -> new Label.SceneTag(
                    head, r.nextBoolean() ? "" : "rain", r.nextBoolean() ? Label.TO_THE_END : 3 + r.nextInt(9));
        };
    }

    @Test
    void everyLabelComesBackEqual() {
        Random r = new Random(5);
        for (int i = 0; i < 600; i++) {
            Label label = label(r, i % 8);
            byte[] bytes = LabelBytes.write(label);
            assertThat(LabelBytes.read("a row", 3, label.id().value(), bytes)).isEqualTo(label);
            assertThat(LabelJson.read("a row", LabelJson.write(label))).isEqualTo(label);
        }
    }

    @Test
    void bytesThatAreNotWholeAreRefused() {
        Random r = new Random(6);
        for (int i = 0; i < 60; i++) {
            Label label = label(r, i % 8);
            byte[] bytes = LabelBytes.write(label);
            byte[] cut = Arrays.copyOf(bytes, r.nextInt(bytes.length));
            assertThatThrownBy(() -> LabelBytes.read("a row", 3, "x", cut)).isInstanceOf(StorageException.class);
            assertThatThrownBy(() -> LabelBytes.read("a row", 3, "x", Arrays.copyOf(bytes, bytes.length + 1)))
                    .isInstanceOf(StorageException.class);
        }
    }
}
