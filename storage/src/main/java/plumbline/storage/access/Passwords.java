package plumbline.storage.access;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Passwords as Argon2id hashes (RFC 9106) in the PHC string format, with 16 bytes of salt each; 19 MiB, two passes and one
 * lane, as the OWASP password storage cheat sheet has it. Parameters are read back from the hash, within bounds, so that
 * they can be raised later. The comparison takes the same time wherever the hashes differ.
 */
public final class Passwords {
    static final int SHORTEST = 8;
    static final int LONGEST = 1024;
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int SALT_BYTES = 16;
    private static final Argon2Function NOW = Argon2Function.getInstance(MEMORY_KIB, 2, 1, 32, Argon2.ID);
    private static final Pattern PHC = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,2}),p=(\\d{1,2})\\$[A-Za-z0-9+/]{16,128}\\$[A-Za-z0-9+/]{16,128}");

    private Passwords() {}

    public static String hash(String password) {
        if (password.length() < SHORTEST || password.length() > LONGEST) {
            throw new IllegalArgumentException("A password has " + SHORTEST + " to " + LONGEST + " characters. Nothing was changed.");
        }
        return Password.hash(password).addRandomSalt(SALT_BYTES).with(NOW).getResult();
    }

    /** False also where the stored text is no hash of ours. */
    public static boolean matches(String password, String stored) {
        Matcher m = PHC.matcher(stored);
        if (password.length() > LONGEST || !m.matches() || Integer.parseInt(m.group(1)) > 1 << 20) {
            return false;
        }
        return Password.check(password, stored).with(Argon2Function.getInstanceFromHash(stored));
    }

    /** Takes as long as a real comparison, so that the answer does not tell which names exist. */
    public static boolean matchesNobody(String password) {
        hash(password.length() < SHORTEST || password.length() > LONGEST ? "nobody's password" : password);
        return false;
    }
}
