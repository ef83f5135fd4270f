package plumbline.storage.project;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Cuts labels, which come in order, into pages, and the list of pages into nodes until one is left. Where a page ends is
 * decided by the hash of its last label's id alone (six zero bits, one id in 64), a node on level n by 6 (n + 1) zero bits:
 * so the tree depends on the labels and not on the way to them, and an edit changes one page and the nodes above it.
 */
final class LabelCutter {
    private static final int BITS = 6;
    private static final int MOST = 4096;

    private final Consumer<byte[]> objects;
    private final List<LabelPage.Child> pages = new ArrayList<>();
    private final LabelBytes.Out page = new LabelBytes.Out();
    private LabelKey last;
    private int labels;

    /** {@code objects} is given each page and node. */
    LabelCutter(Consumer<byte[]> objects) {
        this.objects = objects;
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

    /** True where a page of before, if nothing in it has changed, would be cut again as it is. */
    boolean atStart() {
        return labels == 0;
    }

    void reuse(LabelPage.Child whole) {
        pages.add(whole);
    }

    private void endPage() {
        if (labels > 0) {
            pages.add(store(page.bytes(), last, labels));
            labels = 0;
        }
    }

    private LabelPage.Child store(byte[] bytes, LabelKey lastKey, long count) {
        objects.accept(bytes);
        return new LabelPage.Child(lastKey, Hash.of(bytes), count);
    }

    /** The top of the tree, a page where there is only one; {@code level} is 0 for a page. */
    record Top(Optional<Hash> hash, int level, long labels) {}

    Top end() {
        endPage();
        List<LabelPage.Child> row = pages;
        int level = 0;
        while (row.size() > 1) {
            level++;
            List<LabelPage.Child> above = new ArrayList<>();
            int from = 0;
            for (int i = 0; i < row.size(); i++) {
                boolean whole = i + 1 == row.size() || i + 1 - from == MOST
                        || zeroBits(row.get(i).last()) >= BITS * (level + 1);
                if (whole) {
                    List<LabelPage.Child> children = row.subList(from, i + 1);
                    above.add(store(
                            LabelPage.node(children), row.get(i).last(),
                            children.stream().mapToLong(LabelPage.Child::labels).sum()));
                    from = i + 1;
                }
            }
            row = above;
        }
        return new Top(
                row.stream().findFirst().map(LabelPage.Child::hash), level,
                row.stream().mapToLong(LabelPage.Child::labels).sum());
    }

    private static int zeroBits(LabelKey key) {
        byte[] hash = Hash.digest(key.id());
        int bits = 0;
        for (byte b : hash) {
            int zeros = Integer.numberOfLeadingZeros(b & 0xff) - 24;
            bits += zeros;
            if (zeros < 8) {
                break;
            }
        }
        return bits;
    }
}
