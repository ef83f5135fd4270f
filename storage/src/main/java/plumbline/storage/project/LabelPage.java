package plumbline.storage.project;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import plumbline.annotation.label.Label;

/**
 * The bytes of a label page and of a node above pages (docs/formats/project.md). A page is a run of labels in order; a node
 * lists pages or nodes with the last key of each. Pages of schema 1, a label's JSON a line, are read too.
 */
final class LabelPage {
    private static final byte PAGE = 'P';
    private static final byte NODE = 'N';

    private LabelPage() {}

    /** One label of a page: where it stands and its {@link LabelBytes}. */
    record Entry(LabelKey key, byte[] body) {
        Label label(String where) {
            return LabelBytes.read(where, key.frame(), key.text(), body);
        }
    }

    /** A page or node as the node above it names it: its last key, its hash, how many labels are below. */
    record Child(LabelKey last, Hash hash, long labels) {}

    static void begin(LabelBytes.Out out) {
        out.clear();
        out.write(PAGE);
    }

    static void add(LabelBytes.Out out, Entry e) {
        out.count(e.key().frame()).withLength(e.key().id()).withLength(e.body());
    }

    static byte[] node(List<Child> children) {
        LabelBytes.Out out = new LabelBytes.Out();
        out.write(NODE);
        for (Child c : children) {
            out.count(c.last().frame()).withLength(c.last().id()).raw(c.hash().bytes()).count(Math.toIntExact(c.labels()));
        }
        return out.bytes();
    }

    static List<Entry> entries(Hash page, byte[] bytes) {
        String where = "label page " + page.shortHex();
        if (bytes.length > 0 && bytes[0] == '{') {
            return new String(bytes, StandardCharsets.UTF_8).lines().map(l -> entry(LabelJson.read(where, l))).toList();
        }
        ByteBuffer in = start(where, bytes, PAGE);
        List<Entry> out = new ArrayList<>(96);
        try {
            while (in.hasRemaining()) {
                out.add(new Entry(key(where, in), LabelBytes.bytes(where, in)));
            }
            return out;
        } catch (BufferUnderflowException e) {
            throw new StorageException(where + " ends in the middle of a label", e);
        }
    }

    /** The bytes of a page in the form of now, also of one of schema 1. */
    static byte[] plain(Hash page, byte[] bytes) {
        if (bytes.length == 0 || bytes[0] != '{') {
            start("label page " + page.shortHex(), bytes, PAGE);
            return bytes;
        }
        LabelBytes.Out out = new LabelBytes.Out();
        begin(out);
        entries(page, bytes).forEach(e -> add(out, e));
        return out.bytes();
    }

    static Entry entry(Label l) {
        return new Entry(new LabelKey(l.frame(), LabelBytes.utf8(l.id().value())), LabelBytes.write(l));
    }

    static List<Child> children(Hash node, byte[] bytes) {
        String where = "label node " + node.shortHex();
        ByteBuffer in = start(where, bytes, NODE);
        List<Child> out = new ArrayList<>(96);
        try {
            while (in.hasRemaining()) {
                LabelKey last = key(where, in);
                byte[] hash = new byte[32];
                in.get(hash);
                out.add(new Child(last, Hash.ofBytes(hash), LabelBytes.number(where, in)));
            }
            return out;
        } catch (BufferUnderflowException e) {
            throw new StorageException(where + " ends in the middle of an entry", e);
        }
    }

    private static ByteBuffer start(String where, byte[] bytes, byte kind) {
        if (bytes.length == 0 || bytes[0] != kind) {
            throw new StorageException(where + " is of another kind");
        }
        return ByteBuffer.wrap(bytes, 1, bytes.length - 1);
    }

    private static LabelKey key(String where, ByteBuffer in) {
        return new LabelKey(LabelBytes.number(where, in), LabelBytes.bytes(where, in));
    }

    static Optional<Entry> find(List<Entry> entries, byte[] id) {
        return entries.stream().filter(e -> java.util.Arrays.equals(e.key().id(), id)).findFirst();
    }
}
