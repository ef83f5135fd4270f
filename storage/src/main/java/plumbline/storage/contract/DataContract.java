package plumbline.storage.contract;

import java.util.List;
import java.util.Optional;
import plumbline.annotation.scene.Sensor;
import plumbline.annotation.scene.SensorKind;
import plumbline.storage.project.Hash;

/**
 * What a capture must be to be let in: an Open Data Contract Standard document (version 3, bitol.io), read by
 * {@link ContractReader}. {@code hash} is that of the document's bytes, so a capture's admission names exactly it.
 */
public record DataContract(String id, String name, String version, Hash hash, List<Asset> assets) {
    public DataContract {
        assets = List.copyOf(assets);
    }

    /** A field that a lidar's points must have; {@code type} as {@code f4}, empty for any. */
    public record Field(String name, String type, Breach.Consequence consequence, String role) {}

    /**
     * One object of the schema: a sensor by name, every sensor of a kind ({@code kind:camera}), or the capture itself.
     */
    public record Asset(String physicalName, List<Field> fields, List<Expectation> expectations) {
        public static final String CAPTURE = "capture";
        private static final String KIND = "kind:";

        public Asset {
            fields = List.copyOf(fields);
            expectations = List.copyOf(expectations);
        }

        boolean isCapture() {
            return physicalName.equals(CAPTURE);
        }

        /** Empty where the asset is a sensor by its name. */
        Optional<SensorKind> kind() {
            return physicalName.startsWith(KIND)
                    ? Optional.of(SensorKind.valueOf(
                            physicalName.substring(KIND.length()).toUpperCase(java.util.Locale.ROOT)))
                    : Optional.empty();
        }

        boolean is(Sensor s) {
            return kind().map(k -> s.kind() == k).orElse(s.id().value().equals(physicalName));
        }
    }
}
