package plumbline.storage.project;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Holds a capture's rows against the pages of the version they stand on, both in order and one label at a time, so that a
 * million labels take no more memory than a hundred.
 */
final class LabelsCheck {
    private final String where;
    private final Set<String> edited;
    private final Optional<PageCursor> base;
    private final LabelCutter cutter = new LabelCutter(Hash::of, h -> List.of());
    private long rows;
    private long strange;

    /** {@code rows} read, {@code strange}: labels that differ and are not known as edited, and whether the root holds. */
    record Found(long rows, long strange, boolean rootHolds) {}

    private LabelsCheck(String where, Set<String> edited, Optional<PageCursor> base) {
        this.where = where;
        this.edited = edited;
        this.base = base;
    }

    static Found of(Connection c, LabelPages pages, String where, Hash capture, Optional<Hash> root) throws SQLException {
        LabelsCheck check = new LabelsCheck(where, LabelRows.changed(c, capture).keySet(), root.map(pages::cursor));
        LabelRows.each(c, capture, Optional.empty(), Optional.empty(), check::row);
        check.pass(Optional.empty());
        boolean holds = root.isEmpty() || pages.rootOf(capture, root.get(), check.cutter.end()).equals(root.get());
        return new Found(check.rows, check.strange, holds);
    }

    private void row(LabelPage.Entry row) {
        rows++;
        // A row that cannot be read throws, with its label's name.
        row.label(where);
        pass(Optional.of(row.key()));
        Optional<LabelPage.Entry> there = base.filter(PageCursor::there)
                .map(PageCursor::entry)
                .filter(e -> e.key().equals(row.key()));
        if (there.isEmpty() || !java.util.Arrays.equals(there.get().body(), row.body())) {
            differs(row.key());
        }
        there.ifPresent(this::taken);
    }

    /** Over what the base has before a key and the rows have not; over all that is left where there is no key. */
    private void pass(Optional<LabelKey> to) {
        while (base.isPresent() && base.get().there()) {
            LabelPage.Entry e = base.get().entry();
            if (to.isPresent() && e.key().compareTo(to.get()) >= 0) {
                return;
            }
            differs(e.key());
            taken(e);
        }
    }

    private void taken(LabelPage.Entry e) {
        e.label(where);
        cutter.add(e);
        base.orElseThrow().next();
    }

    private void differs(LabelKey key) {
        if (!edited.contains(key.text())) {
            strange++;
        }
    }
}
