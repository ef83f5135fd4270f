package plumbline.storage.access;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import plumbline.storage.project.StorageException;

/**
 * The signing key of one person on one computer, in a folder of the person's settings and never in a project:
 * {@code signing.key}, readable by its owner alone: PKCS #8 and X.509, each a line of Base64. Made at the first use.
 */
public final class KeyFile implements Signer {
    private static final int LARGEST_KEY = 4096;

    private final PrivateKey privateKey;
    private final byte[] publicKey;
    private final String keyId;

    private KeyFile(PrivateKey privateKey, byte[] publicKey) throws GeneralSecurityException {
        this.privateKey = privateKey;
        this.publicKey = publicKey;
        this.keyId = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(publicKey), 0, 8);
    }

    /** Throws {@link StorageException} where the folder cannot be written or holds something else under this name. */
    public static KeyFile in(Path folder) {
        Path file = folder.resolve("signing.key");
        try {
            if (!Files.exists(file)) {
                make(folder, file);
            }
            return read(file);
        } catch (IOException e) {
            throw new StorageException(
                    "The signing key " + file + " cannot be used: " + e.getMessage() + ". Nothing was signed.", e);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new StorageException(
                    file + " is not an Ed25519 key pair. Move it away; a new key is made at the next start.", e);
        }
    }

    private static void make(Path folder, Path file) throws IOException, GeneralSecurityException {
        Files.createDirectories(folder);
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Path fresh = Files.createTempFile(folder, "signing", ".new");
        try {
            if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
            }
            Base64.Encoder text = Base64.getEncoder();
            Files.writeString(fresh, text.encodeToString(pair.getPrivate().getEncoded()) + "\n"
                    + text.encodeToString(pair.getPublic().getEncoded()) + "\n");
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            // A link never replaces: of two starts at the same moment, the second uses the first one's key.
            Files.createLink(file, fresh);
        } catch (FileAlreadyExistsException e) {
            // The other start's key is read instead.
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static KeyFile read(Path file) throws IOException, GeneralSecurityException {
        if (Files.size(file) > LARGEST_KEY) {
            throw new GeneralSecurityException("larger than any key");
        }
        List<String> halves = Files.readAllLines(file);
        if (halves.size() != 2) {
            throw new GeneralSecurityException("two lines expected");
        }
        Base64.Decoder text = Base64.getDecoder();
        KeyFactory keys = KeyFactory.getInstance("Ed25519");
        KeyFile key = new KeyFile(
                keys.generatePrivate(new PKCS8EncodedKeySpec(text.decode(halves.get(0)))), text.decode(halves.get(1)));
        byte[] probe = "plumbline".getBytes(StandardCharsets.UTF_8);
        if (!Signer.verify(key.publicKey, probe, key.sign(probe))) {
            throw new GeneralSecurityException("the two halves do not belong together");
        }
        return key;
    }

    @Override
    public String keyId() {
        return keyId;
    }

    @Override
    public byte[] publicKey() {
        return publicKey.clone();
    }

    @Override
    public byte[] sign(byte[] message) {
        try {
            Signature s = Signature.getInstance("Ed25519");
            s.initSign(privateKey);
            s.update(message);
            return s.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Ed25519 failed with a key that was tried", e);
        }
    }
}
