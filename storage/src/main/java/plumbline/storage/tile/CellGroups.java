package plumbline.storage.tile;

import java.util.Arrays;

/** Puts points into the order of the cells that they are in, those of one cell in the order given. One thread; used again. */
final class CellGroups {
    private int[] keys = new int[1 << 10];
    private int[] slots = new int[1 << 10];
    private int[] cellOfSlot = new int[1 << 8];
    private int[] countOfSlot = new int[1 << 8];
    private int[] slotOf = new int[0];
    private int distinct;

    /** Cells in ascending order with the points in each; {@code places}: where each point goes. */
    record Groups(int[] cells, int[] counts, int[] places) {}

    /** Neighbours in a file are neighbours in space: most points are in the cell of the one before. */
    Groups group(long[] codes, int n, int shift, int mask) {
        distinct = 0;
        Arrays.fill(slots, 0);
        if (slotOf.length < n) {
            slotOf = new int[n];
        }
        int last = -1;
        int slot = -1;
        for (int i = 0; i < n; i++) {
            int cell = (int) (codes[i] >>> shift) & mask;
            if (cell != last) {
                last = cell;
                slot = slot(cell);
            }
            slotOf[i] = slot;
            countOfSlot[slot]++;
        }
        long[] order = new long[distinct];
        for (int s = 0; s < distinct; s++) {
            order[s] = (long) cellOfSlot[s] << 32 | s;
        }
        Arrays.sort(order);
        int[] cells = new int[distinct];
        int[] counts = new int[distinct];
        int start = 0;
        for (int c = 0; c < distinct; c++) {
            int s = (int) order[c];
            cells[c] = cellOfSlot[s];
            counts[c] = countOfSlot[s];
            countOfSlot[s] = start;
            start += counts[c];
        }
        int[] places = slotOf;
        for (int i = 0; i < n; i++) {
            places[i] = countOfSlot[slotOf[i]]++;
        }
        return new Groups(cells, counts, places);
    }

    private int slot(int cell) {
        int at = spot(cell);
        if (slots[at] != 0) {
            return slots[at] - 1;
        }
        if (distinct == cellOfSlot.length) {
            cellOfSlot = Arrays.copyOf(cellOfSlot, 2 * distinct);
            countOfSlot = Arrays.copyOf(countOfSlot, 2 * distinct);
        }
        if (2 * distinct >= keys.length) {
            grow();
            at = spot(cell);
        }
        keys[at] = cell;
        cellOfSlot[distinct] = cell;
        countOfSlot[distinct] = 0;
        slots[at] = ++distinct;
        return distinct - 1;
    }

    private int spot(int cell) {
        int last = keys.length - 1;
        int at = cell * 0x9E3779B1 >>> 7 & last;
        while (slots[at] != 0 && keys[at] != cell) {
            at = at + 1 & last;
        }
        return at;
    }

    private void grow() {
        keys = new int[2 * keys.length];
        slots = new int[keys.length];
        for (int s = 0; s < distinct; s++) {
            int at = spot(cellOfSlot[s]);
            keys[at] = cellOfSlot[s];
            slots[at] = s + 1;
        }
    }
}
