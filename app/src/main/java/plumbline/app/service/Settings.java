package plumbline.app.service;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import plumbline.storage.access.Keyring;
import plumbline.storage.access.Keyrings;
import plumbline.storage.access.SigningKeys;
import plumbline.storage.project.Actor;

/**
 * Where this person's settings lie and who the person is, from the environment; read once by {@code Main}. Keys lie in the
 * folder, or in the system's keyring, where a new key goes by itself if the folder is the usual one and a keyring answers.
 */
public record Settings(Path folder, String user, String device, Keyring keyring, boolean newKeysInKeyring) {
    /** With keys in the folder alone. */
    public Settings(Path folder, String user, String device) {
        this(folder, user, device, Keyring.NONE, false);
    }

    /** {@code PLUMBLINE_HOME} wins; otherwise the usual place of the system. */
    public static Settings fromEnvironment() {
        String home = System.getenv("PLUMBLINE_HOME");
        String config = System.getenv("XDG_CONFIG_HOME");
        Path folder = home != null && !home.isBlank()
                ? Path.of(home)
                : config != null && !config.isBlank()
                        ? Path.of(config, "plumbline")
                        : Path.of(System.getProperty("user.home"), ".config", "plumbline");
        String user = System.getenv("PLUMBLINE_USER");
        boolean without = "off".equals(System.getenv("PLUMBLINE_KEYRING"));
        return new Settings(
                folder, user != null && !user.isBlank() ? user : System.getProperty("user.name", "unknown"), deviceName(),
                without ? Keyring.NONE : Keyrings.ofThisSystem(), home == null || home.isBlank());
    }

    /** The signing key; {@code password} is asked where it is sealed by one. */
    public SigningKeys keys(Supplier<Optional<String>> password) {
        return new SigningKeys(folder.resolve("keys"), keyring, newKeysInKeyring, password);
    }

    /** For the window, which asks for no password of a sealed key: a file of the environment may have it. */
    public Actor actor(String purpose) {
        return actor(user, purpose, Optional::empty, () -> PasswordFiles.named(PasswordFiles.KEY));
    }

    /**
     * {@code password} is asked once, where the project or a server has an account with one; {@code keyPassword} where the
     * signing key is sealed by one.
     */
    public Actor actor(
            String name, String purpose, Supplier<Optional<String>> password, Supplier<Optional<String>> keyPassword) {
        SigningKeys keys = keys(keyPassword);
        return new Actor(name, device, purpose, () -> Optional.of(keys.signer()), password);
    }

    private static String deviceName() {
        String name = System.getenv("HOSTNAME");
        return (name == null || name.isBlank() ? "this computer" : name) + " (" + System.getProperty("os.name") + ")";
    }
}
