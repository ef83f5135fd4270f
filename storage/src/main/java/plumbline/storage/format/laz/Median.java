package plumbline.storage.format.laz;

/** The median of the last five values or so, kept sorted; new values push out the largest and the smallest in turn. */
final class Median {
    private int a;
    private int b;
    private int c;
    private int d;
    private int e;
    private boolean high = true;

    int get() {
        return c;
    }

    void add(int v) {
        if (high) {
            dropLargest(v);
        } else {
            dropSmallest(v);
        }
    }

    private void dropLargest(int v) {
        if (v < c) {
            e = d;
            d = c;
            if (v < a) {
                c = b;
                b = a;
                a = v;
            } else if (v < b) {
                c = b;
                b = v;
            } else {
                c = v;
            }
            return;
        }
        if (v < d) {
            e = d;
            d = v;
        } else {
            e = v;
        }
        high = false;
    }

    private void dropSmallest(int v) {
        if (c < v) {
            a = b;
            b = c;
            if (e < v) {
                c = d;
                d = e;
                e = v;
            } else if (d < v) {
                c = d;
                d = v;
            } else {
                c = v;
            }
            return;
        }
        if (b < v) {
            a = b;
            b = v;
        } else {
            a = v;
        }
        high = true;
    }
}
