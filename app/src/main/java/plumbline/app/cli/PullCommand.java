package plumbline.app.cli;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import plumbline.app.service.Sync;
import plumbline.storage.project.Project;
import plumbline.storage.sync.SyncClient;

@Command(name = "pull", description = "Fetches what the server has more of.")
final class PullCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Parameters(arity = "0..1", paramLabel = "URL")
    private Optional<URI> server = Optional.empty();

    @Option(names = "--token", description = "The server's token, if it asks for one.")
    private Optional<String> token = Optional.empty();

    @Override
    public Integer call() throws IOException {
        try (Project project = common.openProject()) {
            URI from = server.or(() -> Sync.remote(project)).orElseThrow(PushCommand::noServer);
            SyncClient.Moved moved = Sync.pull(project, from, token, common.progress());
            common.answer(PushCommand.json(moved), List.of(
                    "Fetched " + moved.objects() + " objects; "
                            + (moved.refs().isEmpty() ? "nothing new" : String.join(", ", moved.refs()) + " updated")));
        }
        return Exit.DONE;
    }
}
