package plumbline.storage.project;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Cuts labels, which come in order, into pages, pages into nodes, and nodes into nodes until one is left. Where a page ends
 * is decided by the hash of its last label's id alone (six zero bits, one id in 64), a node on level n by 6 (n + 1) zero
 * bits: so the tree depends on the labels and not on the way to them, and an edit changes one page and the nodes above it.
 */
final class LabelCutter {
    private static final int BITS = 6;
    private static final int MOST = 4096;

    private final Function<byte[], Hash> objects;
    private final Function<Hash, List<LabelPage.Child>> children;
    private final LabelBytes.Out page = new LabelBytes.Out();
    /** By level: what is not yet below a node. */
    private final List<List<LabelPage.Child>> open = new ArrayList<>();
    /** Nodes made here that have one child alone. */
    private final Map<Hash, LabelPage.Child> single = new HashMap<>();
    private final Set<Hash> made = new HashSet<>();
    private LabelKey last;
    private int labels;

    /** {@code objects} stores each page and node; {@code children} reads a node that was reused. */
    LabelCutter(Function<byte[], Hash> objects, Function<Hash, List<LabelPage.Child>> children) {
        this.objects = objects;
        this.children = children;
    }

    void add(LabelPage.Entry e) {
        if (labels == 0) {
            LabelPage.begin(page);
        }
        LabelPage.add(page, e);
        last = e.key();
        labels++;
        if (labels == MOST || zeroBits(e.key()) >= BITS) {
            endPage();
        }
    }

    /** True where a page (level 0) or node of before in which nothing has changed would be made again as it is. */
    boolean atStart(int level) {
        return labels == 0 && open.stream().limit(level).allMatch(List::isEmpty);
    }

    /** Takes a page or node over as it is; only {@link #atStart}. */
    void reuse(int level, LabelPage.Child whole) {
        push(level, whole);
    }

    private void endPage() {
        if (labels > 0) {
            int n = labels;
            labels = 0;
            push(0, new LabelPage.Child(last, objects.apply(page.bytes()), n));
        }
    }

    private void push(int level, LabelPage.Child child) {
        while (open.size() <= level) {
            open.add(new ArrayList<>());
        }
        open.get(level).add(child);
        if (open.get(level).size() == MOST || zeroBits(child.last()) >= BITS * (level + 2)) {
            endNode(level);
        }
    }

    private void endNode(int level) {
        List<LabelPage.Child> below = open.get(level);
        if (!below.isEmpty()) {
            LabelPage.Child node = new LabelPage.Child(
                    below.getLast().last(), objects.apply(LabelPage.node(below)),
                    below.stream().mapToLong(LabelPage.Child::labels).sum());
            made.add(node.hash());
            if (below.size() == 1) {
                single.put(node.hash(), below.getFirst());
            }
            open.set(level, new ArrayList<>());
            push(level + 1, node);
        }
    }

    /** The top of the tree; {@code level} is 0 for a page, which it is where there is only one. */
    record Top(Optional<Hash> hash, int level, long labels) {}

    Top end() {
        endPage();
        int level = 0;
        while (level < open.size() && (level + 1 < open.size() || open.get(level).size() > 1)) {
            endNode(level);
            level++;
        }
        if (open.isEmpty()) {
            return new Top(Optional.empty(), 0, 0);
        }
        LabelPage.Child top = open.get(level).getFirst();
        while (level > 0) {
            List<LabelPage.Child> below =
                    single.containsKey(top.hash()) ? List.of(single.get(top.hash())) : childrenOfReused(top.hash());
            if (below.size() != 1) {
                break;
            }
            top = below.getFirst();
            level--;
        }
        return new Top(Optional.of(top.hash()), level, top.labels());
    }

    /** Of a node made here with several children there is nothing to know. */
    private List<LabelPage.Child> childrenOfReused(Hash node) {
        return made.contains(node) ? List.of() : children.apply(node);
    }

    private static int zeroBits(LabelKey key) {
        int bits = 0;
        for (byte b : Hash.digest(key.id())) {
            int zeros = Integer.numberOfLeadingZeros(b & 0xff) - 24;
            bits += zeros;
            if (zeros < 8) {
                break;
            }
        }
        return bits;
    }
}
