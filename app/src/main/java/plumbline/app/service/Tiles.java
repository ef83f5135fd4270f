package plumbline.app.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.Progress;
import plumbline.storage.format.Captures;
import plumbline.storage.format.FormatException;
import plumbline.storage.format.PointFormat;
import plumbline.storage.format.PointFormats;
import plumbline.storage.tile.CaptureMapStream;
import plumbline.storage.tile.PointFileStream;
import plumbline.storage.tile.PointStream;
import plumbline.storage.tile.TileBuilder;

/** Makes octrees of points on disk. */
public final class Tiles {
    /** From here on a cloud is better shown through tiles than at once. */
    public static final long LARGE_POINTS = 3_000_000;
    /** Fewer bytes than this cannot hold so many points, however they are compressed. */
    private static final long SMALL_BYTES = 4_000_000;
    /** Text says nowhere how many points it holds; so many bytes are taken for many. */
    private static final long LARGE_TEXT_BYTES = 90_000_000;

    private Tiles() {}

    /**
     * {@code pointsPerSecond} of the source, wall clock; {@code peakBytes} the most memory the program ever had; {@code leftOut}
     * points on what moves.
     */
    public record Made(
            TileBuilder.Built built, double seconds, double pointsPerSecond, OptionalLong peakBytes, long leftOut) {}

    /** Of a point file, or of all sweeps of a capture as one map in the world's frame. */
    public static Made make(Path path, Path out, Progress progress) throws IOException {
        return make(path, out, false, progress);
    }

    /** {@code withoutMoving}: of a capture only, the points on labelled objects that move are left out. */
    public static Made make(Path path, Path out, boolean withoutMoving, Progress progress) throws IOException {
        long start = System.nanoTime();
        TileBuilder.Built built;
        long leftOut = 0;
        if (isPointFile(path)) {
            if (withoutMoving) {
                throw new FormatException(
                        path.toString(), "", "a point file has no labels that say what moves; only the map of a capture can be"
                                + " made without it");
            }
            built = build(new PointFileStream(path), out, progress);
        } else {
            try (CaptureSource capture = Captures.open(path)) {
                CaptureMapStream map = new CaptureMapStream(capture, withoutMoving);
                built = build(map, out, progress);
                leftOut = map.leftOut();
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Made(built, seconds, built.points() / seconds, peakBytes(), leftOut);
    }

    /** Of a point file on all cores but one, which is left to whoever looks at it meanwhile. */
    public static TileBuilder.Built behind(Path file, Path out, Progress progress) throws IOException {
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
        return TileBuilder.build(new PointFileStream(file), out, threads, progress);
    }

    /** True for a point file of at least {@link #LARGE_POINTS}. Reads its head; what cannot be read is not large. */
    public static boolean isLarge(Path path) {
        try {
            if (!Files.isRegularFile(path) || Files.size(path) < SMALL_BYTES || !isPointFile(path)) {
                return false;
            }
            long points = new PointFileStream(path).expected();
            return points >= LARGE_POINTS || points == 0 && Files.size(path) >= LARGE_TEXT_BYTES;
        } catch (IOException e) {
            // Whoever reads it next says what is wrong with it.
            return false;
        }
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
