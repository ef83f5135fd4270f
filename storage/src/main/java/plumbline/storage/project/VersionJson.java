package plumbline.storage.project;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import plumbline.storage.access.Signer;
import tools.jackson.databind.JsonNode;

/**
 * Versions as canonical JSON, and their signatures (docs/formats/project.md): signed is the object without its key
 * {@code signature}, which does hold who signs; the version's hash covers all of it.
 */
final class VersionJson {
    private static final String SIGNATURE = "signature";
    private static final String SIGNER = "signer";

    private VersionJson() {}

    /** The text of a version whose hash and seal are not known yet. */
    static String write(Versions.Draft v, Optional<Signer> signer) {
        Map<String, Object> m = new TreeMap<>();
        m.put("kind", "version");
        m.put("parents", v.parents().stream().map(Hash::hex).toList());
        m.put("labels", hexes(v.labelRoots()));
        m.put("calibrations", hexes(v.calibrations()));
        m.put("ontology", v.ontology().hex());
        v.contract().ifPresent(h -> m.put("contract", h.hex()));
        m.put("message", v.message());
        m.put("author", v.author());
        m.put("timeNanos", Times.nanos(v.at()));
        if (signer.isPresent()) {
            Signer s = signer.get();
            m.put(SIGNER, Map.of("key", s.keyId(), "publicKey", base64(s.publicKey())));
            m.put(SIGNATURE, base64(s.sign(Json.write(m).getBytes(StandardCharsets.UTF_8))));
        }
        return Json.write(m);
    }

    static Version read(Hash hash, String text) {
        String where = "version " + hash.shortHex();
        JsonNode n = Json.parse(where, text);
        if (!n.isObject() || !Json.text(where, n, "kind").equals("version")) {
            throw new StorageException(hash.shortHex() + " is not a version.");
        }
        Optional<Version.Seal> seal = Optional.empty();
        if (n.has(SIGNATURE) || n.has(SIGNER)) {
            JsonNode signer = Json.field(where, n, SIGNER);
            seal = Optional.of(new Version.Seal(
                    Json.text(where, signer, "key"), Json.text(where, signer, "publicKey"), Json.text(where, n, SIGNATURE)));
        }
        return new Version(
                hash, Json.texts(where, n, "parents").stream().map(h -> Versions.hash(where, h)).toList(),
                hashes(where, n, "labels"), n.has("calibrations") ? hashes(where, n, "calibrations") : Map.of(),
                Versions.hash(where, Json.text(where, n, "ontology")),
                n.has("contract") ? Optional.of(Versions.hash(where, Json.text(where, n, "contract"))) : Optional.empty(),
                Json.text(where, n, "message"), Json.text(where, n, "author"),
                Times.instant(Json.integer(where, n, "timeNanos")), seal);
    }

    /** Whether the text of a version bears the signature of the key that it names. Keys that are not known here count too. */
    static Version.Signature check(Version v, String text) {
        if (v.seal().isEmpty()) {
            return Version.Signature.UNSIGNED;
        }
        Version.Seal seal = v.seal().get();
        TreeMap<String, Object> m = Json.map(Json.parse("version " + v.hash().shortHex(), text));
        m.remove(SIGNATURE);
        try {
            byte[] key = Base64.getDecoder().decode(seal.publicKey());
            boolean good = keyId(key).equals(seal.keyId())
                    && Signer.verify(
                            key, Json.write(m).getBytes(StandardCharsets.UTF_8), Base64.getDecoder().decode(seal.signature()));
            return good ? Version.Signature.SIGNED : Version.Signature.BAD;
        } catch (IllegalArgumentException e) {
            // No Base64, so no key and no signature.
            return Version.Signature.BAD;
        }
    }

    private static String keyId(byte[] publicKey) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(publicKey), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static Map<String, String> hexes(Map<Hash, Hash> hashes) {
        Map<String, String> out = new TreeMap<>();
        hashes.forEach((a, b) -> out.put(a.hex(), b.hex()));
        return out;
    }

    private static Map<Hash, Hash> hashes(String where, JsonNode n, String name) {
        Map<Hash, Hash> out = new TreeMap<>();
        Json.textMap(where, n, name).forEach((a, b) -> out.put(Versions.hash(where, a), Versions.hash(where, b)));
        return out;
    }
}
