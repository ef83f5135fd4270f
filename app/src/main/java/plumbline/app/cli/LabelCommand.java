package plumbline.app.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "label",
        description = "Labels as data.",
        subcommands = {
            LabelListCommand.class, LabelSuspectsCommand.class, LabelApplyCommand.class, LabelFitCommand.class, LabelImportCommand.class,
            LabelExportCommand.class
        })
final class LabelCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        throw new IllegalArgumentException("Say what to do: label list, suspects, apply, fit, import or export.");
    }
}
