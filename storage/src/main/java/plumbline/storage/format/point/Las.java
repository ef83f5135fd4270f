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

/**
 * LAS 1.0 to 1.4 (ASPRS), point formats 0 to 10 with extra bytes, uncompressed. Coordinates are exactly scale times
 * stored integer plus offset. Written as 1.4.
 */
public final class Las extends StreamedPoints {
    @Override
    public String name() {
        return "las";
    }

    /** LAZ too, so that it is told what to do with it. */
    @Override
    public boolean recognises(Path path) {
        String name = PointConversion.fileName(path);
        return name.endsWith(".las") || name.endsWith(".laz");
    }

    @Override
    Info inspect(PointInput in) throws IOException {
        LasHeader h = LasHeader.read(in);
        long there = Math.min(h.points(), h.pointsInFile());
        List<Problem> problems = new ArrayList<>(h.problems());
        Vec3 min = h.min();
        Vec3 max = h.max();
        boolean cut = there < h.points();
        if (cut) {
            problems.add(FixedRecords.cut(in, h.pointsAt() + there * h.recordBytes(), h.points(), there));
        } else if (!h.boundsCanBe()) {
            problems.add(new Problem(
                    in.name() + ", byte 179",
                    "the header states bounds that no point can reach; the points' own are given"));
        }
        if (cut || !h.boundsCanBe()) {
            Bounds bounds = new Bounds();
            read(in, bounds);
            min = bounds.min();
            max = bounds.max();
        }
        PointBlock none = LasPoints.decode(h, ByteBuffer.allocate(0), 0);
        List<Field> fields = new ArrayList<>(List.of(new Field("x", "i4"), new Field("y", "i4"), new Field("z", "i4")));
        none.columns().forEach(c -> fields.add(new Field(c.name(), c.type())));
        return new Info(
                "las 1." + h.minor() + " (point format " + h.pointFormat() + ")", there, min, max, fields, h.crs(),
                problems);
    }

    @Override
    List<Problem> read(PointInput in, Consumer<PointBlock> sink) throws IOException {
        LasHeader h = LasHeader.read(in);
        List<Problem> problems = new ArrayList<>(h.problems());
        long n = Math.min(h.points(), h.pointsInFile());
        for (long i = 0; i < n; i += BLOCK) {
            int count = (int) Math.min(BLOCK, n - i);
            ByteBuffer buf = in.read(h.pointsAt() + i * h.recordBytes(), count * h.recordBytes());
            sink.accept(LasPoints.decode(h, buf, count));
        }
        if (n < h.points()) {
            problems.add(FixedRecords.cut(in, h.pointsAt() + n * h.recordBytes(), h.points(), n));
        }
        return problems;
    }

    @Override
    public Optional<Steps> steps(Path path) throws IOException {
        try (PointInput in = PointInput.of(path)) {
            LasHeader h = LasHeader.read(in);
            double[] s = h.scale();
            double[] o = h.offset();
            return Optional.of(new Steps(new Vec3(s[0], s[1], s[2]), new Vec3(o[0], o[1], o[2])));
        }
    }

    @Override
    public boolean writable() {
        return true;
    }

    @Override
    public List<String> write(Path path, PointBlock points) throws IOException {
        return new LasWriter(points).write(path);
    }
}
