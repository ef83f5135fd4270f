package plumbline.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import plumbline.storage.server.FolderHost;
import plumbline.storage.server.SyncServer;

@Command(name = "serve", description = "The embedded server: projects in a folder, on this computer only unless told otherwise.")
final class ServeCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Option(names = "--data", required = true, paramLabel = "DIR")
    private Path data;

    @Option(names = "--port", defaultValue = "7311", paramLabel = "P", description = "0 takes a free one. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(names = "--host", defaultValue = "127.0.0.1", description = "Another address needs --token-file.")
    private String host;

    @Option(names = "--token-file", paramLabel = "FILE", description = "A file with the token that clients must give.")
    private Optional<Path> tokenFile = Optional.empty();

    @Override
    public Integer call() throws IOException {
        Optional<String> token = tokenFile.isPresent()
                ? Optional.of(Files.readString(tokenFile.get()).strip())
                : Optional.empty();
        CountDownLatch stop = new CountDownLatch(1);
        try (SyncServer server = SyncServer.start(
                new FolderHost(data, common.actor("serve")), host, port, token)) {
            String url = "http://" + host + ":" + server.port();
            common.answer(
                    Map.of("url", url, "port", server.port(), "data", data.toAbsolutePath().toString()),
                    List.of("Serving " + data + " at " + url + ". Stop with Ctrl+C."));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                server.close();
                stop.countDown();
            }));
            stop.await();
        } catch (InterruptedException e) {
            // Whoever runs the verb in a thread of his own stops it so; the server is closed already.
            Thread.currentThread().interrupt();
        }
        return Exit.DONE;
    }
}
