package plumbline.storage.tile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.Column;
import plumbline.annotation.scene.MotionCompensation;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Problem;
import plumbline.annotation.scene.Sample;
import plumbline.annotation.scene.Sensor;
import plumbline.annotation.scene.SensorKind;
import plumbline.annotation.scene.Vec3;
import plumbline.storage.format.FormatException;

/**
 * All lidar sweeps of a capture as one cloud in the world's frame: the rig's own motion taken out of each sweep, then placed
 * by its pose, to a tenth of a millimetre. Fields that all lidars have are kept, and {@code sensor} (u1, its place among the
 * capture's lidars) and {@code sweep} (u4, its place among all sweeps) added.
 */
public final class CaptureMapStream implements PointStream {
    private static final double STEP = 1e-4;
    private static final double REACH = 120;

    private record Field(String name, String type) {}

    private final CaptureSource source;
    private final Capture capture;
    private final List<Sensor> lidars;
    private final List<Sample> sweeps;
    private final List<Field> fields;
    private final Grid grid;
    private final Vec3 min;
    private final Vec3 max;
    private final long expected;
    private final Optional<MovingObjects> moving;
    private final AtomicLong leftOut = new AtomicLong();

    /** {@code withoutMoving}: points on labelled objects that move are left out; there must be some such object. */
    public CaptureMapStream(CaptureSource source, boolean withoutMoving) throws IOException {
        this.source = source;
        this.capture = source.capture();
        this.moving = withoutMoving ? Optional.of(MovingObjects.of(capture, source.labels())) : Optional.empty();
        if (moving.isPresent() && moving.get().tracks() == 0) {
            throw new FormatException(
                    capture.name(), "", "no labelled object of the capture moves, so nothing can be left out; label what moves or"
                            + " make the map of all points");
        }
        this.lidars = capture.sensors(SensorKind.LIDAR);
        this.sweeps = capture.samples().stream()
                .filter(s -> lidars.stream().anyMatch(l -> l.id().equals(s.sensor())))
                .toList();
        if (sweeps.isEmpty()) {
            throw new FormatException(capture.name(), "", "the capture has no lidar sweep to make tiles of");
        }
        List<Field> common = null;
        long points = 0;
        for (Sensor lidar : lidars) {
            Optional<Sample> first = sweeps.stream().filter(s -> s.sensor().equals(lidar.id())).findFirst();
            if (first.isPresent()) {
                PointBlock block = source.points(first.get());
                List<Field> has = block.columns().stream().map(c -> new Field(c.name(), c.type())).toList();
                common = common == null ? has : common.stream().filter(has::contains).toList();
                points += block.size() * sweeps.stream().filter(s -> s.sensor().equals(lidar.id())).count();
            }
        }
        this.fields = common.stream().filter(f -> !f.name().equals("sensor") && !f.name().equals("sweep")).toList();
        this.expected = points;
        double[] low = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
        double[] high = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
        for (Sample s : sweeps) {
            Vec3 at = s.worldFromSensor().apply(Vec3.ZERO);
            for (int a = 0; a < 3; a++) {
                low[a] = Math.min(low[a], Rows.axis(at, a) - REACH);
                high[a] = Math.max(high[a], Rows.axis(at, a) + REACH);
            }
        }
        this.min = new Vec3(low[0], low[1], low[2]);
        this.max = new Vec3(high[0], high[1], high[2]);
        this.grid = new Grid(
                new Vec3(STEP, STEP, STEP), new Vec3(Math.rint(low[0]), Math.rint(low[1]), Math.rint(low[2])));
    }

    @Override
    public Source source() {
        String span = sweeps.getFirst().timeNanos() + " to " + sweeps.getLast().timeNanos();
        return new Source(capture.name(), sweeps.size(), moving.isPresent() ? span + ", without what moves" : span);
    }

    /** Points on what moves that were not handed over so far. */
    public long leftOut() {
        return leftOut.get();
    }

    @Override
    public long expected() {
        return expected;
    }

    @Override
    public Vec3 min() {
        return min;
    }

    @Override
    public Vec3 max() {
        return max;
    }

    @Override
    public Optional<Grid> grid() {
        return Optional.of(grid);
    }

    @Override
    public Optional<String> crs() {
        return Optional.of(capture.world());
    }

    @Override
    public List<Problem> read(Consumer<PointBlock> sink) throws IOException {
        List<Problem> problems = new ArrayList<>(capture.problems());
        for (int i = 0; i < sweeps.size(); i++) {
            Sample s = sweeps.get(i);
            PointBlock block;
            try {
                block = placed(s, i);
            } catch (FormatException e) {
                problems.add(new Problem(s.sensor().value() + " at " + s.timeNanos(), e.getMessage()));
                continue;
            }
            try {
                sink.accept(block);
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }
        return problems;
    }

    private PointBlock placed(Sample sample, int number) throws IOException {
        PointBlock raw = source.points(sample);
        Sensor lidar = capture.sensor(sample.sensor()).orElseThrow();
        PointBlock at = MotionCompensation.atSampleTime(raw, sample, lidar.egoFromSensor(), capture.trajectory());
        int n = at.size();
        Pose worldFromLidar = sample.worldFromSensor();
        double[][] xyz = new double[3][n];
        for (int i = 0; i < n; i++) {
            double x = at.px(i);
            double y = at.py(i);
            double z = at.pz(i);
            xyz[0][i] = rounded(worldFromLidar.x(x, y, z), 0);
            xyz[1][i] = rounded(worldFromLidar.y(x, y, z), 1);
            xyz[2][i] = rounded(worldFromLidar.z(x, y, z), 2);
        }
        List<Column> columns = new ArrayList<>();
        for (Field f : fields) {
            columns.add(at.column(f.name())
                    .filter(c -> c.type().equals(f.type()))
                    .orElseThrow(() -> new FormatException(
                            capture.name(), "sweep " + number, "it has no field " + f.name() + " of type " + f.type())));
        }
        short[] sensor = new short[n];
        Arrays.fill(sensor, (short) lidars.indexOf(lidar));
        long[] sweep = new long[n];
        Arrays.fill(sweep, number);
        columns.add(new Column.Shorts("sensor", "u1", sensor));
        columns.add(new Column.Longs("sweep", "u4", sweep));
        PointBlock all = PointBlock.ofExact(xyz[0], xyz[1], xyz[2], columns);
        if (moving.isEmpty()) {
            return all;
        }
        PointBlock still = moving.get().without(sample, all);
        leftOut.addAndGet(n - still.size());
        return still;
    }

    private double rounded(double metres, int axis) {
        return Math.rint((metres - grid.offset(axis)) / STEP) * STEP + grid.offset(axis);
    }
}
