package plumbline.storage.attack;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * The library of {@code attack.c}, compiled, and how a process is started under it. The processes share an archive of loaded
 * classes, for which folders of classes are made jars.
 */
public final class Preload {
    private static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final String SQLITE = "libsqlitejdbc.so";

    private final Path folder;
    private final Path library;
    private final String classPath;

    private Preload(Path folder, Path library, String classPath) {
        this.folder = folder;
        this.library = library;
        this.classPath = classPath;
    }

    /** Empty where there is no Linux or no gcc. */
    public static Optional<Preload> compile(Path folder) throws IOException, InterruptedException {
        if (!System.getProperty("os.name").equals("Linux")
                || Stream.of(System.getenv("PATH").split(":")).noneMatch(p -> Files.isExecutable(Path.of(p, "gcc")))) {
            return Optional.empty();
        }
        Path source = folder.resolve("attack.c");
        try (InputStream in = Preload.class.getResourceAsStream("attack.c")) {
            Files.copy(in, source);
        }
        Path library = folder.resolve("attack.so");
        Process gcc = new ProcessBuilder("gcc", "-shared", "-fPIC", "-O1", "-o", library.toString(), source.toString(), "-ldl",
                        "-lpthread").redirectErrorStream(true).start();
        String said = new String(gcc.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (gcc.waitFor() != 0) {
            throw new IOException("attack.c does not compile: " + said);
        }
        extractSqlite(folder);
        return Optional.of(new Preload(folder, library, jars(folder)));
    }

    /** Once, and not at each start, which would leave a copy behind at each kill. */
    private static void extractSqlite(Path folder) throws IOException {
        String machine = System.getProperty("os.arch").equals("amd64") ? "x86_64" : System.getProperty("os.arch");
        String name = "/org/sqlite/native/Linux/" + machine + "/" + SQLITE;
        try (InputStream in = org.sqlite.JDBC.class.getResourceAsStream(name)) {
            Files.copy(in, folder.resolve(SQLITE));
        }
    }

    private static String jars(Path folder) throws IOException {
        List<String> out = new ArrayList<>();
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        for (String entry : all.split(File.pathSeparator)) {
            if (Files.isDirectory(Path.of(entry))) {
                Path jar = folder.resolve("classes-" + out.size() + ".jar");
                pack(Path.of(entry), jar);
                out.add(jar.toString());
            } else {
                out.add(entry);
            }
        }
        return String.join(File.pathSeparator, out);
    }

    private static void pack(Path classes, Path jar) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file);
                Stream<Path> all = Files.walk(classes)) {
            for (Path p : all.filter(Files::isRegularFile).sorted().toList()) {
                out.putNextEntry(new JarEntry(classes.relativize(p).toString()));
                Files.copy(p, out);
                out.closeEntry();
            }
        }
    }

    /** Under attack: {@code n} from 1; one line a boundary is written to {@code ask}. */
    public Process start(Harm harm, long n, Path root, Path ask, List<String> command) throws IOException {
        return start(command, Map.of(
                "ATTACK_MODE", harm.name().toLowerCase(java.util.Locale.ROOT), "ATTACK_AT", Long.toString(n), "ATTACK_ROOT",
                root.toString(), "ATTACK_ASK", ask.toString(), "ATTACK_ANSWER", ask.resolveSibling("answer").toString()));
    }

    /** With its wall clock so many seconds behind. */
    public Process startBehind(long seconds, List<String> command) throws IOException {
        return start(command, Map.of("ATTACK_CLOCK_BACK", Long.toString(seconds)));
    }

    private Process start(List<String> command, Map<String, String> environment) throws IOException {
        List<String> all = new ArrayList<>(List.of(
                JAVA, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m", "-XX:-UsePerfData", "-Xshare:auto",
                "-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + folder.resolve("classes.jsa"), "-Xlog:disable",
                "--enable-native-access=ALL-UNNAMED", "-Djava.awt.headless=true", "-Dslf4j.internal.verbosity=ERROR",
                "-Dorg.sqlite.lib.path=" + folder, "-Dorg.sqlite.lib.name=" + SQLITE, "-cp", classPath));
        all.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(all).redirectErrorStream(true);
        builder.environment().putAll(environment);
        builder.environment().put("LD_PRELOAD", library.toString());
        builder.environment().put("PLUMBLINE_HOME", folder.resolve("home").toString());
        return builder.start();
    }

    /** What it said; it has ended. */
    public static String end(Process process) throws IOException, InterruptedException {
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("the process does not end");
        }
        return said;
    }
}
