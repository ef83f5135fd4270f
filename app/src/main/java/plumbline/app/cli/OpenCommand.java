package plumbline.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import plumbline.app.service.ViewLink;
import plumbline.app.ui.WindowApp;

@Command(name = "open", description = "Opens the window, with a project or a capture if given.")
final class OpenCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Parameters(arity = "0..1", paramLabel = "PATH")
    private Optional<Path> path = Optional.empty();

    @Option(names = "--view", paramLabel = "LINK", description = "A link to a view, as Ctrl+Shift+K copies it: capture, frame, camera, looks and selection.")
    private Optional<String> view = Optional.empty();

    @Override
    public Integer call() {
        view.ifPresent(ViewLink::parse);
        List<String> arguments = new ArrayList<>();
        path.or(() -> common.project).ifPresent(p -> arguments.add(p.toString()));
        if (view.isPresent() && arguments.isEmpty()) {
            common.refuse("--view needs the project that the link is to.");
            return Exit.BAD_INPUT;
        }
        view.ifPresent(arguments::add);
        boolean desktop = System.getProperty("os.name").startsWith("Linux")
                && System.getProperty("glass.platform") == null;
        String display = System.getenv("DISPLAY");
        if (desktop && display == null) {
            common.refuse("There is no display here. Log in with a desktop, or use \"plumbline tour\" and \"plumbline render\","
                    + " which draw without one.");
            return Exit.BAD_INPUT;
        }
        Optional<String> missing = desktop ? DesktopLibraries.missing() : Optional.empty();
        if (missing.isPresent()) {
            common.refuse(missing.get());
            return Exit.BAD_INPUT;
        }
        try {
            WindowApp.main(arguments.toArray(new String[0]));
        } catch (UnsupportedOperationException noWindows) {
            common.refuse("The display " + display + " does not answer (" + noWindows.getMessage()
                    + "). Log in with a desktop, or set DISPLAY to one that runs.");
            return Exit.BAD_INPUT;
        }
        return Exit.DONE;
    }
}
