package plumbline.app.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import plumbline.annotation.scene.Progress;
import plumbline.qa.simulate.SimulatedCapture;
import plumbline.qa.simulate.SimulationOptions;
import plumbline.qa.simulate.SimulationTruth;
import plumbline.storage.format.dataset.CaptureFolders;
import plumbline.storage.format.mcap.McapCaptures;
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
}
