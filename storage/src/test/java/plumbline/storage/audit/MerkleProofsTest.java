package plumbline.storage.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Proofs made by the product are checked by the second reading of the RFC, and the other way round. */
class MerkleProofsTest {
    private static final int MOST = 70;

    private static byte[] flat(List<byte[]> leaves) {
        byte[] out = new byte[leaves.size() * 32];
        for (int i = 0; i < leaves.size(); i++) {
            System.arraycopy(leaves.get(i), 0, out, i * 32, 32);
        }
        return out;
    }

    private static List<byte[]> leaves(int n) {
        List<byte[]> out = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            out.add(Rfc9162.leafHash(("leaf " + i).getBytes(StandardCharsets.UTF_8)));
        }
        return out;
    }

    private static List<byte[]> spoilt(List<byte[]> path, int at) {
        List<byte[]> out = new ArrayList<>(path);
        byte[] other = out.get(at).clone();
        other[at % 32] ^= 1;
        out.set(at, other);
        return out;
    }

    @Test
    void everyInclusionProofUpToSeventyLeaves() {
        for (int n = 1; n <= MOST; n++) {
            List<byte[]> d = leaves(n);
            byte[] root = Rfc9162.mth(d);
            assertThat(MerkleProofs.root(flat(d), 0, n)).isEqualTo(root);
            for (int m = 0; m < n; m++) {
                List<byte[]> path = MerkleProofs.inclusion(flat(d), m);
                assertThat(path).usingElementComparator(Arrays::compare).isEqualTo(Rfc9162.path(m, d));
                assertThat(Rfc9162.included(d.get(m), m, n, path, root)).isTrue();
                assertThat(MerkleProofs.included(d.get(m), m, n, path, root)).isTrue();
                assertThat(MerkleProofs.included(d.get((m + 1) % n), m, n, path, root)).isEqualTo(n == 1);
                assertThat(MerkleProofs.included(d.get(m), m + 1, n, path, root)).isFalse();
                for (int i = 0; i < path.size(); i++) {
                    assertThat(MerkleProofs.included(d.get(m), m, n, spoilt(path, i), root)).isFalse();
                }
                if (!path.isEmpty()) {
                    assertThat(MerkleProofs.included(d.get(m), m, n, path.subList(1, path.size()), root)).isFalse();
                }
            }
        }
    }

    @Test
    void everyConsistencyProofUpToSeventyLeaves() {
        for (int n = 1; n <= MOST; n++) {
            List<byte[]> d = leaves(n);
            byte[] root = Rfc9162.mth(d);
            for (int m = 1; m <= n; m++) {
                byte[] old = Rfc9162.mth(d.subList(0, m));
                List<byte[]> proof = MerkleProofs.consistency(flat(d), m);
                assertThat(proof).usingElementComparator(Arrays::compare).isEqualTo(Rfc9162.proof(m, d));
                assertThat(Rfc9162.consistent(m, old, n, root, proof)).isTrue();
                assertThat(MerkleProofs.consistent(m, old, n, root, proof)).isTrue();
                byte[] wrong = old.clone();
                wrong[5] ^= 4;
                assertThat(MerkleProofs.consistent(m, wrong, n, root, proof)).isFalse();
                for (int i = 0; i < proof.size(); i++) {
                    assertThat(MerkleProofs.consistent(m, old, n, root, spoilt(proof, i))).isFalse();
                    assertThat(Rfc9162.consistent(m, old, n, root, spoilt(proof, i))).isFalse();
                }
            }
        }
    }
}
