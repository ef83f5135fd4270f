package plumbline.storage.server;

import io.helidon.http.HeaderNames;
import io.helidon.http.HttpException;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import plumbline.storage.project.StorageException;
import plumbline.storage.sync.Wire;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The REST server that comes with the product. It listens on loopback unless told otherwise, and then only with a token.
 * The API is described at {@code /api/v1/openapi.json}.
 */
public final class SyncServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SyncServer.class);

    private final WebServer web;
    private final ProjectHost host;

    private SyncServer(WebServer web, ProjectHost host) {
        this.web = web;
        this.host = host;
    }

    /** {@code port} 0 takes a free one. A host that is not loopback needs a token. */
    public static SyncServer start(ProjectHost host, String address, int port, Optional<String> token) throws IOException {
        if (!InetAddress.getByName(address).isLoopbackAddress() && token.isEmpty()) {
            throw new IOException("Serving on " + address + " reaches beyond this computer: give a token as well.");
        }
        try {
            WebServer web = WebServer.builder()
                    .host(address)
                    .port(port)
                    .shutdownHook(false)
                    .routing(r -> route(r, host, address, token))
                    .build()
                    .start();
            return new SyncServer(web, host);
        } catch (IllegalStateException | java.io.UncheckedIOException e) {
            throw new IOException("Port " + port + " on " + address + " cannot be opened: another program may hold it. "
                    + "Choose another with --port.", e);
        }
    }

    public int port() {
        return web.port();
    }

    private static void route(HttpRouting.Builder routing, ProjectHost host, String address, Optional<String> token) {
        routing.addFilter(new Guard(address, token));
        routing.register(Wire.ROOT, new ProjectApi(host));
        routing.error(JacksonException.class, (req, res, e) ->
                fail(res.status(Status.BAD_REQUEST_400), "The body is not the JSON this call takes."));
        routing.error(IOException.class, (req, res, e) -> fail(res.status(Status.BAD_REQUEST_400), e.getMessage()));
        routing.error(IllegalArgumentException.class, (req, res, e) ->
                fail(res.status(Status.BAD_REQUEST_400), e.getMessage()));
        routing.error(StorageException.class, (req, res, e) -> {
            LOG.warn("the store refused", e);
            fail(res.status(Status.CONFLICT_409), e.getMessage());
        });
        routing.error(HttpException.class, (req, res, e) -> fail(res.status(e.status()), "There is no such call here."));
        routing.error(RuntimeException.class, (req, res, e) -> {
            LOG.error("a request failed", e);
            fail(res.status(Status.INTERNAL_SERVER_ERROR_500), "The server failed; its log says where. Nothing was half-written.");
        });
    }

    static void fail(io.helidon.webserver.http.ServerResponse res, String sentence) {
        res.header(HeaderNames.CONTENT_TYPE, "application/json");
        res.send(JsonMapper.shared().writeValueAsBytes(new Wire.Failure(sentence)));
    }

    @Override
    public void close() {
        web.stop();
        host.close();
    }

    /** Refuses a wrong token, and a foreign Host header on loopback (a web page that rebinds its name to this machine). */
    private record Guard(String address, Optional<String> token) implements Filter {
        @Override
        public void filter(FilterChain chain, RoutingRequest req, RoutingResponse res) {
            if (token.isPresent()) {
                String given = req.headers().first(HeaderNames.AUTHORIZATION).orElse("");
                byte[] want = ("Bearer " + token.get()).getBytes(StandardCharsets.UTF_8);
                if (!MessageDigest.isEqual(want, given.getBytes(StandardCharsets.UTF_8))) {
                    fail(res.status(Status.UNAUTHORIZED_401), "This server asks for its token: give it with --token.");
                    return;
                }
            } else if (!local(req.headers().first(HeaderNames.HOST).orElse(""))) {
                fail(res.status(Status.FORBIDDEN_403), "This server answers to this computer's own name only.");
                return;
            }
            chain.proceed();
        }

        private boolean local(String hostHeader) {
            String name = hostHeader.replaceFirst(":\\d+$", "");
            return name.isEmpty() || name.equals("localhost") || name.equals("127.0.0.1") || name.equals("[::1]")
                    || name.equals(address);
        }
    }
}
