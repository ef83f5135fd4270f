package plumbline.app.ui.start;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Sample;
import plumbline.annotation.scene.SensorKind;
import plumbline.annotation.scene.Vec3;
import plumbline.app.service.Imports;
import plumbline.storage.contract.Breach;
import plumbline.storage.contract.ContractCheck;
import plumbline.storage.contract.ContractReader;
import plumbline.storage.contract.DataContract;
import plumbline.storage.format.Captures;
import plumbline.storage.format.minimise.MinimisedSource;

/** What the import dialog reads of a recording before anything of it is stored. Called off the window's thread. */
final class ImportLook {
    private static final int MOST_ON_MAP = 6000;

    /** {@code template}: the contract of the rig that it seems to be. */
    record Looked(Capture capture, int labels, Optional<String> template) {}

    /** The first sweep and the way driven, seen from above in the world's metres; x and y in turn. */
    record Ground(double[] points, double[] way) {}

    /** Of the first sweep. */
    record Effect(long points, long leftOut) {}

    private ImportLook() {}

    static Looked at(Path path) throws IOException {
        try (CaptureSource source = Captures.open(path)) {
            return new Looked(source.capture(), source.labels().size(), ContractReader.templateFor(source.capture()));
        }
    }

    static List<Breach> check(Path path, DataContract contract) throws IOException {
        try (CaptureSource source = Captures.open(path)) {
            return ContractCheck.run(contract, source);
        }
    }

    static Ground ground(Path path) throws IOException {
        try (CaptureSource source = Captures.open(path)) {
            Capture c = source.capture();
            double[] way = new double[2 * c.frames().size()];
            for (int i = 0; i < c.frames().size(); i++) {
                Vec3 at = c.frames().get(i).worldFromEgo().apply(Vec3.ZERO);
                way[2 * i] = at.x();
                way[2 * i + 1] = at.y();
            }
            Optional<Sample> first = firstSweep(c);
            return new Ground(first.isPresent() ? seen(source.points(first.get()), first.get()) : new double[0], way);
        }
    }

    private static double[] seen(PointBlock points, Sample s) {
        int every = Math.max(1, points.size() / MOST_ON_MAP);
        double[] out = new double[2 * (points.size() / every + 1)];
        int n = 0;
        for (int i = 0; i < points.size(); i += every) {
            double x = points.px(i);
            double y = points.py(i);
            double z = points.pz(i);
            if (Double.isFinite(x + y + z)) {
                out[n++] = s.worldFromSensor().x(x, y, z);
                out[n++] = s.worldFromSensor().y(x, y, z);
            }
        }
        return Arrays.copyOf(out, n);
    }

    private static Optional<Sample> firstSweep(Capture c) {
        return c.samples().stream()
                .filter(s -> c.sensor(s.sensor()).filter(x -> x.kind() == SensorKind.LIDAR).isPresent())
                .findFirst();
    }

    /** What rules do to the first sweep that they leave. */
    static Effect effect(Path path, Imports.Rules rules) throws IOException {
        try (CaptureSource whole = Captures.open(path)) {
            MinimisedSource kept = new MinimisedSource(whole, rules.of(whole.capture()));
            Optional<Sample> before = firstSweep(whole.capture())
                    .filter(s -> kept.capture().sensor(s.sensor()).isPresent());
            Optional<Sample> after = firstSweep(kept.capture());
            if (before.isEmpty() || after.isEmpty()) {
                return new Effect(0, 0);
            }
            long all = whole.points(before.get()).size();
            return new Effect(all, all - kept.points(after.get()).size());
        }
    }
}
