package plumbline.storage.access;

import java.util.Locale;

/** The keyring of the system that the program runs on. */
public final class Keyrings {
    private Keyrings() {}

    public static Keyring ofThisSystem() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (system.startsWith("linux")) {
            return new SecretService();
        }
        if (system.startsWith("mac")) {
            return new MacKeychain();
        }
        return system.startsWith("windows") ? new WindowsCredentials() : Keyring.NONE;
    }
}
