package plumbline.app.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.annotation.Shared;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Ontology;
import plumbline.annotation.label.Origin;
import plumbline.annotation.label.TrackId;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.Column;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Vec3;
import plumbline.storage.format.Captures;
import plumbline.viewer3d.render.ColourMap;
import plumbline.viewer3d.render.Legend.Range;
import plumbline.viewer3d.render.Looks;
import plumbline.viewer3d.render.LooksText;
import plumbline.viewer3d.view.PointStyle;

class PointLooksTest {
    private static final PointBlock POINTS = PointBlock.of(
            new float[] {1, 5, 9, 30}, new float[4], new float[] {0, 1, 2, 8},
            List.of(new Column.Floats("intensity", "f4", new float[] {0.1f, 0.9f, Float.NaN, 0.5f})));
    private static final Label.Cuboid CAR = new Label.Cuboid(
            new LabelId("a"), new TrackId("t"), "Car", 0, Box.upright(new Vec3(5, 0, 1), 2, 2, 2, 0), new TreeMap<>(),
            Origin.HAND, false, 1);

    private static int[] argb(Looks looks) {
        return PointLooks.colour(new PointLooks.Given(POINTS, List.of(CAR), Ontology.STREET), looks).argb();
    }

    private static boolean[] shown(Looks looks) {
        int[] argb = argb(looks);
        boolean[] out = new boolean[argb.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = argb[i] >>> 24 != 0;
        }
        return out;
    }

    @Test
    void aRangeAndAScaleDecideTheColour() {
        Looks looks = Looks.of("height").withMap(Optional.of(ColourMap.MAGMA)).withRange(Optional.of(new Range(0, 2)));
        assertThat(argb(looks)).containsExactly(
                ColourMap.MAGMA.argb(0), ColourMap.MAGMA.argb(0.5), ColourMap.MAGMA.argb(1), ColourMap.MAGMA.argb(1));
    }

    @Test
    void whatIsFilteredIsInvisibleAndNothingElse() {
        assertThat(shown(Looks.DEFAULT)).containsExactly(true, true, true, true);
        assertThat(shown(Looks.DEFAULT.withFilter(new Looks.Between("distance", 0, 10))))
                .containsExactly(true, true, true, false);
        assertThat(shown(Looks.DEFAULT.withFilter(new Looks.Between("height", 0.5, 3))
                        .withFilter(new Looks.Between("intensity", 0, 1))))
                .as("a value that is no number is in no range").containsExactly(false, true, false, false);
        assertThat(shown(Looks.DEFAULT.withClass("Car", false))).containsExactly(true, false, true, true);
        assertThat(shown(Looks.DEFAULT.withClass("", false))).containsExactly(false, true, false, false);
    }

    @Test
    void unlabelledPointsStandOutAndBlink() {
        int[] argb = argb(Looks.of("unlabelled"));
        assertThat(argb[0]).isEqualTo(argb[2]).isNotEqualTo(argb[1]);
        assertThat(PointLooks.blinked(argb[0])).isEqualTo(argb[1]);
        assertThat(PointLooks.blinked(argb[1])).isEqualTo(argb[1]);
    }

    @Test
    void aFieldThatIsNotThereIsNamedWithThoseThatAre() {
        assertThatThrownBy(() -> argb(Looks.of("ring"))).hasMessageContaining("\"ring\"").hasMessageContaining("intensity");
        assertThatThrownBy(() -> argb(Looks.of("camera"))).hasMessageContaining("No camera");
    }

    @Test
    void looksAsTextComeBackTheSameAndNonsenseIsLeftOut(@TempDir Path home) throws Exception {
        Looks all = Looks.of("my field = a").withMap(Optional.of(ColourMap.VIRIDIS))
                .withRange(Optional.of(new Range(-1.5, 1e6)))
                .withStyle(PointStyle.DEFAULT.withMode(PointStyle.Mode.METRES, 0.125).withEyeDome(0.3).withRound(false)
                        .withFillGaps(true))
                .withGround(false).withFilter(new Looks.Between("ring no = 2", 3, Double.POSITIVE_INFINITY))
                .withClass("Road sign", false).withClass("", false).withOpacity("sweeps around", 0.25);
        assertThat(LooksText.read(LooksText.write(all))).isEqualTo(all);
        assertThat(LooksText.read("size=HUGE x\nrange=5 1\nlight=7\nfilter=a b c\nopacity=\nmap=RAINBOW\n=\n\u0000"))
                .isEqualTo(Looks.DEFAULT);
        LooksKeep keep = new LooksKeep(home);
        assertThat(keep.read("annotate")).isEqualTo(Looks.DEFAULT);
        keep.write("annotate", all);
        assertThat(new LooksKeep(home).read("annotate")).isEqualTo(all);
        Files.write(home.resolve("looks/annotate.txt"), new byte[] {(byte) 0xFF, (byte) 0xFE, 0});
        assertThat(keep.read("annotate")).isEqualTo(Looks.DEFAULT);
    }

    @Test
    void pointsTakeTheColourOfTheImageThatSeesThem() throws Exception {
        Path drive = Shared.data("kitti_raw_0005/2011_09_26");
        try (CaptureSource source = Captures.open(drive)) {
            Frame frame = source.capture().frames().getFirst();
            PointBlock points = SweepPoints.of(source, frame.sample(source.capture().referenceLidar()).orElseThrow());
            int[] argb = CameraColours.of(source, frame, points).orElseThrow();
            int seen = 0;
            for (int i = 0; i < argb.length; i++) {
                boolean coloured = argb[i] != CameraColours.UNSEEN;
                seen += coloured ? 1 : 0;
                // The camera looks ahead, with about 80 degrees from side to side.
                if (coloured) {
                    assertThat(Math.abs(points.py(i))).isLessThan(points.px(i) + 1);
                }
            }
            assertThat(seen).isBetween(10_000, 25_000);
        }
    }
}
