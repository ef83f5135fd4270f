package plumbline.storage.access;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A signing key sealed by a password, as text (docs/formats/access.md): Argon2id (RFC 9106) makes a key of the password,
 * AES-256-GCM seals the key's text with it; the lines before, the public key among them, cannot be changed unseen.
 */
final class SealedKey {
    static final String FILE = "signing.sealed";
    private static final String FIRST = "plumbline-sealed-key-1";
    private static final int MEMORY_KIB = 64 * 1024;
    private static final int PASSES = 3;
    private static final int LARGEST_MEMORY_KIB = 1 << 20;
    private static final int SALT_BYTES = 16;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final Pattern ARGON = Pattern.compile("argon2id m=(\\d{1,7}) t=(\\d{1,2}) p=1 salt=([A-Za-z0-9+/=]{24})");

    private SealedKey() {}

    static String seal(String key, String password) throws GeneralSecurityException {
        SecureRandom random = new SecureRandom();
        byte[] salt = new byte[SALT_BYTES];
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(salt);
        random.nextBytes(nonce);
        Base64.Encoder text = Base64.getEncoder();
        String open = FIRST + "\nargon2id m=" + MEMORY_KIB + " t=" + PASSES + " p=1 salt=" + text.encodeToString(salt) + "\n"
                + publicKey(key) + "\n" + text.encodeToString(nonce) + "\n";
        Cipher c = cipher(Cipher.ENCRYPT_MODE, made(password, MEMORY_KIB, PASSES, salt), nonce, open);
        return open + text.encodeToString(c.doFinal(key.getBytes(StandardCharsets.UTF_8))) + "\n";
    }

    /** The key's text; empty where the password is another one. */
    static Optional<String> open(String sealed, String password) throws GeneralSecurityException {
        List<String> lines = lines(sealed);
        Matcher m = ARGON.matcher(lines.get(1));
        if (!m.matches() || Integer.parseInt(m.group(1)) > LARGEST_MEMORY_KIB) {
            throw new GeneralSecurityException("it does not say how the password was used");
        }
        Base64.Decoder text = Base64.getDecoder();
        byte[] made = made(password, Integer.parseInt(m.group(1)), Integer.parseInt(m.group(2)), text.decode(m.group(3)));
        String open = String.join("\n", lines.subList(0, 4)) + "\n";
        try {
            Cipher c = cipher(Cipher.DECRYPT_MODE, made, text.decode(lines.get(3)), open);
            return Optional.of(new String(c.doFinal(text.decode(lines.get(4))), StandardCharsets.UTF_8));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        }
    }

    /** X.509 in Base64; it is there to be read without the password. */
    static String publicLine(String sealed) throws GeneralSecurityException {
        return lines(sealed).get(2);
    }

    private static List<String> lines(String sealed) throws GeneralSecurityException {
        List<String> lines = sealed.lines().toList();
        if (lines.size() != 5 || !lines.getFirst().equals(FIRST)) {
            throw new GeneralSecurityException("five lines expected, the first " + FIRST);
        }
        return lines;
    }

    private static String publicKey(String key) {
        return key.lines().skip(1).findFirst().orElseThrow();
    }

    private static byte[] made(String password, int memoryKib, int passes, byte[] salt) {
        return Argon2Function.getInstance(memoryKib, passes, 1, 32, Argon2.ID)
                .hash(password.getBytes(StandardCharsets.UTF_8), salt)
                .getBytes();
    }

    private static Cipher cipher(int mode, byte[] key, byte[] nonce, String open) throws GeneralSecurityException {
        Cipher c = Cipher.getInstance("AES/GCM/NoPadding");
        c.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        c.updateAAD(open.getBytes(StandardCharsets.UTF_8));
        return c;
    }
}
