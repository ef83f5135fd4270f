package plumbline.storage.project;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Labels;
import tools.jackson.databind.JsonNode;

/**
 * The labels of one capture as objects: pages of about 256 labels in order of frame and id, one label's canonical JSON a
 * line, and a root that lists the pages. Where a page ends is decided by the hash of a label's id alone, so the root
 * depends on the labels and not on the way to them, and two versions share every page between which nothing changed.
 */
final class LabelPages {
    private static final int MOST_LABELS = 4096;

    private final ObjectStore objects;

    LabelPages(ObjectStore objects) {
        this.objects = objects;
    }

    /** A root as read: whose labels, how many, and the pages in order. */
    record Root(Hash capture, long labels, List<Hash> pages) {}

    /** Before and after of each label that differs, by id. */
    record Difference(Map<String, String> before, Map<String, String> after) {}

    /** Stores the labels as they stand and returns their root. */
    Hash write(Connection c, Hash capture) throws SQLException {
        List<String> pages = new ArrayList<>();
        long[] labels = {0};
        Builder b = new Builder(text -> pages.add(objects.writeText(text).hex()));
        LabelRows.each(c, capture, (frame, id, json) -> {
            b.add(id, json);
            labels[0]++;
        });
        b.end();
        return objects.writeText(
                Json.write(Map.of("kind", "labels", "capture", capture.hex(), "labels", labels[0], "pages", pages)));
    }

    Root root(Hash hash) {
        String where = "the labels' root " + hash.shortHex();
        JsonNode n = Json.parse(where, objects.readText(hash));
        if (!Json.text(where, n, "kind").equals("labels")) {
            throw new StorageException(where + " is of another kind");
        }
        return new Root(
                Versions.hash(where, Json.text(where, n, "capture")), Json.integer(where, n, "labels"),
                Json.texts(where, n, "pages").stream().map(h -> Versions.hash(where, h)).toList());
    }

    Labels read(Hash root) {
        List<Label> out = new ArrayList<>();
        for (Hash page : root(root).pages()) {
            lines(page).forEach(l -> out.add(label(page, l)));
        }
        return Labels.of(out);
    }

    /** The texts of a page's labels. */
    List<String> lines(Hash page) {
        return objects.readText(page).lines().toList();
    }

    private static Label label(Hash page, String json) {
        return LabelJson.read("label page " + page.shortHex(), json);
    }

    /** Between two roots of one capture; an empty one has no labels. Reads only pages that are not in both. */
    Difference between(Optional<Hash> before, Optional<Hash> after) {
        List<Hash> a = before.map(h -> root(h).pages()).orElse(List.of());
        List<Hash> b = after.map(h -> root(h).pages()).orElse(List.of());
        Set<Hash> shared = new HashSet<>(a);
        shared.retainAll(new HashSet<>(b));
        Map<String, String> out = new LinkedHashMap<>();
        Map<String, String> in = new LinkedHashMap<>();
        // Most lines of a page that changed are in both; only the others are worth reading as JSON.
        Set<String> there = new HashSet<>();
        b.stream().filter(p -> !shared.contains(p)).forEach(p -> there.addAll(lines(p)));
        List<String> here = new ArrayList<>();
        a.stream().filter(p -> !shared.contains(p)).forEach(p -> here.addAll(lines(p)));
        put(out, here.stream().filter(l -> !there.remove(l)).toList());
        put(in, List.copyOf(there));
        return new Difference(out, in);
    }

    /** Between a root and the labels as they stand. */
    Difference fromRows(Connection c, Hash capture, Optional<Hash> before) throws SQLException {
        List<Hash> a = before.map(h -> root(h).pages()).orElse(List.of());
        Set<Hash> gone = new HashSet<>(a);
        Set<Hash> known = Set.copyOf(a);
        Map<String, String> in = new LinkedHashMap<>();
        Builder b = new Builder(text -> {
            Hash page = Hash.of(text.getBytes(StandardCharsets.UTF_8));
            if (known.contains(page)) {
                gone.remove(page);
            } else {
                put(in, text.lines().toList());
            }
        });
        LabelRows.each(c, capture, (frame, id, json) -> b.add(id, json));
        b.end();
        Map<String, String> out = new LinkedHashMap<>();
        gone.forEach(p -> put(out, lines(p)));
        return reduce(out, in);
    }

    private static Difference reduce(Map<String, String> before, Map<String, String> after) {
        Map<String, String> same = new TreeMap<>(before);
        same.entrySet().retainAll(after.entrySet());
        before.keySet().removeAll(same.keySet());
        after.keySet().removeAll(same.keySet());
        return new Difference(before, after);
    }

    private static void put(Map<String, String> byId, List<String> lines) {
        for (String line : lines) {
            byId.put(Json.text("a label page", Json.parse("a label page", line), "id"), line);
        }
    }

    /** One label of a root. */
    Optional<Label> find(Hash root, LabelId label) {
        String key = "\"id\":" + Json.write(label.value());
        for (Hash page : root(root).pages()) {
            String text = objects.readText(page);
            if (text.contains(key)) {
                Map<String, String> byId = new LinkedHashMap<>();
                put(byId, text.lines().toList());
                if (byId.containsKey(label.value())) {
                    return Optional.of(label(page, byId.get(label.value())));
                }
            }
        }
        return Optional.empty();
    }

    /** True where one of a root's pages holds a label; pages in {@code without} were looked at before. */
    boolean holds(Hash root, LabelId label, Map<Hash, Boolean> seen) {
        String key = "\"id\":" + Json.write(label.value());
        for (Hash page : root(root).pages()) {
            if (seen.computeIfAbsent(page, p -> objects.readText(p).contains(key))) {
                return true;
            }
        }
        return false;
    }

    /** Cuts labels, which come in order, into pages. */
    private static final class Builder {
        interface PageSink {
            void page(String text);
        }

        private final PageSink sink;
        private final StringBuilder page = new StringBuilder();
        private int labels;

        Builder(PageSink sink) {
            this.sink = sink;
        }

        void add(String id, String json) {
            page.append(json).append('\n');
            labels++;
            if (endsPage(id) || labels == MOST_LABELS) {
                end();
            }
        }

        void end() {
            if (labels > 0) {
                sink.page(page.toString());
                page.setLength(0);
                labels = 0;
            }
        }

        /** One id in 256: the first byte of its hash is 0. */
        private static boolean endsPage(String id) {
            return Hash.of(id.getBytes(StandardCharsets.UTF_8)).hex().startsWith("00");
        }
    }
}
