package plumbline.qa.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Progress;
import plumbline.annotation.scene.Vec3;

class StaticCloudTest {
    @Test
    void aCloudHasExactlyThePointsAskedForInSmallBlocks() {
        for (long points : new long[] {0, 1, 1_003, 730_001}) {
            List<PointBlock> blocks = new ArrayList<>();
            StaticCloud.stream(points, 8, blocks::add, Progress.NONE);
            assertThat(blocks.stream().mapToLong(PointBlock::size).sum()).isEqualTo(points);
            assertThat(blocks).allMatch(b -> b.size() <= 200_000 && b.columns().size() == 5);
        }
    }

    @Test
    void aLargeOriginShiftsTheCloudWithoutLosingDigits() {
        List<PointBlock> near = new ArrayList<>();
        List<PointBlock> far = new ArrayList<>();
        Vec3 utm = new Vec3(691_000, 5_335_000, 519);
        StaticCloud.stream(20_000, 8, near::add, Progress.NONE);
        StaticCloud.stream(20_000, 8, utm, far::add, Progress.NONE);
        for (int b = 0; b < near.size(); b++) {
            for (int i = 0; i < near.get(b).size(); i += 97) {
                assertThat(far.get(b).point(i).minus(utm).distance(near.get(b).point(i))).isLessThan(1e-4);
            }
        }
    }

    @Test
    void sameSeedSameCloud() {
        List<PointBlock> a = new ArrayList<>();
        List<PointBlock> b = new ArrayList<>();
        StaticCloud.stream(5_000, 3, a::add, Progress.NONE);
        StaticCloud.stream(5_000, 3, b::add, Progress.NONE);
        assertThat(a.getFirst().x()).containsExactly(b.getFirst().x());
        assertThat(a.getLast().z()).containsExactly(b.getLast().z());
    }
}
