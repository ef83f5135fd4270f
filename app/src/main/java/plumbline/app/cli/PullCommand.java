package plumbline.app.cli;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import plumbline.app.service.Merges;
import plumbline.app.service.Sync;
import plumbline.storage.project.Project;
import plumbline.storage.sync.SyncClient;

@Command(name = "pull", description = "Fetches what the server has more of. Exit 5 where both sides went on and are to be merged.")
final class PullCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Parameters(arity = "0..1", paramLabel = "URL")
    private Optional<URI> server = Optional.empty();

    @Option(names = "--token", description = "The server's token, if it asks for one.")
    private Optional<String> token = Optional.empty();

    @Option(names = "--merge", description = "Merges at once where both sides went on.")
    private boolean merge;

    @Override
    public Integer call() throws IOException {
        try (Project project = common.openProject()) {
            URI from = server.or(() -> Sync.remote(project)).orElseThrow(PushCommand::noServer);
            SyncClient.Moved moved = Sync.pull(project, from, token, common.progress());
            Optional<Sync.Fork> fork = Sync.fork(project);
            if (fork.isPresent() && merge) {
                return MergeCommand.answer(common, project, Merges.merge(project, fork.get().name()), PushCommand.json(moved));
            }
            if (fork.isPresent()) {
                Map<String, Object> json = PushCommand.json(moved);
                json.put("fork", Map.of(
                        "name", fork.get().name(), "version", fork.get().theirs().hash().hex(), "ahead", fork.get().ahead(),
                        "behind", fork.get().behind()));
                common.answer(json, List.of("Fetched " + moved.objects() + " objects."));
                common.refuse("Both sides went on: " + fork.get().ahead() + " to send, " + fork.get().behind()
                        + " new on the server. Merge them: plumbline merge " + fork.get().name());
                return Exit.CONFLICT;
            }
            common.answer(PushCommand.json(moved), List.of(
                    "Fetched " + moved.objects() + " objects; "
                            + (moved.refs().isEmpty() ? "nothing new" : String.join(", ", moved.refs()) + " updated")));
            return Exit.DONE;
        }
    }
}
