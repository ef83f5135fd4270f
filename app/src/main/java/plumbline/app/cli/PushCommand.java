package plumbline.app.cli;

import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import plumbline.app.service.Sync;
import plumbline.storage.project.Project;
import plumbline.storage.sync.SyncClient;

@Command(name = "push", description = "Sends versions, captures and the audit log to a server. Done again, it sends what is missing.")
final class PushCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Parameters(arity = "0..1", paramLabel = "URL", description = "Default: the server of the last push, or of the clone.")
    private Optional<URI> server = Optional.empty();

    @Option(names = "--token", description = "The server's token, if it asks for one.")
    private Optional<String> token = Optional.empty();

    @Override
    public Integer call() throws IOException {
        try (Project project = common.openProject()) {
            URI to = server.or(() -> Sync.remote(project)).orElseThrow(PushCommand::noServer);
            SyncClient.Moved moved = Sync.push(project, to, token, common.progress());
            common.answer(json(moved), List.of(
                    "Sent " + moved.objects() + " objects, " + moved.sentBytes() + " bytes; "
                            + (moved.refs().isEmpty() ? "nothing new" : String.join(", ", moved.refs()) + " updated")));
        }
        return Exit.DONE;
    }

    static IllegalArgumentException noServer() {
        return new IllegalArgumentException("No server is known for this project. Name one: plumbline push http://127.0.0.1:7311");
    }

    static Map<String, Object> json(SyncClient.Moved moved) {
        Map<String, Object> m = new LinkedHashMap<>();
        m.put("sent", Map.of("bytes", moved.sentBytes()));
        m.put("received", Map.of("bytes", moved.receivedBytes()));
        m.put("chunks", moved.chunks());
        m.put("objects", moved.objects());
        m.put("refs", moved.refs());
        return m;
    }
}
