package plumbline.app.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.Progress;
import plumbline.storage.format.Captures;
import plumbline.storage.format.PointFormat;
import plumbline.storage.format.PointFormats;
import plumbline.storage.tile.CaptureMapStream;
import plumbline.storage.tile.PointFileStream;
import plumbline.storage.tile.PointStream;
import plumbline.storage.tile.TileBuilder;

/** Makes octrees of points on disk. */
public final class Tiles {
    private Tiles() {}

    /** {@code pointsPerSecond} of the source, wall clock; {@code peakBytes} the most memory the program ever had. */
    public record Made(TileBuilder.Built built, double seconds, double pointsPerSecond, OptionalLong peakBytes) {}

    /** Of a point file, or of all sweeps of a capture as one map in the world's frame. */
    public static Made make(Path path, Path out, Progress progress) throws IOException {
        long start = System.nanoTime();
        TileBuilder.Built built;
        if (isPointFile(path)) {
            built = build(new PointFileStream(path), out, progress);
        } else {
            try (CaptureSource capture = Captures.open(path)) {
                built = build(new CaptureMapStream(capture), out, progress);
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Made(built, seconds, built.points() / seconds, peakBytes());
    }

    private static TileBuilder.Built build(PointStream in, Path out, Progress progress) throws IOException {
        return TileBuilder.build(in, out, Runtime.getRuntime().availableProcessors(), progress);
    }

    private static boolean isPointFile(Path path) throws IOException {
        if (Files.isRegularFile(path)) {
            for (PointFormat f : PointFormats.ALL) {
                if (f.recognises(path)) {
                    return true;
                }
            }
        }
        return false;
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
