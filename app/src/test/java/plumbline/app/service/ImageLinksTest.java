package plumbline.app.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import plumbline.annotation.Shared;
import plumbline.annotation.geometry.BoxIou;
import plumbline.annotation.geometry.PointsInBox;
import plumbline.annotation.label.Form;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelClass;
import plumbline.annotation.label.LabelHead;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Origin;
import plumbline.annotation.label.Pixel;
import plumbline.annotation.label.PointRuns;
import plumbline.annotation.label.ReviewState;
import plumbline.annotation.label.TrackId;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Sensor;
import plumbline.annotation.scene.SensorId;
import plumbline.annotation.scene.SensorKind;
import plumbline.storage.format.Captures;

class ImageLinksTest {
    private static final SensorId CAMERA = new SensorId("image_02");

    private static Label.ImageBox box(double... r) {
        return new Label.ImageBox(
                new LabelId("b"), new TrackId("1"), "Car", 0, CAMERA, r[0], r[1], r[2], r[3], new TreeMap<>(), Origin.HAND, false,
                ReviewState.OPEN);
    }

    private static LabelHead head() {
        return LabelHead.byHand(new LabelId("h"), new TrackId("1"), "Car", 0);
    }

    @Test
    void pixelsOfOutlinesAndDiscsAreThoseThatAreInside() {
        List<Pixel> triangle = List.of(new Pixel(-0.5, -0.5), new Pixel(9.5, -0.5), new Pixel(-0.5, 9.5));
        PointRuns in = ImageLinks.pixels(triangle, 20, 15);
        for (int y = 0; y < 15; y++) {
            for (int x = 0; x < 20; x++) {
                if (x + y != 9) { // There the edge runs through the middle of the pixel.
                    assertThat(in.contains(y * 20 + x)).as("%d %d", x, y).isEqualTo(x + y < 9);
                }
            }
        }
        PointRuns disc = ImageLinks.disc(10, 7, 3, 20, 15);
        for (int y = 0; y < 15; y++) {
            for (int x = 0; x < 20; x++) {
                assertThat(disc.contains(y * 20 + x)).as("%d %d", x, y).isEqualTo(Math.hypot(x - 10, y - 7) <= 3);
            }
        }
        assertThat(ImageLinks.disc(0, 0, 2, 20, 15).count()).isEqualTo(6);
        Label.ImageMask mask = new Label.ImageMask(head(), CAMERA, 20, 15, disc);
        assertThat(ImageLinks.bounds(mask).orElseThrow()).containsExactly(6.5, 3.5, 13.5, 10.5);
        assertThat(ImageLinks.contains(mask, 10.4, 7.4)).isTrue();
        assertThat(ImageLinks.contains(mask, 10.4, 10.6)).isFalse();
        Label.ImageShape outline = new Label.ImageShape(head(), CAMERA, Form.POLYGON, triangle);
        assertThat(ImageLinks.contains(outline, 2, 2)).isTrue();
        assertThat(ImageLinks.contains(outline, 8, 8)).isFalse();
    }

    /** On recorded drives with boxes by others: the rectangle of each box leads back to the box. */
    @Test
    void theRectangleOfABoxLeadsBackToTheBox() throws Exception {
        List<Double> overlaps = new ArrayList<>();
        int[] missed = {0};
        for (String data : List.of("kitti_raw_0005/2011_09_26", "dgp_test_scene/scene_02", "nuscenes_keyframe")) {
            try (CaptureSource source = Captures.open(Shared.data(data))) {
                SensorId lidar = source.capture().referenceLidar();
                List<Frame> frames = source.capture().frames().stream().filter(f -> f.sample(lidar).isPresent()).limit(8).toList();
                for (Frame f : frames) {
                    PointBlock points = source.points(f.sample(lidar).get());
                    for (Sensor camera : source.capture().sensors(SensorKind.CAMERA)) {
                        Optional<Projection.View> view = Projection.view(source.capture(), f, camera.id());
                        if (view.isPresent()) {
                            backAgain(source, f, points, view.get(), camera.id(), overlaps, missed);
                        }
                    }
                }
            }
        }
        overlaps.sort(null);
        double median = overlaps.get(overlaps.size() / 2);
        System.out.printf("From the image to 3D: %d boxes, %d without a fit, median IoU %.3f%n", overlaps.size(), missed[0], median);
        assertThat(overlaps).hasSizeGreaterThan(20);
        assertThat(missed[0]).isLessThan(overlaps.size() / 5 + 1);
        assertThat(median).isGreaterThan(0.4);
    }

    private static void backAgain(
            CaptureSource source, Frame f, PointBlock points, Projection.View view, SensorId camera, List<Double> overlaps,
            int[] missed) throws Exception {
        for (Label.Cuboid c : source.labels().cuboids(f.index())) {
            Optional<double[]> r = ImageLinks.rectangle(view, c.box());
            boolean whole = r.isPresent() && r.get()[0] > 1 && r.get()[2] < view.lens().width() - 2;
            if (!whole || PointsInBox.count(points, c.box()) < 50) {
                continue;
            }
            Label.ImageBox onImage = box(r.get());
            ImageLinks.Agreement same = ImageLinks.agreement(view, c.box(), onImage).orElseThrow();
            assertThat(same.iou()).isCloseTo(1, within(1e-9));
            assertThat(same.pixels()).isZero();
            LabelClass cls = source.ontology().find(c.className()).orElseThrow();
            Optional<ImageLinks.Lifted> lifted = ImageLinks.lift(view, points, onImage, cls);
            lifted.ifPresentOrElse(
                    l -> overlaps.add(BoxIou.iou3d(l.proposal().box(), c.box())), () -> missed[0]++);
        }
    }

    @Test
    void shiftedRectanglesAgreeByTheirShare() throws Exception {
        try (CaptureSource source = Captures.open(Shared.data("kitti_raw_0005/2011_09_26"))) {
            Frame f = source.capture().frames().getFirst();
            Projection.View view = Projection.view(source.capture(), f, CAMERA).orElseThrow();
            Label.Cuboid c = source.labels().cuboids(0).stream()
                    .filter(x -> ImageLinks.rectangle(view, x.box()).isPresent())
                    .findFirst()
                    .orElseThrow();
            double[] r = ImageLinks.rectangle(view, c.box()).orElseThrow();
            double w = r[2] - r[0];
            ImageLinks.Agreement a =
                    ImageLinks.agreement(view, c.box(), box(r[0] + w / 2, r[1], r[2] + w / 2, r[3])).orElseThrow();
            assertThat(a.iou()).isCloseTo(1.0 / 3, within(1e-9));
            assertThat(a.pixels()).isCloseTo(w / 2, within(1e-9));
        }
    }
}
