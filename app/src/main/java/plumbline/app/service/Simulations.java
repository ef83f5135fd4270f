package plumbline.app.service;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.stream.Stream;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Progress;
import plumbline.qa.simulate.SimulatedCapture;
import plumbline.qa.simulate.SimulationOptions;
import plumbline.qa.simulate.SimulationTruth;
import plumbline.qa.simulate.StaticCloud;
import plumbline.storage.format.AtomicFile;
import plumbline.storage.format.FormatException;
import plumbline.storage.format.dataset.CaptureFolders;
import plumbline.storage.format.mcap.McapCaptures;
import plumbline.storage.format.point.LasStream;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes simulated captures with their truth beside them. */
public final class Simulations {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    public record Written(int frames, int labels, SimulationTruth truth, Path truthFile) {}

    private Simulations() {}

    /**
     * As MCAP where the name ends so, as a plain folder otherwise; what is true is in {@code NAME.truth.json} beside it.
     * Frames are made on all cores. Throws {@link InterruptedIOException} where {@code progress} asks to stop; stopped
     * or failed, nothing is left.
     */
    public static Written write(SimulationOptions options, Path out, Progress progress) throws IOException {
        Path target = refuseExisting(out);
        Path truthFile = target.resolveSibling(target.getFileName() + ".truth.json");
        try (SimulatedCapture street = new SimulatedCapture(options)) {
            // First of all: a fault that this pass has no place for is refused before hours of writing.
            street.prepareLabels(progress);
            AtomicFile.write(truthFile, JSON.writeValueAsBytes(street.truth()));
            boolean whole = false;
            try {
                if (target.toString().endsWith(".mcap")) {
                    try (ReadAhead ahead = new ReadAhead(street, ReadAhead.Takes.POINTS_AND_IMAGES)) {
                        McapCaptures.write(ahead, target, progress);
                    }
                } else {
                    folder(street, target, progress);
                }
                whole = true;
            } finally {
                if (!whole) {
                    Files.deleteIfExists(truthFile);
                }
            }
            return new Written(
                    street.capture().frames().size(), street.labels().size(), street.truth(),
                    out.resolveSibling(truthFile.getFileName()));
        }
    }

    private static Path refuseExisting(Path out) throws IOException {
        if (Files.exists(out)) {
            throw new FileAlreadyExistsException(out.toString());
        }
        Path target = out.toAbsolutePath();
        Files.createDirectories(target.getParent());
        return target;
    }

    /** Beside its place first: a folder has its name only once it is whole. */
    private static void folder(SimulatedCapture street, Path target, Progress progress) throws IOException {
        Path part = Files.createDirectory(target.resolveSibling(
                "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".part"));
        try (ReadAhead ahead = new ReadAhead(street, ReadAhead.Takes.STORED_BYTES)) {
            CaptureFolders.write(ahead, part, progress);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (InterruptedIOException e) {
            throw new InterruptedIOException(target + ": stopped; nothing was written");
        } finally {
            delete(part);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path p : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator) {
                Files.deleteIfExists(p);
            }
        }
    }

    /** One static cloud as LAS, streamed: memory does not grow with the points. Returns how many were written. */
    public static long cloud(Path out, long points, long seed, Progress progress) throws IOException {
        if (!out.toString().endsWith(".las")) {
            throw new FormatException(out.toString(), "", "a static cloud is written as LAS: end the name in .las");
        }
        try (LasStream las = new LasStream(refuseExisting(out))) {
            StaticCloud.stream(points, seed, block -> append(las, block), progress);
            if (progress.cancelled()) {
                throw new InterruptedIOException(out + ": stopped; nothing was written");
            }
            return las.finish();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void append(LasStream las, PointBlock block) {
        try {
            las.append(block);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
