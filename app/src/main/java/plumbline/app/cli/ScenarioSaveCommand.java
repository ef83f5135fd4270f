package plumbline.app.cli;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import plumbline.annotation.scene.Capture;
import plumbline.app.service.Scenarios;
import plumbline.app.service.Session;
import plumbline.storage.project.Project;
import plumbline.storage.project.Scenario;

@Command(name = "save", description = "Saves a range of a capture under a name; with --replace in the place of another.")
final class ScenarioSaveCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Parameters(paramLabel = "NAME")
    private String name;

    @Option(names = "--from", paramLabel = "T", description = "Nanoseconds since 1970 UTC. Default: the capture's first frame.")
    private Optional<Long> from = Optional.empty();

    @Option(names = "--to", paramLabel = "T", description = "Nanoseconds since 1970 UTC. Default: the capture's last frame.")
    private Optional<Long> to = Optional.empty();

    @Option(names = "--frames", paramLabel = "A-B", description = "Instead of times: from the first frame to the last.")
    private Optional<String> frames = Optional.empty();

    @Option(names = "--tag", paramLabel = "WORD", description = "May be given several times.")
    private List<String> tags = List.of();

    @Option(names = "--note", defaultValue = "", paramLabel = "TEXT")
    private String note;

    @Option(names = "--replace", paramLabel = "SCENARIO", description = "The id or name of the one that this takes the place of.")
    private Optional<String> replace = Optional.empty();

    @Override
    public Integer call() throws IOException {
        try (Project project = common.openProject();
                Session session = common.session(project)) {
            Capture capture = session.capture();
            long first = Common.frame(capture, 0).timeNanos();
            long last = capture.frames().getLast().timeNanos();
            if (frames.isPresent()) {
                int[] ends = Common.ends(frames.get());
                first = Common.frame(capture, ends[0]).timeNanos();
                last = Common.frame(capture, ends[1]).timeNanos();
            }
            Optional<String> id = replace.map(r -> project.passNotes().scenario(r).id());
            Scenario s = Scenarios.save(session, id, name, from.orElse(first), to.orElse(last), tags, note);
            if (project.uncommittedEdits() > 0) {
                common.say("The scenario pins version " + s.version().shortHex() + "; edits that are not committed are not in it.");
            }
            common.answer(
                    Map.of("scenarios", List.of(ScenarioCommand.json(s))), List.of("Saved " + ScenarioCommand.line(s)));
        }
        return Exit.DONE;
    }
}
