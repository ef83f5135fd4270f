package plumbline.annotation;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Where the test data lies: real captures and independent results that are not part of the project. */
public final class Shared {
    private Shared() {}

    /** A file or folder under {@code shared/data}; the test is skipped, saying so, where it is missing. */
    public static Path data(String path) {
        Path root = Path.of(System.getProperty("plumbline.shared", "../../shared")).toAbsolutePath().normalize();
        Path found = root.resolve("data").resolve(path);
        Assumptions.assumeTrue(
                Files.exists(found), () -> "skipped: the test data " + path + " is not at " + root.resolve("data"));
        return found;
    }
}
