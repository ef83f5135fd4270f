package plumbline.storage.format.ros;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.Problem;
import plumbline.storage.format.CaptureFormat;
import plumbline.storage.format.Captures;

/**
 * A container of ROS 2 messages as a capture: point clouds, images, IMU and GNSS topics are sensors, CameraInfo their
 * lenses, {@code tf_static} their mounting, tf or Odometry the trajectory. Keyframes are the sweeps of the lidar with
 * the most points. Opening reads the recording once; points and images only when asked.
 */
public interface RecordingFormat extends CaptureFormat {
    RecordingReader recording(Path path) throws IOException;

    @Override
    default CaptureSource open(Path path) throws IOException {
        RecordingReader reader = recording(path);
        boolean done = false;
        try {
            RecordingTopics topics = new RecordingTopics(reader.file());
            List<Problem> problems = new ArrayList<>(reader.scan(topics));
            topics.nameUnread();
            problems.addAll(topics.problems);
            Capture capture = new RecordingAssembly(topics, problems).capture(reader.file(), name());
            CaptureSource source = new RecordingSource(reader, capture, topics);
            done = true;
            return source;
        } finally {
            if (!done) {
                reader.close();
            }
        }
    }

    /** The recording at a path; empty where it is something else. */
    static Optional<RecordingReader> find(Path path) throws IOException {
        for (CaptureFormat f : Captures.ALL) {
            if (f.recognises(path)) {
                return f instanceof RecordingFormat r ? Optional.of(r.recording(path)) : Optional.empty();
            }
        }
        return Optional.empty();
    }
}
