package plumbline.annotation.assist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import plumbline.annotation.scene.PointBlock;

class ClustersTest {
    private static final double VOXEL = 0.5;

    private static PointBlock cloud(int n, double side) {
        Random random = new Random(11);
        float[][] xyz = new float[3][n];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < 3; k++) {
                xyz[k][i] = (float) (side * (random.nextDouble() - 0.5));
            }
        }
        return PointBlock.of(xyz[0], xyz[1], xyz[2], List.of());
    }

    /** Joined by brute force: any two points whose voxels touch. */
    private static int[] bruteForce(PointBlock p) {
        float[][] axes = {p.x(), p.y(), p.z()};
        int[][] voxel = new int[3][p.size()];
        for (int k = 0; k < 3; k++) {
            float least = Float.MAX_VALUE;
            for (float v : axes[k]) {
                least = Math.min(least, v);
            }
            for (int i = 0; i < p.size(); i++) {
                voxel[k][i] = (int) Math.floor((axes[k][i] - least) / VOXEL);
            }
        }
        int[] of = new int[p.size()];
        for (int i = 0; i < of.length; i++) {
            of[i] = i;
        }
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int i = 0; i < of.length; i++) {
                for (int j = 0; j < i; j++) {
                    boolean touch = true;
                    for (int k = 0; k < 3; k++) {
                        touch &= Math.abs(voxel[k][i] - voxel[k][j]) <= 1;
                    }
                    if (touch && of[i] != of[j]) {
                        of[i] = Math.min(of[i], of[j]);
                        of[j] = of[i];
                        changed = true;
                    }
                }
            }
        }
        return of;
    }

    @Test
    void theyAreThePartsThatTouch() {
        PointBlock p = cloud(400, 8);
        int[] expected = bruteForce(p);
        Clusters found = Clusters.of(p, VOXEL);
        Map<Integer, Integer> name = new HashMap<>();
        for (int i = 0; i < p.size(); i++) {
            assertThat(found.of(i)).isEqualTo(name.computeIfAbsent(expected[i], e -> name.size()));
        }
        assertThat(found.count()).isEqualTo(name.size()).isGreaterThan(20);
    }

    @Test
    void whatIsNotWantedHasNoneAndJoinsNothing() {
        PointBlock p = PointBlock.of(new float[] {0, 1, 2}, new float[3], new float[3], List.of());
        Clusters found = Clusters.of(p, new boolean[] {true, false, true}, 1);
        assertThat(new int[] {found.of(0), found.of(1), found.of(2)}).containsExactly(0, -1, 1);
        assertThat(Clusters.of(p, 1).count()).isEqualTo(1);
        assertThat(Clusters.of(PointBlock.EMPTY, 1).count()).isZero();
    }

    @Test
    void aCloudTooWideForTheVoxelsIsRefused() {
        PointBlock p = PointBlock.of(new float[] {0, 1e6f}, new float[2], new float[2], List.of());
        assertThatThrownBy(() -> Clusters.of(p, 0.1)).hasMessageContaining("too wide");
    }
}
