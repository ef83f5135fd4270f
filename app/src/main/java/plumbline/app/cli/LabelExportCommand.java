package plumbline.app.cli;

import picocli.CommandLine.Command;

@Command(name = "export", description = "The same as the verb export.")
final class LabelExportCommand extends ExportCommand {}
