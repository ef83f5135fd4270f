package plumbline.storage.format.point;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Problem;
import plumbline.annotation.scene.Vec3;
import plumbline.storage.format.PointParts;
import plumbline.storage.format.PointQuery;
import plumbline.storage.format.PointRecords;
import plumbline.storage.format.laz.ChunkTable;

/**
 * What LAS, LAZ and COPC have in common: one header, one record. Coordinates are exactly scale times stored integer plus
 * offset.
 */
abstract class LasFamily extends StreamedPoints {
    private final String name;

    LasFamily(String name) {
        this.name = name;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final boolean recognises(Path path) {
        return PointConversion.fileName(path).endsWith(ending());
    }

    @Override
    final PointParts open(PointInput in, PointQuery query) throws IOException {
        return LasFile.open(in, query);
    }

    @Override
    final Info inspect(PointInput in) throws IOException {
        LasHeader h = LasHeader.read(in);
        Vec3 min = h.min();
        Vec3 max = h.max();
        long points = h.points();
        List<Problem> problems = new ArrayList<>(h.problems());
        boolean cut = !whole(in, h);
        if (cut || points > 0 && !h.boundsCanBe()) {
            Bounds bounds = new Bounds();
            List<Problem> read = read(in, bounds);
            problems = new ArrayList<>(read);
            min = bounds.min();
            max = bounds.max();
            points = bounds.points();
        }
        if (!cut && points > 0 && !h.boundsCanBe()) {
            problems.add(new Problem(
                    in.name() + ", byte 179",
                    "the header states bounds that no point can reach; the points' own are given"));
        }
        PointBlock none = LasPoints.decode(h, ByteBuffer.allocate(0), 0, PointQuery.ALL);
        List<Field> fields = new ArrayList<>(List.of(new Field("x", "i4"), new Field("y", "i4"), new Field("z", "i4")));
        none.columns().forEach(c -> fields.add(new Field(c.name(), c.type())));
        String kind = h.copc().isPresent() ? "copc 1.0, las 1." : h.laz().isPresent() ? "laz 1." : "las 1.";
        return new Info(
                kind + h.minor() + " (point format " + h.pointFormat() + ")", points, min, max, fields, h.crs(),
                problems);
    }

    @Override
    public final Optional<Steps> steps(Path path) throws IOException {
        try (PointInput in = PointInput.of(path)) {
            LasHeader h = LasHeader.read(in);
            double[] s = h.scale();
            double[] o = h.offset();
            return Optional.of(new Steps(new Vec3(s[0], s[1], s[2]), new Vec3(o[0], o[1], o[2])));
        }
    }

    @Override
    public final Optional<PointRecords> records(Path path) throws IOException {
        PointInput in = PointInput.of(path);
        Optional<PointRecords> found = Optional.empty();
        try {
            found = LasRecords.of(LasFile.open(in, PointQuery.ALL));
        } finally {
            if (found.isEmpty()) {
                in.close();
            }
        }
        return found;
    }

    /** As far as the header and the place of the chunk table tell. */
    private static boolean whole(PointInput in, LasHeader h) throws IOException {
        if (h.laz().isEmpty()) {
            return h.points() <= Math.max(0, in.size() - h.pointsAt()) / h.recordBytes();
        }
        return h.laz().get().compressor() == 1
                ? in.size() > h.pointsAt() + h.recordBytes()
                : ChunkTable.there(in, h.pointsAt());
    }

    @Override
    final List<Problem> read(PointInput in, Consumer<PointBlock> sink) throws IOException {
        LasFile file = LasFile.open(in, PointQuery.ALL);
        List<Problem> problems = new ArrayList<>(file.problems());
        long[] kept = {0};
        problems.addAll(OrderedParts.read(file, b -> {
            kept[0] += b.size();
            sink.accept(b);
        }));
        problems.addAll(file.missing(kept[0]));
        return problems;
    }

    @Override
    public final boolean writable() {
        return true;
    }
}
