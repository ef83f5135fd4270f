package plumbline.storage.format.mcap;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.Progress;

/**
 * Any capture as one MCAP file that ROS 2 tools read and that comes back as the same capture: points with all fields,
 * images as they are encoded, calibration, poses, original times, keyframes, labels. One sample is in memory at a
 * time; the file appears under its name when it is whole.
 */
public final class McapCaptures {
    private static final int CHUNK_BYTES = 4 << 20;
    private static final int BUFFER_BYTES = 1 << 16;

    /** How many messages were written, and in plain words what the file does not hold. */
    public record Written(long messages, List<String> losses) {}

    private McapCaptures() {}

    /** Throws {@link InterruptedIOException} where {@code progress} asks to stop; nothing is left behind then. */
    public static Written write(CaptureSource source, Path out, Progress progress) throws IOException {
        Path target = out.toAbsolutePath();
        Path temporary = target.resolveSibling("." + target.getFileName() + ".part");
        try {
            Written written;
            var stream = new BufferedOutputStream(Files.newOutputStream(temporary), BUFFER_BYTES);
            try (McapWriter writer = new McapWriter(stream, "ros2", "plumbline", CHUNK_BYTES)) {
                written = new McapCaptureWriter(source, writer, progress).write();
            }
            try (FileChannel file = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                file.force(true);
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return written;
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
