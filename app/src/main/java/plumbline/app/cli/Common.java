package plumbline.app.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.Progress;
import plumbline.app.service.Session;
import plumbline.app.service.Settings;
import plumbline.storage.format.FormatException;
import plumbline.storage.project.Actor;
import plumbline.storage.project.Project;
import plumbline.storage.project.Projects;
import plumbline.storage.project.StoredCapture;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What every verb has: where the project is, how to answer. Answers go to standard output, all else to standard error. */
public final class Common {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @Option(names = "--json", description = "One JSON document on standard output and nothing else there.")
    boolean json;

    @Option(names = "--quiet", description = "No progress.")
    boolean quiet;

    @Option(names = "--project", paramLabel = "DIR", description = "The project; else the folder stood in, upwards.")
    Optional<Path> project = Optional.empty();

    @Option(names = "--capture", paramLabel = "HASH", description = "Which capture of the project; else the newest.")
    Optional<String> capture = Optional.empty();

    @Option(names = "--purpose", paramLabel = "WORDS", defaultValue = "capture check",
            description = "What this is done for; recorded. Default: ${DEFAULT-VALUE}.")
    String purpose = "capture check";

    @Option(names = "--as", paramLabel = "NAME", description = "Who acts, where it is not who is logged in on this computer.")
    Optional<String> user = Optional.empty();

    @Option(names = "--password-file", paramLabel = "FILE",
            description = "The password of an account that has one; else PLUMBLINE_PASSWORD_FILE, else it is asked for.")
    Optional<Path> passwordFile = Optional.empty();

    /** The verb that this is mixed into; its writers are those of the whole command line. */
    @Spec(Spec.Target.MIXEE)
    private CommandSpec verb;

    /** The answer: as JSON where asked, otherwise the lines for people. */
    void answer(Object forMachines, List<String> forPeople) {
        PrintWriter out = verb.commandLine().getOut();
        if (json) {
            out.println(JSON.writeValueAsString(forMachines));
        } else {
            forPeople.forEach(out::println);
        }
        out.flush();
    }

    void say(String sentence) {
        if (!quiet) {
            refuse(sentence);
        }
    }

    /** Says why nothing was done, however quiet. */
    void refuse(String sentence) {
        PrintWriter err = verb.commandLine().getErr();
        err.println(sentence);
        err.flush();
    }

    /** For long work: Ctrl-C then asks it to stop, and waits until it has put away what was half written. */
    Progress progress() {
        Interruption interruption = ((PlumblineCommand) verb.root().userObject()).interruption();
        interruption.arm();
        return new TerminalProgress(verb.commandLine().getErr(), terminal(), quiet, interruption);
    }

    /** Since Java 22 there is a console object even where the output goes to a file. */
    private static boolean terminal() {
        return System.console() != null && System.console().isTerminal();
    }

    Settings settings() {
        return Settings.fromEnvironment();
    }

    /** Who acts, for the purpose given. */
    Actor actor() {
        return actor(purpose);
    }

    Actor actor(String why) {
        Settings s = settings();
        String name = user.orElse(s.user());
        return s.actor(name, why, () -> Secrets.password(name, passwordFile), Secrets::keyPassword);
    }

    Project openProject() throws IOException {
        return Projects.open(projectFolder(), actor());
    }

    /** For verbs that only look: works beside an open window. */
    Project readProject() throws IOException {
        return Projects.openReadOnly(projectFolder(), actor());
    }

    Path projectFolder() throws IOException {
        if (project.isPresent()) {
            return project.get();
        }
        Path here = Path.of("").toAbsolutePath();
        return Projects.find(here).orElseThrow(() -> new FormatException(
                here.toString(), "", "no project here or above. Make one with \"plumbline init DIR\" or name it with --project"));
    }

    /** The capture chosen with {@code --capture}, else the one imported last. */
    StoredCapture chosen(Project p) throws IOException {
        List<StoredCapture> all = p.captures();
        if (all.isEmpty()) {
            throw new FormatException(
                    p.folder().toString(), "", "the project has no capture yet. Bring one in with \"plumbline import PATH\"");
        }
        if (capture.isEmpty()) {
            return all.getLast();
        }
        return all.stream()
                .filter(c -> c.hash().hex().startsWith(capture.get().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new FormatException(
                        p.folder().toString(), "", "no capture begins with " + capture.get() + "; \"plumbline status\" lists them"));
    }

    Session session(Project p) throws IOException {
        return new Session(p, chosen(p));
    }

    /** A frame by its number, or what the numbers are. */
    static Frame frame(Capture capture, int number) throws IOException {
        int frames = capture.frames().size();
        if (frames == 0) {
            throw new FormatException(capture.name(), "", "the capture has no frame: no sensor recorded anything in it");
        }
        if (number < 0 || number >= frames) {
            throw new IllegalArgumentException("Frame " + number + " is not one of 0 to " + (frames - 1) + ".");
        }
        return capture.frames().get(number);
    }

    /** The first and the last frame of a range as {@code --frames} takes it. */
    static int[] ends(String text) {
        String[] parts = text.split("-", -1);
        try {
            if (parts.length == 2) {
                return new int[] {Integer.parseInt(parts[0].strip()), Integer.parseInt(parts[1].strip())};
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--frames is two numbers, as in 120-180, not \"" + text + "\".", e);
        }
        throw new IllegalArgumentException("--frames is two numbers, as in 120-180, not \"" + text + "\".");
    }

    static String number(double value, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }
}
