package plumbline.storage.tile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import plumbline.annotation.scene.TileKey;
import plumbline.annotation.scene.Vec3;

/** The last stage: thins the topmost tiles of the chunks upwards, tile by tile, to the root. */
final class TopTree {
    private final TileManifest set;
    private final RowLayout layout;
    private final Path roots;
    private final TileFile out;
    private final TileCodec codec;
    private final Sampler sampler = new Sampler();
    private final Map<TileKey, Integer> maskOfChunk;
    private final Map<TileKey, Integer> above = new HashMap<>();

    /** Which children each chunk's topmost tile has. */
    TopTree(TileManifest set, Path roots, TileFile out, TileCodec codec, Map<TileKey, Integer> maskOfChunk) {
        this.set = set;
        this.layout = RowLayout.packed(set.fieldWidths());
        this.roots = roots;
        this.out = out;
        this.codec = codec;
        this.maskOfChunk = maskOfChunk;
        for (TileKey k : maskOfChunk.keySet()) {
            for (TileKey at = k; at.level() > 0; at = at.parent()) {
                above.merge(at.parent(), 1 << at.octant(), (a, b) -> a | b);
            }
        }
    }

    private record Node(Rows rows, int mask) {}

    void build() throws IOException {
        Node root = node(TileKey.ROOT);
        write(TileKey.ROOT, root);
    }

    private void write(TileKey key, Node node) throws IOException {
        int n = node.rows().size();
        out.add(key, n, n == 0 ? new byte[0] : codec.encode(RowBlock.of(node.rows(), layout), set.fieldTypes()), node.mask());
    }

    private Node node(TileKey key) throws IOException {
        Integer chunk = maskOfChunk.get(key);
        if (chunk != null) {
            Path file = roots.resolve(key + ".bin");
            return new Node(
                    TileCodec.decode(Files.readAllBytes(file), set.fieldWidths(), f -> true, file.toString()), chunk);
        }
        List<TileKey> keys = new ArrayList<>();
        List<Node> children = new ArrayList<>();
        for (int octant = 0; octant < 8; octant++) {
            if ((above.get(key) >> octant & 1) == 1) {
                keys.add(key.child(octant));
                children.add(node(key.child(octant)));
            }
        }
        Rows all = Rows.joined(children.stream().map(Node::rows).toList(), set.grid());
        boolean[] chosen = chosen(key, all);
        int mask = 0;
        int at = 0;
        int taken = 0;
        int[] own = new int[all.size()];
        for (int c = 0; c < children.size(); c++) {
            int size = children.get(c).rows().size();
            int[] rest = new int[size];
            int left = 0;
            for (int i = at; i < at + size; i++) {
                if (chosen[i]) {
                    own[taken++] = i;
                } else {
                    rest[left++] = i;
                }
            }
            at += size;
            if (left > 0 || children.get(c).mask() != 0) {
                mask |= 1 << keys.get(c).octant();
                write(keys.get(c), new Node(all.gather(rest, 0, left), children.get(c).mask()));
            }
        }
        return new Node(all.gather(own, 0, taken), mask);
    }

    private boolean[] chosen(TileKey key, Rows all) {
        int n = all.size();
        double[][] xyz = all.metres(set.grid());
        Vec3 corner = set.cube().corner(key);
        float[][] offsets = new float[3][n];
        int[] ids = new int[n];
        for (int i = 0; i < n; i++) {
            offsets[0][i] = (float) (xyz[0][i] - corner.x());
            offsets[1][i] = (float) (xyz[1][i] - corner.y());
            offsets[2][i] = (float) (xyz[2][i] - corner.z());
            ids[i] = i;
        }
        boolean[] chosen = new boolean[n];
        float spacing = (float) (set.rootSpacing() / (1L << key.level()));
        sampler.sample(offsets[0], offsets[1], offsets[2], ids, n, new float[3], spacing, chosen);
        return chosen;
    }
}
