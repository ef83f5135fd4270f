package plumbline.app.cli.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.Column;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Sample;
import plumbline.annotation.scene.Sensor;
import plumbline.annotation.scene.SensorId;
import plumbline.annotation.scene.SensorKind;
import plumbline.annotation.scene.Trajectory;

/** A lidar that turns ten times a second between walls while it drives on: sweeps from a seed, each another. */
final class ManySweeps implements CaptureSource {
    private static final SensorId LIDAR = new SensorId("lidar");
    private static final int RINGS = 64;
    private static final long PERIOD = 100_000_000L;

    private final int points;
    private final Capture capture;

    ManySweeps(int sweeps, int points) {
        this.points = points;
        List<Frame> frames = new ArrayList<>();
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < sweeps; i++) {
            Pose worldFromEgo = Pose.translation(i, 0, 0);
            Sample s = new Sample(LIDAR, i * PERIOD, worldFromEgo, "points", String.valueOf(i));
            samples.add(s);
            frames.add(new Frame(i, i * PERIOD, worldFromEgo, Map.of(LIDAR, s)));
        }
        this.capture = new Capture(
                "sweeps", "made", "local", List.of(new Sensor(LIDAR, SensorKind.LIDAR, Pose.IDENTITY, Optional.empty())),
                LIDAR, frames, samples, Trajectory.EMPTY, List.of());
    }

    @Override
    public Capture capture() {
        return capture;
    }

    @Override
    public PointBlock points(Sample sample) {
        Random r = new Random(sample.timeNanos());
        float[][] xyz = new float[3][points];
        float[] intensity = new float[points];
        int[] ring = new int[points];
        long[] time = new long[points];
        for (int i = 0; i < points; i++) {
            ring[i] = i % RINGS;
            double angle = 2 * Math.PI * (i / RINGS) * RINGS / points;
            double up = Math.toRadians(ring[i] * 0.6 - 25);
            double range = Math.min(80, 9 / Math.max(0.1, Math.abs(Math.sin(angle)))) + 0.02 * r.nextGaussian();
            xyz[0][i] = (float) (range * Math.cos(angle));
            xyz[1][i] = (float) (range * Math.sin(angle));
            xyz[2][i] = (float) (range * Math.tan(up));
            intensity[i] = r.nextInt(256);
            time[i] = PERIOD * i / points;
        }
        return PointBlock.of(
                xyz[0], xyz[1], xyz[2],
                List.of(new Column.Floats("intensity", "f4", intensity), new Column.Ints("ring", "u2", ring),
                        new Column.Longs("time", "u4", time)));
    }

    @Override
    public byte[] raw(Sample sample) {
        throw new IllegalArgumentException("sweeps that are made have no bytes yet");
    }

    @Override
    public byte[] image(Sample sample) {
        throw new IllegalArgumentException("this capture has no images");
    }

    @Override
    public void close() {}
}
