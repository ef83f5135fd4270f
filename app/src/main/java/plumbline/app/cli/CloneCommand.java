package plumbline.app.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
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
import plumbline.storage.project.Projects;
import plumbline.storage.sync.SyncClient;

@Command(name = "clone", description = "Copies a project from a server: same version, labels and audit root.")
final class CloneCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Parameters(index = "0", paramLabel = "URL", description = "http://HOST:PORT/PROJECT; without a project the only one there.")
    private URI server;

    @Parameters(index = "1", paramLabel = "DIR")
    private Path folder;

    @Option(names = "--token", description = "The server's token, if it asks for one.")
    private Optional<String> token = Optional.empty();

    @Override
    public Integer call() throws IOException {
        SyncClient.Moved moved =
                Sync.copy(server, folder, common.actor(), token, common.progress());
        Map<String, Object> json = PushCommand.json(moved);
        String version;
        try (Project project = Projects.open(folder, common.actor())) {
            version = project.head().map(v -> v.hash().hex()).orElse("");
        }
        json.put("project", folder.toAbsolutePath().normalize().toString());
        json.put("version", version);
        common.answer(json, List.of("Cloned into " + folder + ", version " + version + ", " + moved.objects() + " objects"));
        return Exit.DONE;
    }
}
