package plumbline.storage.format.point;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import plumbline.annotation.scene.Problem;
import plumbline.storage.format.laz.ChunkTable.Chunk;
import plumbline.storage.format.laz.LazLayout;

/**
 * COPC 1.0 from any LAS or LAZ file: point formats 6, 7 and 8 (older ones are brought up to them), one page of hierarchy.
 * In bounded memory: more points than that holds are put aside beside the new file.
 */
final class CopcWriter {
    private static final int INFO = 160;
    private static final int INFO_AT = LasHeader.SIZE_1_4 + LasVlrs.HEAD;

    private CopcWriter() {}

    static LasCopy.Result write(LasFile from, Path out) throws IOException {
        LasHeader h = from.header();
        PointInput in = from.input();
        ModernRecords modern = new ModernRecords(h);
        List<String> losses = new ArrayList<>(modern.losses());
        Path folder = out.toAbsolutePath().getParent();
        try (CopcTree tree = new CopcTree(in.name(), folder, modern.recordBytes(), h.scale(), h.offset())) {
            List<Problem> problems = new ArrayList<>(from.problems());
            for (int part = 0; part < from.count(); part++) {
                problems.addAll(from.records(part, null, (records, n) -> tree.add(modern.convert(records, n), n)));
            }
            problems.forEach(p -> losses.add(p.where() + ": " + p.what()));
            return write(from, modern, tree, out, losses);
        }
    }

    private static LasCopy.Result write(LasFile from, ModernRecords modern, CopcTree tree, Path out, List<String> losses)
            throws IOException {
        LasHeader h = from.header();
        PointInput in = from.input();
        LazLayout layout = LazLayout.of(modern.format(), h.extraBytes(), LazLayout.VARIABLE);
        try (LasTarget target = new LasTarget(out, LasHeader.SIZE_1_4, layout)) {
            target.record("copc", 1, ByteBuffer.allocate(INFO));
            target.record("laszip encoded", 22204, ByteBuffer.wrap(layout.toBytes()));
            for (LasVlrs.Vlr v : h.vlrs().all()) {
                if (!v.extended() && !LasCopy.packing(v)) {
                    target.record(v.user(), v.id(), in.read(v.at(), (int) v.length()));
                }
            }
            target.beginPoints();
            List<CopcTree.Node> nodes = new ArrayList<>();
            tree.nodes((node, records) -> {
                nodes.add(node);
                target.chunk(records, node.points());
            });
            List<Chunk> chunks = target.endPoints();
            ByteBuffer page = page(nodes, chunks);
            long pageAt = target.extendedRecord("copc", 1000, page.limit());
            target.put(page.duplicate());
            target.patch(INFO_AT, info(tree, pageAt, page.limit()));
            ByteBuffer header = header(in, h, modern, tree);
            LasCopy.extended(in, h, target, header, losses);
            target.finish(header);
            return new LasCopy.Result(tree.size(), losses);
        }
    }

    private static ByteBuffer page(List<CopcTree.Node> nodes, List<Chunk> chunks) {
        ByteBuffer b = ByteBuffer.allocate(32 * Math.max(1, nodes.size())).order(ByteOrder.LITTLE_ENDIAN);
        int chunk = 0;
        for (CopcTree.Node n : nodes) {
            b.putInt(n.level()).putInt(n.x()).putInt(n.y()).putInt(n.z());
            if (n.points() == 0) {
                b.putLong(0).putInt(0).putInt(0);
            } else {
                Chunk c = chunks.get(chunk++);
                b.putLong(c.at()).putInt((int) c.bytes()).putInt((int) c.points());
            }
        }
        return b.rewind();
    }

    private static ByteBuffer info(CopcTree tree, long pageAt, int pageBytes) {
        ByteBuffer b = ByteBuffer.allocate(INFO).order(ByteOrder.LITTLE_ENDIAN);
        for (int a = 0; a < 3; a++) {
            b.putDouble(tree.low(a) + tree.edge() / 2);
        }
        b.putDouble(tree.edge() / 2).putDouble(tree.spacing()).putLong(pageAt).putLong(pageBytes);
        b.putDouble(tree.firstTime()).putDouble(tree.lastTime());
        return b.rewind();
    }

    private static ByteBuffer header(PointInput in, LasHeader h, ModernRecords modern, CopcTree tree)
            throws IOException {
        ByteBuffer b = ByteBuffer.allocate(LasHeader.SIZE_1_4).order(ByteOrder.LITTLE_ENDIAN);
        b.put(0, in.read(0, 94), 0, 94);
        // The meaning of the times stays; a reference system in WKT is said, other bits do not hold for these points.
        b.putShort(6, (short) (b.getShort(6) & 1 | 16));
        b.put(24, (byte) 1).put(25, (byte) 4).putShort(94, (short) LasHeader.SIZE_1_4);
        b.put(104, (byte) modern.format()).putShort(105, (short) modern.recordBytes());
        for (int a = 0; a < 3; a++) {
            b.putDouble(131 + 8 * a, h.scale()[a]).putDouble(155 + 8 * a, h.offset()[a]);
            b.putDouble(179 + 16 * a, tree.max(a)).putDouble(187 + 16 * a, tree.min(a));
        }
        long[] returns = tree.returns();
        for (int i = 1; i < returns.length; i++) {
            b.putLong(255 + 8 * (i - 1), returns[i]);
        }
        return b;
    }
}
