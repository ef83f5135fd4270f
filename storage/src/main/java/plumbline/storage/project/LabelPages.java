package plumbline.storage.project;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Labels;
import tools.jackson.databind.JsonNode;

/**
 * The labels of one capture as objects: sorted pages, nodes that list them, and a root that names the top ({@link
 * LabelCutter}). Two versions share every page between which nothing changed, and only pages in which something changed are
 * made anew or read to compare.
 */
final class LabelPages {
    /** Pages in memory at once while two roots are compared, of some 10 KB each. */
    private static final int AHEAD = 256;

    private final ObjectStore objects;

    LabelPages(ObjectStore objects) {
        this.objects = objects;
    }

    /** A root as read: whose labels, how many; the top and its level, or the pages of a root of schema 1. */
    record Root(Hash capture, long labels, Optional<Hash> top, int level, List<Hash> flat) {}

    /** Before and after of each label that differs, by id. */
    record Difference(Map<String, Label> before, Map<String, Label> after) {}

    /** Stores the labels as they stand and returns their root; reads no more rows than the pages that changed since base. */
    Hash write(Connection c, Hash capture, Optional<Hash> base) throws SQLException {
        ObjectStore.Batch batch = objects.batch();
        LabelCutter cutter = new LabelCutter(batch::add, this::children);
        Optional<Root> before = base.map(this::root).filter(r -> r.top().isPresent());
        if (before.isEmpty()) {
            LabelRows.each(c, capture, Optional.empty(), Optional.empty(), cutter::add);
        } else {
            Cut cut = new Cut(c, capture, LabelRows.changedKeys(c, capture), cutter);
            cut.below(before.get().level(), before.get().top().get(), Optional.empty(), Optional.empty());
        }
        Hash hash = batch.add(root(capture, cutter.end()));
        batch.end();
        return hash;
    }

    /** As {@link #write(Connection, Hash, Optional)}, of labels that are not in rows yet. */
    Hash write(Hash capture, Labels labels) {
        ObjectStore.Batch batch = objects.batch();
        LabelCutter cutter = new LabelCutter(batch::add, this::children);
        inOrder(labels, cutter);
        Hash hash = batch.add(root(capture, cutter.end()));
        batch.end();
        return hash;
    }

    /** Frame by frame; within a frame labels come in the order of their ids' characters, which is not quite that of keys. */
    private static void inOrder(Labels labels, LabelCutter cutter) {
        List<LabelPage.Entry> frame = new ArrayList<>();
        labels.forEach(l -> {
            if (!frame.isEmpty() && frame.getFirst().key().frame() != l.frame()) {
                flush(frame, cutter);
            }
            frame.add(LabelPage.entry(l));
        });
        flush(frame, cutter);
    }

    private static void flush(List<LabelPage.Entry> frame, LabelCutter cutter) {
        frame.sort(Comparator.comparing(LabelPage.Entry::key));
        frame.forEach(cutter::add);
        frame.clear();
    }

    /** Cuts anew what has changed below a tree and takes over the rest. */
    private final class Cut {
        private final Connection c;
        private final Hash capture;
        private final TreeSet<LabelKey> changed;
        private final LabelCutter cutter;

        Cut(Connection c, Hash capture, TreeSet<LabelKey> changed, LabelCutter cutter) {
            this.c = c;
            this.capture = capture;
            this.changed = changed;
            this.cutter = cutter;
        }

        /** A page or node whose labels come after one key and go up to another; the last one has no end. */
        void below(int level, Hash at, Optional<LabelKey> after, Optional<LabelKey> to) throws SQLException {
            if (level == 0) {
                LabelRows.each(c, capture, after, to, cutter::add);
                return;
            }
            List<LabelPage.Child> below = children(at);
            Optional<LabelKey> from = after;
            for (int i = 0; i < below.size(); i++) {
                LabelPage.Child child = below.get(i);
                // What comes after the last label belongs to the last page.
                Optional<LabelKey> end = i + 1 == below.size() ? to : Optional.of(child.last());
                if (cutter.atStart(level - 1) && !touched(from, end)) {
                    cutter.reuse(level - 1, child);
                } else {
                    below(level - 1, child.hash(), from, end);
                }
                from = end;
            }
        }

        private boolean touched(Optional<LabelKey> after, Optional<LabelKey> to) {
            LabelKey next = after.isPresent() ? changed.higher(after.get()) : changed.isEmpty() ? null : changed.first();
            return next != null && (to.isEmpty() || next.compareTo(to.get()) <= 0);
        }
    }

    /** The root that labels give, in the form of the root that they are said to have; nothing is stored. */
    Hash rootOf(Hash capture, Hash said, LabelCutter.Top top) {
        return root(said).flat().isEmpty() ? Hash.of(root(capture, top)) : said;
    }

    /** All labels of a root, in order. */
    PageCursor cursor(Hash root) {
        return walk(hashes(Optional.of(root)), Set.of());
    }

    private static byte[] root(Hash capture, LabelCutter.Top top) {
        Map<String, Object> root = new TreeMap<>(Map.of(
                "kind", "labels", "capture", capture.hex(), "labels", top.labels(), "level", top.level()));
        top.hash().ifPresent(h -> root.put("top", h.hex()));
        return Json.write(root).getBytes(StandardCharsets.UTF_8);
    }

    Root root(Hash hash) {
        String where = "the labels' root " + hash.shortHex();
        JsonNode n = Json.parse(where, objects.readText(hash));
        if (!Json.text(where, n, "kind").equals("labels")) {
            throw new StorageException(where + " is of another kind");
        }
        Hash capture = Versions.hash(where, Json.text(where, n, "capture"));
        long labels = Json.integer(where, n, "labels");
        if (n.has("pages")) {
            List<Hash> flat = Json.texts(where, n, "pages").stream().map(h -> Versions.hash(where, h)).toList();
            return new Root(capture, labels, Optional.empty(), 0, flat);
        }
        Optional<Hash> top =
                n.has("top") ? Optional.of(Versions.hash(where, Json.text(where, n, "top"))) : Optional.empty();
        return new Root(capture, labels, top, Json.small(where, n, "level"), List.of());
    }

    /** Pages and nodes that a root needs. */
    Set<Hash> parts(Hash root) {
        Root r = root(root);
        Set<Hash> out = new TreeSet<>(r.flat());
        List<Hash> row = r.top().stream().toList();
        out.addAll(row);
        for (int level = r.level(); level > 0; level--) {
            row = row.stream().flatMap(h -> children(h).stream()).map(LabelPage.Child::hash).toList();
            out.addAll(row);
        }
        return out;
    }

    private List<LabelPage.Child> children(Hash node) {
        return LabelPage.children(node, objects.read(node));
    }

    private List<Hash> hashes(Optional<Hash> root) {
        if (root.isEmpty()) {
            return List.of();
        }
        Root r = root(root.get());
        if (r.top().isEmpty()) {
            return r.flat();
        }
        List<Hash> row = List.of(r.top().get());
        for (int level = r.level(); level > 0; level--) {
            List<Hash> below = new ArrayList<>();
            for (Hash node : row) {
                children(node).forEach(p -> below.add(p.hash()));
            }
            row = below;
        }
        return row;
    }

    private List<LabelPage.Entry> entries(Hash page) {
        return LabelPage.entries(page, objects.read(page));
    }

    Labels read(Hash root) {
        List<Label> out = new ArrayList<>();
        for (Hash page : hashes(Optional.of(root))) {
            entries(page).forEach(e -> out.add(e.label("label page " + page.shortHex())));
        }
        return Labels.of(out);
    }

    /** The labels of one frame, by id; reads only the pages that may hold some. */
    List<Label> frame(Hash root, int frame) {
        Root r = root(root);
        List<Hash> row = r.top().map(List::of).orElse(r.flat());
        for (int level = r.level(); level > 0; level--) {
            List<Hash> below = new ArrayList<>();
            for (Hash node : row) {
                Optional<LabelKey> before = Optional.empty();
                for (LabelPage.Child child : children(node)) {
                    if (child.last().frame() >= frame && before.map(k -> k.frame() <= frame).orElse(true)) {
                        below.add(child.hash());
                    }
                    before = Optional.of(child.last());
                }
            }
            row = below;
        }
        List<Label> out = new ArrayList<>();
        for (Hash page : row) {
            String where = "label page " + page.shortHex();
            entries(page).stream().filter(e -> e.key().frame() == frame).forEach(e -> out.add(e.label(where)));
        }
        out.sort(java.util.Comparator.comparing(Label::id));
        return out;
    }

    /** Between two roots of one capture; an empty one has no labels. Reads only pages that are not in both. */
    Difference between(Optional<Hash> before, Optional<Hash> after) {
        List<Hash> a = hashes(before);
        List<Hash> b = hashes(after);
        Set<Hash> shared = new HashSet<>(a);
        shared.retainAll(new HashSet<>(b));
        PageCursor left = walk(a, shared);
        PageCursor right = walk(b, shared);
        Difference d = new Difference(new TreeMap<>(), new TreeMap<>());
        while (left.there() || right.there()) {
            int order = !left.there() ? 1 : !right.there() ? -1 : left.compareKey(right);
            if (order != 0 || !left.sameBody(right)) {
                if (order <= 0) {
                    put(d.before(), left.entry());
                }
                if (order >= 0) {
                    put(d.after(), right.entry());
                }
            }
            if (order <= 0) {
                left.next();
            }
            if (order >= 0) {
                right.next();
            }
        }
        return d;
    }

    private static void put(Map<String, Label> into, LabelPage.Entry e) {
        Label l = e.label("a label page");
        into.put(l.id().value(), l);
    }

    private PageCursor walk(List<Hash> pages, Set<Hash> without) {
        List<Hash> own = pages.stream().filter(p -> !without.contains(p)).toList();
        return new PageCursor(new Iterator<>() {
            private Iterator<byte[]> read = Collections.emptyIterator();
            private int from;

            @Override
            public boolean hasNext() {
                return read.hasNext() || from < own.size();
            }

            @Override
            public byte[] next() {
                if (!read.hasNext()) {
                    // Hashing what was read takes longest, so pages are read some ahead and on all cores.
                    int to = Math.min(own.size(), from + AHEAD);
                    read = own.subList(from, to).parallelStream()
                            .map(page -> LabelPage.plain(page, objects.read(page)))
                            .toList()
                            .iterator();
                    from = to;
                }
                return read.next();
            }
        });
    }

    /**
     * Between the root of a version and the labels as they stand, which were made from {@code base}: what differs lies in
     * pages that differ between the two roots, or was edited since.
     */
    Difference fromRows(Connection c, Hash capture, Optional<Hash> version, Optional<Hash> base) throws SQLException {
        Difference roots = version.equals(base) ? new Difference(Map.of(), Map.of()) : between(version, base);
        Map<String, Optional<Integer>> edited = LabelRows.changed(c, capture);
        Set<String> ids = new TreeSet<>(roots.before().keySet());
        ids.addAll(roots.after().keySet());
        ids.addAll(edited.keySet());
        boolean empty = LabelRows.none(c, capture);
        Difference out = new Difference(new TreeMap<>(), new TreeMap<>());
        for (String id : ids) {
            boolean inRoots = roots.before().containsKey(id) || roots.after().containsKey(id);
            Optional<Label> then = inRoots
                    ? Optional.ofNullable(roots.before().get(id))
                    : base.flatMap(r -> find(r, new LabelId(id), edited.get(id)));
            Optional<Label> now = empty ? Optional.empty() : LabelRows.label(c, capture, id);
            if (!then.equals(now)) {
                then.ifPresent(l -> out.before().put(id, l));
                now.ifPresent(l -> out.after().put(id, l));
            }
        }
        return out;
    }

    /** One label of a root, by id alone: pages are read until it is found. */
    Optional<Label> find(Hash root, LabelId label) {
        byte[] id = LabelBytes.utf8(label.value());
        for (Hash page : hashes(Optional.of(root))) {
            Optional<LabelPage.Entry> found = LabelPage.find(entries(page), id);
            if (found.isPresent()) {
                return found.map(e -> e.label("label page " + page.shortHex()));
            }
        }
        return Optional.empty();
    }

    /** One label of a root by frame and id, on one way down the tree; empty where there is none in that frame. */
    Optional<Label> find(Hash root, LabelId label, Optional<Integer> frame) {
        Root r = root(root);
        if (!r.flat().isEmpty()) {
            return find(root, label);
        }
        if (frame.isEmpty() || r.top().isEmpty()) {
            return Optional.empty();
        }
        LabelKey key = new LabelKey(frame.get(), LabelBytes.utf8(label.value()));
        Hash at = r.top().get();
        for (int level = r.level(); level > 0; level--) {
            Optional<LabelPage.Child> down =
                    children(at).stream().filter(p -> p.last().compareTo(key) >= 0).findFirst();
            if (down.isEmpty()) {
                return Optional.empty();
            }
            at = down.get().hash();
        }
        String where = "label page " + at.shortHex();
        return entries(at).stream().filter(e -> e.key().equals(key)).findFirst().map(e -> e.label(where));
    }

    /** True where one of a root's pages holds a label; {@code seen} has the pages that were looked at before. */
    boolean holds(Hash root, LabelId label, Map<Hash, Boolean> seen) {
        byte[] id = LabelBytes.utf8(label.value());
        for (Hash page : hashes(Optional.of(root))) {
            if (seen.computeIfAbsent(page, p -> LabelPage.find(entries(p), id).isPresent())) {
                return true;
            }
        }
        return false;
    }
}
