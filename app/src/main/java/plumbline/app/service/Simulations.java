package plumbline.app.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import plumbline.annotation.scene.Progress;
import plumbline.qa.simulate.SimulatedCapture;
import plumbline.qa.simulate.SimulationOptions;
import plumbline.qa.simulate.SimulationTruth;
import plumbline.qa.simulate.StaticCloud;
import plumbline.storage.format.dataset.CaptureFolders;
import plumbline.storage.format.FormatException;
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

    /** As MCAP where the name ends so, as a plain folder otherwise; what is true is in {@code NAME.truth.json} beside it. */
    public static Written write(SimulationOptions options, Path out, Progress progress) throws IOException {
        if (Files.exists(out)) {
            throw new java.nio.file.FileAlreadyExistsException(out.toString());
        }
        try (SimulatedCapture street = new SimulatedCapture(options)) {
            if (out.toString().endsWith(".mcap")) {
                McapCaptures.write(street, out, progress);
            } else {
                CaptureFolders.write(street, out, progress);
            }
            Path truthFile = out.resolveSibling(out.getFileName() + ".truth.json");
            Files.write(truthFile, JSON.writeValueAsBytes(street.truth()));
            return new Written(
                    street.capture().frames().size(), street.labels().size(), street.truth(), truthFile);
        }
    }

    /** One static cloud as LAS, streamed: memory does not grow with the points. Returns how many were written. */
    public static long cloud(Path out, long points, long seed, Progress progress) throws IOException {
        if (!out.toString().endsWith(".las")) {
            throw new FormatException(out.toString(), "", "a static cloud is written as LAS: end the name in .las");
        }
        if (Files.exists(out)) {
            throw new java.nio.file.FileAlreadyExistsException(out.toString());
        }
        try (LasStream las = new LasStream(out)) {
            StaticCloud.stream(points, seed, block -> append(las, block), progress);
            return las.finish();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void append(LasStream las, plumbline.annotation.scene.PointBlock block) {
        try {
            las.append(block);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
