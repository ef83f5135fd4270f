package plumbline.storage.format.point;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Problem;
import plumbline.annotation.scene.Sample;
import plumbline.annotation.scene.Sensor;
import plumbline.annotation.scene.SensorId;
import plumbline.annotation.scene.SensorKind;
import plumbline.annotation.scene.Trajectory;
import plumbline.storage.format.CaptureFormat;
import plumbline.storage.format.FormatException;
import plumbline.storage.format.PointFormat;
import plumbline.storage.format.PointFormats;

/** One point file of any known format as a capture of one lidar, {@code cloud}, and one frame at time 0. */
public final class PointFileCapture implements CaptureFormat {
    private static final SensorId CLOUD = new SensorId("cloud");

    @Override
    public String name() {
        return "point-file";
    }

    @Override
    public boolean recognises(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            return false;
        }
        for (PointFormat f : PointFormats.ALL) {
            if (f.recognises(path)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public CaptureSource open(Path path) throws IOException {
        PointFormat format = PointConversion.format(path);
        PointFormat.Info info = format.inspect(path);
        return new Source(path, format, capture(path, format, info));
    }

    private static Capture capture(Path path, PointFormat format, PointFormat.Info info) {
        Sensor lidar = new Sensor(CLOUD, SensorKind.LIDAR, Pose.IDENTITY, Optional.empty());
        Sample sample = new Sample(
                CLOUD, 0, Pose.IDENTITY, format.name(), path.getFileName().toString());
        Frame frame = new Frame(0, 0, Pose.IDENTITY, Map.of(CLOUD, sample));
        List<Problem> problems = new ArrayList<>(info.problems());
        return new Capture(
                path.getFileName().toString(), format.name(), info.crs().orElse("the file's own"), List.of(lidar),
                CLOUD, List.of(frame), List.of(sample), Trajectory.EMPTY, problems);
    }

    private record Source(Path path, PointFormat format, Capture capture) implements CaptureSource {
        @Override
        public PointBlock points(Sample sample) throws IOException {
            PointCollector all = new PointCollector();
            format.read(path, all);
            return all.block();
        }

        @Override
        public byte[] image(Sample sample) throws IOException {
            throw new FormatException(path.toString(), "", "a point file has no images");
        }

        @Override
        public byte[] raw(Sample sample) throws IOException {
            return Files.readAllBytes(path);
        }

        @Override
        public void close() {}
    }
}
