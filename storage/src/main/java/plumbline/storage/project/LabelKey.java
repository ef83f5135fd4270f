package plumbline.storage.project;

import java.util.Arrays;

/** Where a label stands in the order of rows and pages: frame, then the id's UTF-8 bytes. */
record LabelKey(int frame, byte[] id) implements Comparable<LabelKey> {
    @Override
    public int compareTo(LabelKey o) {
        return frame != o.frame ? Integer.compare(frame, o.frame) : Arrays.compareUnsigned(id, o.id);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof LabelKey k && frame == k.frame && Arrays.equals(id, k.id);
    }

    @Override
    public int hashCode() {
        return 31 * frame + Arrays.hashCode(id);
    }

    String text() {
        return LabelBytes.text(id);
    }
}
