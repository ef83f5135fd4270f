package plumbline.app;

import plumbline.app.cli.PlumblineCommand;

/** Where the program starts: without a verb the window, with one the command line. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        String[] words = args.length == 0 ? new String[] {"open"} : args;
        int exit = PlumblineCommand.line().execute(words);
        // The window's own threads may linger for a moment; the exit code must not.
        System.exit(exit);
    }
}
