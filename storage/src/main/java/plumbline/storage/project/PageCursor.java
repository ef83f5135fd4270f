package plumbline.storage.project;

import java.util.Arrays;
import java.util.Iterator;

/** Walks the labels of pages in order without making anything of them but where they lie. */
final class PageCursor {
    private final Iterator<byte[]> pages;
    private byte[] page = new byte[0];
    private int at;
    private int frame;
    private int idStart;
    private int idEnd;
    private int bodyStart;
    private int bodyEnd;
    private boolean there;

    /** The pages are in the form of now. */
    PageCursor(Iterator<byte[]> pages) {
        this.pages = pages;
        next();
    }

    boolean there() {
        return there;
    }

    void next() {
        while (at >= page.length) {
            if (!pages.hasNext()) {
                there = false;
                return;
            }
            page = pages.next();
            at = 1;
        }
        frame = number();
        int id = number();
        idStart = at;
        idEnd = skip(id);
        int body = number();
        bodyStart = at;
        bodyEnd = skip(body);
        there = true;
    }

    private int skip(int length) {
        if (length < 0 || length > page.length - at) {
            throw new StorageException("A label page ends in the middle of a label");
        }
        at += length;
        return at;
    }

    private int number() {
        int value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            if (at >= page.length) {
                throw new StorageException("A label page ends in the middle of a number");
            }
            byte b = page[at++];
            value |= (b & 0x7f) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw new StorageException("A label page holds a number that is out of bounds");
    }

    int compareKey(PageCursor o) {
        return frame != o.frame
                ? Integer.compare(frame, o.frame)
                : Arrays.compareUnsigned(page, idStart, idEnd, o.page, o.idStart, o.idEnd);
    }

    boolean sameBody(PageCursor o) {
        return Arrays.equals(page, bodyStart, bodyEnd, o.page, o.bodyStart, o.bodyEnd);
    }

    LabelPage.Entry entry() {
        return new LabelPage.Entry(
                new LabelKey(frame, Arrays.copyOfRange(page, idStart, idEnd)), Arrays.copyOfRange(page, bodyStart, bodyEnd));
    }
}
