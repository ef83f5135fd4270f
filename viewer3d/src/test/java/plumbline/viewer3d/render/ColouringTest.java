package plumbline.viewer3d.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.scene.Column;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Vec3;
import plumbline.viewer3d.render.Legend.Range;
import plumbline.viewer3d.render.SceneSnapshot.BoxItem;
import plumbline.viewer3d.render.SceneSnapshot.BoxStyle;
import plumbline.viewer3d.view.Camera;
import plumbline.viewer3d.view.Projection;

class ColouringTest {
    private static final PointBlock THREE = PointBlock.of(
            new float[] {0, 1, 2}, new float[3], new float[] {0, 5, 10},
            List.of(
                    new Column.Floats("intensity", "f4", new float[] {0, 0.5f, Float.NaN}),
                    new Column.Ints("red", "u2", new int[] {65535, 0, 256}),
                    new Column.Ints("green", "u2", new int[] {0, 65535, 0}),
                    new Column.Ints("blue", "u2", new int[3])));

    @Test
    void mapsRunFromTheirFirstToTheirLastColour() {
        int[] height = Colouring.height(THREE, new Range(0, 10), ColourMap.LAGOON);
        assertThat(height[0]).isEqualTo(0xFF2B3F6B);
        assertThat(height[2]).isEqualTo(0xFFF3E5B5);
        assertThat(ColourMap.VIRIDIS.argb(-3)).isEqualTo(0xFF440154);
        assertThat(ColourMap.CIVIDIS.argb(3)).isEqualTo(0xFFFEE838);
    }

    @Test
    void lightnessNeverFallsAlongAScale() {
        for (ColourMap map : List.of(ColourMap.LAGOON, ColourMap.VIRIDIS, ColourMap.CIVIDIS, ColourMap.SLATE)) {
            int[] c = map.samples(64);
            for (int i = 1; i < c.length; i++) {
                assertThat(luma(c[i])).as(map + " at " + i).isGreaterThanOrEqualTo(luma(c[i - 1]) - 0.6);
            }
        }
    }

    private static double luma(int rgb) {
        return 0.2126 * (rgb >> 16 & 255) + 0.7152 * (rgb >> 8 & 255) + 0.0722 * (rgb & 255);
    }

    @Test
    void whatIsNoNumberIsNoEndOfTheScale() {
        int[] c = Colouring.field(THREE, THREE.column("intensity").orElseThrow(), new Range(0, 1), ColourMap.VIRIDIS);
        assertThat(c[2]).isNotEqualTo(ColourMap.VIRIDIS.argb(0)).isNotEqualTo(ColourMap.VIRIDIS.argb(1));
    }

    @Test
    void sixteenBitColoursAreScaled() {
        assertThat(Colouring.rgb(THREE)).hasValueSatisfying(c -> assertThat(c).containsExactly(0xFFFF0000, 0xFF00FF00,
                0xFF010000));
        assertThat(Colouring.rgb(PointBlock.EMPTY)).isEmpty();
    }

    @Test
    void pointsInABoxTakeItsColourAndTheOthersStayGrey() {
        Box box = Box.upright(new Vec3(1, 0, 5), 0.5, 0.5, 0.5, 0.7);
        int[] c = Colouring.labelsOverIntensity(THREE, List.of(new Colouring.Tint(box, 0xFF0000)));
        assertThat(c[1] & 0xFFFF).isZero();
        assertThat(c[1] >> 16 & 255).isGreaterThan(180);
        int r = c[0] >> 16 & 255;
        assertThat(Math.abs(r - (c[0] & 255))).isLessThan(30);
    }

    @Test
    void labelColoursAreTwentyAndDiffer() {
        assertThat(java.util.stream.IntStream.range(0,
                Palette.SIZE).map(Palette::label).distinct().count()).isEqualTo(20);
        assertThat(Palette.label(20)).isEqualTo(Palette.label(0)).isEqualTo(0x6E95FC);
    }

    @Test
    void tagsNeverOverlapAndTheSelectedOneStays() {
        Projection p = Projection.of(Camera.DEFAULT, 800, 600);
        List<BoxItem> boxes = java.util.stream.IntStream.range(0, 60)
                .mapToObj(i -> new BoxItem(
                        new LabelId("b" + i), Box.upright(new Vec3(5 + i % 10 * 0.7, i / 10 * 0.8 - 2, 0.8), 4, 2,
                                1.6, 0.1 * i),
                        0xFFFFFF, i == 59 ? BoxStyle.SELECTED : BoxStyle.NORMAL, "CA 0" + i))
                .toList();
        List<TagLayout.Tag> tags = TagLayout.place(new SceneSnapshot(List.of(), boxes, List.of()), p, s -> 7.0 * s.length(), 5, 16);
        assertThat(tags).hasSizeGreaterThan(3).anyMatch(t -> t.text().equals("CA 059"));
        for (TagLayout.Tag a : tags) {
            for (TagLayout.Tag b : tags) {
                assertThat(a == b || !a.touches(b)).isTrue();
            }
        }
    }

    @Test
    void aLegendCarriesTheRange() {
        Legend l = Legend.of("Height", new Range(-1.8, 4), "m", ColourMap.LAGOON);
        assertThat(l.colours()).hasSize(16).startsWith(0x2B3F6B).endsWith(0xF3E5B5);
        assertThat(Optional.of(l.min())).contains(-1.8);
    }
}
