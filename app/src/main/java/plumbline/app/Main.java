package plumbline.app;

import java.util.logging.Level;
import java.util.logging.Logger;
import plumbline.app.cli.PlumblineCommand;
import plumbline.app.service.NativeFiles;
import plumbline.app.service.Settings;

/** Where the program starts: without a verb the window, with one the command line. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        String[] words = args.length == 0 ? new String[] {"open"} : args;
        // Libraries that log through java.util.logging keep their start-up notes to themselves.
        Logger.getLogger("").setLevel(Level.WARNING);
        NativeFiles.prepare(Settings.fromEnvironment().folder());
        int exit = PlumblineCommand.run(words);
        // The window's own threads may linger for a moment; the exit code must not.
        System.exit(exit);
    }
}
