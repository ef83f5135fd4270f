package plumbline.viewer3d.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import plumbline.annotation.assist.Ground;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.scene.Vec3;
import plumbline.viewer3d.Street;
import plumbline.viewer3d.tool.Measure.Kind;

/** Values of known figures, and what hands and keys do to the box that cuts. */
class MeasureTest {
    private static Vec3 v(double x, double y, double z) {
        return new Vec3(x, y, z);
    }

    @Test
    void lengthsAnglesAndAreasOfKnownFigures() {
        assertThat(new Measure(Kind.DISTANCE, List.of(v(0, 0, 0), v(2, 3, 6))).words()).isEqualTo("7.00 m");
        assertThat(new Measure(Kind.PATH, List.of(v(0, 0, 0), v(3, 4, 0), v(3, 4, 12))).value()).isEqualTo(17);
        assertThat(new Measure(Kind.HEIGHT, List.of(v(1, 1, -1.5), v(9, 9, 0.25))).words()).isEqualTo("+1.75 m");
        assertThat(new Measure(Kind.HEIGHT, List.of(v(0, 0, 2), v(0, 0, 0.5))).words()).isEqualTo("\u22121.50 m");
        assertThat(new Measure(Kind.ANGLE, List.of(v(5, 0, 1), v(0, 0, 1), v(0, 0, 4))).words()).isEqualTo("90.0\u00b0");
        assertThat(new Measure(Kind.ANGLE, List.of(v(1, 0, 0), v(0, 0, 0), v(-1, 0, 0))).value()).isEqualTo(180);
        // A right triangle in a plane that is tilted, and an outline that turns inward.
        assertThat(new Measure(Kind.AREA, List.of(v(0, 0, 0), v(3, 0, 4), v(0, 2, 0))).value()).isCloseTo(5, within(1e-12));
        assertThat(new Measure(Kind.AREA, List.of(v(0, 0, 0), v(4, 0, 0), v(4, 4, 0), v(2, 1, 0))).words())
                .isEqualTo("6.00 m\u00b2");
        assertThat(new Measure(Kind.POINT, List.of(v(1, -2, 0.126))).words()).isEqualTo("1.00  \u22122.00  0.13 m");
    }

    @Test
    void aHeightAboveTheGroundIsFromTheGroundBelow() {
        Ground ground = Ground.estimate(Street.points(Street.CAR));
        Vec3 roof = Street.CAR.centre().plus(v(0, 0, Street.CAR.height() / 2));
        Measure m = Measure.aboveGround(roof, ground);
        assertThat(m.value()).isCloseTo(roof.z(), within(0.05));
        assertThat(m.places().getFirst().x()).isEqualTo(roof.x());
    }

    @Test
    void tooFewOrTooManyPlacesAreNoMeasure() {
        assertThatThrownBy(() -> new Measure(Kind.DISTANCE, List.of(v(0, 0, 0)))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Measure(Kind.ANGLE, List.of(v(0, 0, 0), v(1, 0, 0), v(1, 1, 0), v(2, 1, 0))))
                .isInstanceOf(IllegalArgumentException.class);
        for (Kind k : Kind.values()) {
            assertThat(Kind.of(k.text())).contains(k);
        }
    }

    @Test
    void keysMoveTurnAndSizeTheBoxAndTheSlice() {
        Box box = Box.upright(v(10, 0, 1), 4, 2, 2, Math.PI / 2);
        Box ahead = ClipTool.nudged(box, KeyCode.W, false, 1).orElseThrow();
        assertThat(ahead.centre().minus(box.centre()).minus(v(0, 0.25, 0)).length()).as("its own ahead").isLessThan(1e-12);
        assertThat(ClipTool.nudged(box, KeyCode.W, true, 2).orElseThrow().centre().z()).isEqualTo(1.5);
        assertThat(ClipTool.nudged(box, KeyCode.D, true, 1).orElseThrow().length()).isEqualTo(4.5);
        assertThat(Math.toDegrees(ClipTool.nudged(box, KeyCode.Q, false, 1).orElseThrow().yaw())).isCloseTo(95, within(1e-9));
        assertThat(ClipTool.nudged(box, KeyCode.P, false, 1)).isEmpty();

        Box slice = Box.upright(v(10, 0, 1), 1, 1000, 1000, 0);
        assertThat(ClipTool.thin(slice)).contains(0);
        assertThat(ClipTool.thin(box)).isEmpty();
        assertThat(ClipTool.slid(slice, 0, KeyCode.W, false, 1).orElseThrow().centre().x()).isEqualTo(10.25);
        Box thick = ClipTool.slid(slice, 0, KeyCode.W, true, 1).orElseThrow();
        assertThat(thick.length()).isEqualTo(1.25);
        assertThat(thick.centre()).isEqualTo(slice.centre());
        assertThat(ClipTool.outline(slice)).isEqualTo(Guides.NONE);
        assertThat(ClipTool.outline(box).paths()).hasSize(12);
    }
}
