package plumbline.qa.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import plumbline.annotation.scene.Column;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Pose;

class LidarTest {
    @Test
    void anglesAreThoseOfTheInstruments() {
        double[] pandar = Lidar.beams(64);
        assertThat(Math.toDegrees(pandar[0])).isEqualTo(15, org.assertj.core.data.Offset.offset(1e-9));
        assertThat(Math.toDegrees(pandar[53])).isEqualTo(-6, org.assertj.core.data.Offset.offset(1e-9));
        assertThat(Math.toDegrees(pandar[63])).isEqualTo(-25, org.assertj.core.data.Offset.offset(1e-9));
        double[] hdl = Lidar.beams(32);
        assertThat(Math.toDegrees(hdl[31])).isEqualTo(-30.66, org.assertj.core.data.Offset.offset(0.01));
        for (double[] beams : new double[][] {pandar, hdl}) {
            IntStream.range(1, beams.length).forEach(i -> assertThat(beams[i]).isLessThan(beams[i - 1]));
        }
    }

    /** A level lidar at 2 m above the road: the height of what it measures on the road shows noise and beam angles. */
    @Test
    void roadPointsHaveTheNoiseAndAnglesOfTheirBeams() {
        World world = new World(4, 10);
        double height = 2;
        Lidar lidar = new Lidar(60_000, 4,
                t -> Pose.translation(world.street.x(8 * t, 0), world.street.y(8 * t, 0), height));
        PointBlock p = lidar.sweep(world, 0, 0, true);
        Column kind = p.column("classification").orElseThrow();
        Column ring = p.column("ring").orElseThrow();
        Column time = p.column("time").orElseThrow();
        double[] beams = Lidar.beams(64);
        double sum = 0;
        double squares = 0;
        int n = 0;
        for (int i = 0; i < p.size(); i++) {
            double r = p.point(i).length();
            double elevation = beams[(int) ring.get(i)];
            assertThat(Math.asin(p.pz(i) / r)).isEqualTo(elevation, org.assertj.core.data.Offset.offset(1e-5));
            assertThat(Math.abs(time.get(i))).isLessThanOrEqualTo(0.05);
            boolean road = kind.get(i) == 2 && Math.abs(p.py(i)) < 2.5 && Math.abs(p.px(i)) < 7;
            if (road) {
                double error = r - height / -Math.sin(elevation);
                sum += error;
                squares += error * error;
                n++;
            }
        }
        assertThat(n).isGreaterThan(300);
        double sigma = Math.sqrt(squares / n - sum / n * sum / n);
        assertThat(Math.abs(sum / n)).isLessThan(4 * 0.016 / Math.sqrt(n));
        assertThat(sigma).isBetween(0.0135, 0.0185);
    }

    @Test
    void aQuickLookCountsWhatTheSweepHas() {
        World world = new World(9, 10);
        Lidar lidar = new Lidar(35_000, 9, t -> world.ego.worldFromEgo(t).times(Pose.translation(0, 0, 2)));
        PointBlock p = lidar.sweep(world, 3, 0.3, true);
        Column instance = p.column("instance").orElseThrow();
        int checked = 0;
        for (Lidar.Seen s : lidar.seen(world, 3, 0.3, 80)) {
            long points = IntStream.range(0, p.size())
                    .filter(i -> (int) instance.get(i) == s.actor().object())
                    .count();
            assertThat((long) s.points()).as(s.actor().className() + s.actor().object()).isEqualTo(points);
            checked += points > 0 ? 1 : 0;
        }
        assertThat(checked).isGreaterThan(20);
    }
}
