package plumbline.app.service;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import plumbline.storage.access.KeyFile;
import plumbline.storage.project.Actor;

/** Where this person's settings lie and who the person is, from the environment; read once by {@code Main}. */
public record Settings(Path folder, String user, String device) {
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
        return new Settings(
                folder, user != null && !user.isBlank() ? user : System.getProperty("user.name", "unknown"), deviceName());
    }

    public Actor actor(String purpose) {
        return actor(user, purpose, Optional::empty);
    }

    /** {@code password} is asked once, where the project or a server has an account with one. */
    public Actor actor(String name, String purpose, Supplier<Optional<String>> password) {
        return new Actor(name, device, purpose, () -> Optional.of(KeyFile.in(folder.resolve("keys"))), password);
    }

    private static String deviceName() {
        String name = System.getenv("HOSTNAME");
        return (name == null || name.isBlank() ? "this computer" : name) + " (" + System.getProperty("os.name") + ")";
    }
}
