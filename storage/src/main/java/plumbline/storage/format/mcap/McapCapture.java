package plumbline.storage.format.mcap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.Problem;
import plumbline.storage.format.CaptureFormat;

/**
 * A ROS 2 recording in MCAP as a capture: point clouds, images, IMU and GNSS topics are sensors, CameraInfo their
 * lenses, {@code tf_static} their mounting, tf or Odometry the trajectory. Keyframes are the sweeps of the lidar with
 * the most points. Opening reads the file once; points and images only when asked. Also a folder with one .mcap
 * (rosbag2).
 */
public final class McapCapture implements CaptureFormat {
    public static final String NAME = "mcap";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean recognises(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            List<Path> inside = inside(path);
            return inside.size() == 1 && McapReader.recognises(inside.getFirst());
        }
        return McapReader.recognises(path);
    }

    private static List<Path> inside(Path folder) throws IOException {
        try (var list = Files.list(folder)) {
            return list.filter(p -> p.toString().endsWith(".mcap")).limit(2).toList();
        }
    }

    @Override
    public CaptureSource open(Path path) throws IOException {
        Path file = Files.isDirectory(path) ? inside(path).getFirst() : path;
        McapReader reader = McapReader.open(file);
        boolean done = false;
        try {
            McapTopics topics = new McapTopics(file.toString());
            List<Problem> problems = new ArrayList<>(reader.scan(topics));
            problems.addAll(topics.problems);
            Capture capture = new McapAssembly(topics, problems).capture(file.toString());
            McapSource source = new McapSource(file.toString(), reader, capture, topics);
            done = true;
            return source;
        } finally {
            if (!done) {
                reader.close();
            }
        }
    }
}
