package plumbline.app.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import plumbline.storage.project.DeniedException;
import plumbline.storage.project.OpenConflictsException;
import plumbline.storage.project.StorageException;
import plumbline.storage.sync.SyncException;

/** The root of the command line: finds the verb, and turns every failure into one sentence and an exit code. */
@Command(
        name = "plumbline",
        mixinStandardHelpOptions = true,
        version = "Plumbline 0.1.0",
        description = "Reviews, annotates and checks what a sensor rig recorded. Without a verb it opens the window.")
public final class PlumblineCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(PlumblineCommand.class);

    @Spec
    private CommandSpec spec;

    private final Interruption interruption = new Interruption();

    public static CommandLine line() {
        PlumblineCommand root = new PlumblineCommand();
        CommandLine line = new CommandLine(root);
        for (Class<?> verb : Commands.ALL) {
            line.addSubcommand(verb);
        }
        line.getSubcommands().values().forEach(PlumblineCommand::help);
        line.setExecutionStrategy(parsed -> {
            int exit = new CommandLine.RunLast().execute(parsed);
            root.interruption.finished();
            return exit;
        });
        line.setExecutionExceptionHandler((e, failed, args) -> {
            int exit = explain(e, failed);
            root.interruption.finished();
            return exit;
        });
        line.setParameterExceptionHandler((e, args) -> {
            PrintWriter err = e.getCommandLine().getErr();
            err.println(e.getMessage());
            err.println("Try: " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help");
            err.flush();
            return Exit.USAGE;
        });
        return line;
    }

    /** The exit code. Memory that runs out is a limit that the user can move, so it is said like bad input. */
    public static int run(String[] words) {
        try {
            return line().execute(words);
        } catch (OutOfMemoryError e) {
            System.err.println("Memory is full: " + (Runtime.getRuntime().maxMemory() >> 20)
                    + " MB were allowed. What was acknowledged is safe. Allow more with PLUMBLINE_JAVA_OPTS=-Xmx8g, or take a"
                    + " smaller part.");
            return Exit.BAD_INPUT;
        }
    }

    Interruption interruption() {
        return interruption;
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return Exit.USAGE;
    }

    /** Every verb, and every verb below it, explains itself. */
    private static void help(CommandLine verb) {
        verb.getCommandSpec().mixinStandardHelpOptions(true);
        verb.getSubcommands().values().forEach(PlumblineCommand::help);
    }

    private static int explain(Exception e, CommandLine line) {
        Throwable cause = e instanceof UncheckedIOException u ? u.getCause() : e;
        line.getErr().println(sentence(cause));
        line.getErr().flush();
        return switch (cause) {
            case OpenConflictsException open -> Exit.CONFLICT;
            case SyncException s when s.kind() == SyncException.Kind.CONFLICT -> Exit.CONFLICT;
            case SyncException s when s.kind() == SyncException.Kind.DENIED -> Exit.DENIED;
            case DeniedException denied -> Exit.DENIED;
            case StorageException.InUse busy -> Exit.CONFLICT;
            case IOException io -> Exit.BAD_INPUT;
            case StorageException s -> Exit.BAD_INPUT;
            case IllegalArgumentException wrong -> Exit.USAGE;
            default -> {
                LOG.error("a defect of ours", e);
                yield Exit.DEFECT;
            }
        };
    }

    private static String sentence(Throwable e) {
        return switch (e) {
            case NoSuchFileException n -> n.getFile() + ": there is no such file or folder.";
            case AccessDeniedException d -> d.getFile() + ": no permission. Nothing was changed.";
            case FileAlreadyExistsException x -> x.getFile() + ": already there. Choose another place.";
            case FileSystemException f when f.getReason() != null -> f.getFile() + ": " + f.getReason() + ".";
            case IOException io -> String.valueOf(io.getMessage());
            case StorageException s -> s.getMessage();
            case IllegalArgumentException i -> String.valueOf(i.getMessage());
            default -> "This is a defect of Plumbline: " + e + ". Nothing acknowledged is lost; the log has the details.";
        };
    }
}
