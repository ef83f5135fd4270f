package plumbline.storage.sync;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** One project on a server, over HTTP. Retries what is safe to retry; every refusal becomes a {@link SyncException}. */
final class Remote implements AutoCloseable {
    private static final int TRIES = 3;

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final JsonMapper json = JsonMapper.shared();
    private final URI base;
    private final Optional<String> token;
    private final Optional<Login> login;
    /** Asked for once the server has asked for it. */
    private Optional<String> proof = Optional.empty();
    private long sentBytes;
    private long receivedBytes;

    /** {@code base} ends before {@code /api/v1}. */
    Remote(URI base, Optional<String> token, Optional<Login> login) {
        this.base = base;
        this.token = token;
        this.login = login;
    }

    long sentBytes() {
        return sentBytes;
    }

    long receivedBytes() {
        return receivedBytes;
    }

    <T> T get(String path, Class<T> type) throws IOException {
        return parse(exchange(request(path).GET()), type);
    }

    <T> T post(String path, Object body, Class<T> type) throws IOException {
        return parse(exchange(body(path, json.writeValueAsBytes(body), "application/json")), type);
    }

    void postPack(String path, byte[] pack) throws IOException {
        exchange(body(path, pack, "application/octet-stream"));
    }

    byte[] fetch(String path, Object body) throws IOException {
        return exchange(body(path, json.writeValueAsBytes(body), "application/json"));
    }

    private HttpRequest.Builder body(String path, byte[] bytes, String type) {
        sentBytes += bytes.length;
        return request(path).header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofByteArray(bytes));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder b =
                HttpRequest.newBuilder(base.resolve(Wire.ROOT + path)).timeout(Duration.ofMinutes(5));
        token.ifPresent(t -> b.header("Authorization", "Bearer " + t));
        return b;
    }

    private byte[] exchange(HttpRequest.Builder request) throws IOException {
        IOException last = null;
        for (int i = 0; i < TRIES; i++) {
            try {
                if (proof.isPresent()) {
                    request.setHeader(Wire.USER_HEADER, proof.get());
                    request.setHeader(Wire.PURPOSE_HEADER, login.map(Login::purposeHeader).orElse(""));
                }
                HttpResponse<InputStream> response =
                        http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
                byte[] bytes;
                try (InputStream in = response.body()) {
                    bytes = in.readAllBytes();
                }
                receivedBytes += bytes.length;
                if (response.statusCode() == 401 && proof.isEmpty() && asksWho(response)) {
                    proof = login.flatMap(Login::header);
                    if (proof.isPresent()) {
                        continue;
                    }
                }
                if (response.statusCode() / 100 != 2) {
                    throw refusal(response.statusCode(), bytes);
                }
                return bytes;
            } catch (SyncException e) {
                throw e;
            } catch (IOException e) {
                // Every call is idempotent, so a broken line is simply tried again.
                last = e;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new SyncException(SyncException.Kind.UNREACHABLE, "Stopped. What was sent is kept; send again to go on.", e);
            }
        }
        throw new SyncException(
                SyncException.Kind.UNREACHABLE,
                "Server not reached at " + base.getScheme() + "://" + base.getAuthority()
                        + ". Nothing is lost; start it or check the address and send again.",
                last);
    }

    private static boolean asksWho(HttpResponse<InputStream> response) {
        return response.headers().firstValue("WWW-Authenticate").equals(Optional.of(Wire.USER_HEADER));
    }

    private SyncException refusal(int status, byte[] body) {
        String sentence;
        try {
            sentence = json.readValue(body, Wire.Failure.class).error();
        } catch (JacksonException e) {
            sentence = "The server answered " + status + " without a reason.";
        }
        return new SyncException(
                switch (status) {
                    case 401, 403 -> SyncException.Kind.DENIED;
                    case 409 -> SyncException.Kind.CONFLICT;
                    default -> SyncException.Kind.REFUSED;
                },
                sentence == null ? "The server answered " + status + "." : sentence);
    }

    private <T> T parse(byte[] bytes, Class<T> type) throws IOException {
        try {
            return json.readValue(bytes, type);
        } catch (JacksonException e) {
            throw new SyncException(
                    SyncException.Kind.REFUSED, "The answer from " + base.getAuthority() + " is not Plumbline's.", e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
