package plumbline.storage.project;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A commit: named by the hash of its own content. {@code labelRoots} and {@code calibrations} map a capture's hash to the
 * root of its labels and to the object of its calibration (empty in versions of schema 1, whose manifests hold it);
 * {@code ontology} and {@code contract} are hashes of objects. Without a {@code seal} it is unsigned.
 */
public record Version(
        Hash hash, List<Hash> parents, Map<Hash, Hash> labelRoots, Map<Hash, Hash> calibrations, Hash ontology,
        Optional<Hash> contract, String message, String author, Instant at, Optional<Seal> seal) {

    /** Who signed, by key: {@code publicKey} (X.509, DER) and {@code signature} (Ed25519, 64 bytes) in Base64. */
    public record Seal(String keyId, String publicKey, String signature) {}

    /** What a check of the seal found. */
    public enum Signature {
        SIGNED("signed"),
        UNSIGNED("unsigned"),
        BAD("bad signature");

        private final String words;

        Signature(String words) {
            this.words = words;
        }

        /** {@code signed}, {@code unsigned} or {@code bad signature}. */
        public String words() {
            return words;
        }
    }
}
