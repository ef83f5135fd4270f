package plumbline.storage.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The tree that grows leaf by leaf against the definition of RFC 9162, section 2.1.1. */
class MerkleTest {
    private static byte[] definition(List<byte[]> data) {
        MessageDigest d = Merkle.digest();
        if (data.isEmpty()) {
            return d.digest();
        }
        if (data.size() == 1) {
            d.update((byte) 0);
            return d.digest(data.getFirst());
        }
        int k = Integer.highestOneBit(data.size() - 1);
        byte[] left = definition(data.subList(0, k));
        byte[] right = definition(data.subList(k, data.size()));
        d.update((byte) 1);
        d.update(left);
        return d.digest(right);
    }

    @Test
    void rootOfEverySizeIsTheDefinitions() {
        List<byte[]> data = new ArrayList<>();
        Merkle m = new Merkle();
        for (int i = 0; i < 130; i++) {
            assertThat(m.root()).isEqualTo(HexFormat.of().formatHex(definition(data)));
            assertThat(Merkle.decode(m.size(), m.encode()).root()).isEqualTo(m.root());
            byte[] leaf = ("leaf " + i).getBytes(StandardCharsets.UTF_8);
            data.add(leaf);
            m.add(Merkle.leaf(leaf));
        }
    }

    @Test
    void knownRoots() {
        Merkle m = new Merkle();
        assertThat(m.root()).isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        m.add(Merkle.leaf(new byte[0]));
        assertThat(m.root()).isEqualTo("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
    }
}
