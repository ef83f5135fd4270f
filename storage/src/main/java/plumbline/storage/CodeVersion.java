package plumbline.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which Plumbline this is, as lineage and audit entries name the code that made them. */
public final class CodeVersion {
    private static final String NUMBER = read();

    private CodeVersion() {}

    /** For example {@code 0.1.0}. */
    public static String number() {
        return NUMBER;
    }

    /** For example {@code Plumbline 0.1.0}. */
    public static String text() {
        return "Plumbline " + NUMBER;
    }

    private static String read() {
        try (InputStream in = CodeVersion.class.getResourceAsStream("version.properties")) {
            if (in == null) {
                throw new IllegalStateException("version.properties is missing from the jar");
            }
            Properties p = new Properties();
            p.load(in);
            return p.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
