package plumbline.app.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import plumbline.annotation.scene.Progress;
import plumbline.storage.tile.PointFileStream;
import plumbline.storage.tile.PointStream;
import plumbline.storage.tile.TileBuilder;

/** Makes the octree of a point file. */
public final class Tiles {
    private Tiles() {}

    /** {@code pointsPerSecond} of the source, wall clock; {@code peakBytes} the most memory the program ever had. */
    public record Made(TileBuilder.Built built, double seconds, double pointsPerSecond, OptionalLong peakBytes) {}

    public static Made make(Path path, Path out, Progress progress) throws IOException {
        long start = System.nanoTime();
        PointStream in = new PointFileStream(path);
        TileBuilder.Built built = TileBuilder.build(in, out, Runtime.getRuntime().availableProcessors(), progress);
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Made(built, seconds, built.points() / seconds, peakBytes());
    }

    /** The largest resident set so far, as Linux counts it; empty elsewhere. */
    public static OptionalLong peakBytes() {
        Path status = Path.of("/proc/self/status");
        try {
            return Files.readAllLines(status).stream()
                    .filter(l -> l.startsWith("VmHWM:"))
                    .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", "")) * 1024)
                    .findFirst();
        } catch (IOException e) {
            // Not Linux, or it does not say.
            return OptionalLong.empty();
        }
    }
}
