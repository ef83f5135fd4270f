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
import plumbline.storage.format.AtomicFile;
import plumbline.storage.project.StorageException;

/**
 * The signing key of one person on one computer, and the file it lies in where it lies in one by itself: {@code signing.key}
 * in a folder of the person's settings and never in a project, readable by its owner alone. As text a key is two lines of
 * Base64, PKCS #8 and X.509.
 */
public final class KeyFile implements Signer {
    static final String FILE = "signing.key";
    private static final int LARGEST_KEY = 4096;

    private final PrivateKey privateKey;
    private final byte[] publicKey;
    private final String keyId;

    private KeyFile(PrivateKey privateKey, byte[] publicKey) throws GeneralSecurityException {
        this.privateKey = privateKey;
        this.publicKey = publicKey;
        this.keyId = idOf(publicKey);
    }

    /** See {@link Signer}. */
    static String idOf(byte[] publicKey) throws GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(publicKey), 0, 8);
    }

    /** Makes it at the first use. Throws {@link StorageException} where the folder cannot be written or holds something else under this name. */
    public static KeyFile in(Path folder) {
        Path file = folder.resolve(FILE);
        try {
            if (!Files.exists(file)) {
                write(folder, file, fresh());
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

    /** A new key pair as text. */
    static String fresh() throws GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Base64.Encoder text = Base64.getEncoder();
        return text.encodeToString(pair.getPrivate().getEncoded()) + "\n" + text.encodeToString(pair.getPublic().getEncoded())
                + "\n";
    }

    /** Durable, for its owner alone, and never in place of a file that is there: then that one stays. */
    static void write(Path folder, Path file, String content) throws IOException {
        Files.createDirectories(folder);
        Path fresh = Files.createTempFile(folder, "signing", ".new");
        try {
            if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
            }
            Files.writeString(fresh, content);
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            // A link never replaces: of two starts at the same moment, the second uses the first one's key.
            Files.createLink(file, fresh);
            AtomicFile.forceFolder(folder);
        } catch (FileAlreadyExistsException e) {
            // The other start's key is read instead.
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static KeyFile read(Path file) throws IOException, GeneralSecurityException {
        return parse(text(file));
    }

    static String text(Path file) throws IOException, GeneralSecurityException {
        if (Files.size(file) > LARGEST_KEY) {
            throw new GeneralSecurityException("larger than any key");
        }
        return Files.readString(file);
    }

    /** A key from its text, tried out. */
    static KeyFile parse(String text) throws GeneralSecurityException {
        List<String> halves = text.lines().toList();
        if (halves.size() != 2) {
            throw new GeneralSecurityException("two lines expected");
        }
        Base64.Decoder base64 = Base64.getDecoder();
        KeyFactory keys = KeyFactory.getInstance("Ed25519");
        KeyFile key = new KeyFile(
                keys.generatePrivate(new PKCS8EncodedKeySpec(base64.decode(halves.get(0)))), base64.decode(halves.get(1)));
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
