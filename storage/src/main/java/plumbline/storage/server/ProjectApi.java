package plumbline.storage.server;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import plumbline.storage.audit.AuditTrail;
import plumbline.storage.format.FormatException;
import plumbline.storage.project.Hash;
import plumbline.storage.project.Replica;
import plumbline.storage.sync.Packs;
import plumbline.storage.sync.Wire;
import tools.jackson.databind.json.JsonMapper;

/** The calls of {@code /api/v1}. Each may be repeated without harm. */
final class ProjectApi implements HttpService {
    private static final int MAX_JSON_BYTES = 64 << 20;
    private static final int MAX_PAGE = 5000;

    private final ProjectHost host;
    private final Door door;
    private final JsonMapper json = JsonMapper.shared();

    ProjectApi(ProjectHost host) {
        this.host = host;
        this.door = new Door(host);
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/", this::info)
                .get("/openapi.json", this::openApi)
                .get("/projects/{name}/refs", door.pull(this::refs))
                .post("/projects/{name}/refs", door.push(this::updateRef))
                .post("/projects/{name}/missing", door.push(this::missing))
                .post("/projects/{name}/closure", door.pull(this::closure))
                .post("/projects/{name}/objects", door.push(this::receive))
                .post("/projects/{name}/objects/fetch", door.pull(this::send))
                .get("/projects/{name}/audit", door.pull(this::auditSizes))
                .get("/projects/{name}/audit/{log}", door.pull(this::auditPage))
                .post("/projects/{name}/audit", door.push(this::appendAudit))
                .get("/projects/{name}/checkpoints", door.pull(this::checkpoints))
                .get("/projects/{name}/side", door.pull(this::side))
                .post("/projects/{name}/side", door.push(this::mergeSide));
    }

    private void info(ServerRequest req, ServerResponse res) {
        reply(res, new Wire.ServerInfo("Plumbline", 1, host.names()));
    }

    private void openApi(ServerRequest req, ServerResponse res) throws IOException {
        try (InputStream in = ProjectApi.class.getResourceAsStream("openapi.json")) {
            if (in == null) {
                throw new IllegalStateException("openapi.json is missing from the jar");
            }
            res.header(HeaderNames.CONTENT_TYPE, "application/json");
            res.send(in.readAllBytes());
        }
    }

    private void refs(ServerRequest req, ServerResponse res) throws IOException {
        reply(res, refsOf(host.find(name(req))));
    }

    private static Wire.Refs refsOf(Optional<Replica> replica) {
        Map<String, String> out = new TreeMap<>();
        replica.ifPresent(r -> r.refs().forEach((n, h) -> out.put(n, h.hex())));
        return new Wire.Refs(out);
    }

    private void updateRef(ServerRequest req, ServerResponse res) throws IOException {
        Wire.RefUpdate update = body(req, Wire.RefUpdate.class);
        Replica replica = existing(req);
        Optional<Hash> before = update.before().isEmpty() ? Optional.empty() : Optional.of(new Hash(update.before()));
        if (replica.updateRef(update.name(), before, new Hash(update.after()))) {
            reply(res, refsOf(Optional.of(replica)));
        } else {
            SyncServer.fail(
                    res.status(Status.CONFLICT_409),
                    update.name() + " has moved on the server meanwhile. Pull first; nothing was overwritten.");
        }
    }

    private void missing(ServerRequest req, ServerResponse res) throws IOException {
        Set<Hash> asked = hashes(body(req, Wire.Hashes.class));
        Set<Hash> missing = host.find(name(req)).map(r -> r.missing(asked)).orElse(asked);
        reply(res, new Wire.Hashes(missing.stream().map(Hash::hex).toList()));
    }

    private void closure(ServerRequest req, ServerResponse res) throws IOException {
        Replica replica = existing(req);
        Set<Hash> all = new HashSet<>();
        for (Hash h : hashes(body(req, Wire.Hashes.class))) {
            all.addAll(replica.closure(h));
        }
        reply(res, new Wire.Hashes(all.stream().map(Hash::hex).sorted().toList()));
    }

    private void receive(ServerRequest req, ServerResponse res) throws IOException {
        Replica replica = orNew(req);
        int count;
        try (InputStream in = req.content().inputStream()) {
            count = Packs.read(in, replica::write);
        }
        reply(res, Map.of("objects", count));
    }

    private void send(ServerRequest req, ServerResponse res) throws IOException {
        Replica replica = existing(req);
        List<String> asked = body(req, Wire.Hashes.class).hashes();
        res.header(HeaderNames.CONTENT_TYPE, "application/octet-stream");
        try (OutputStream out = res.outputStream();
                DataOutputStream data = Packs.writer(out)) {
            for (String hex : asked) {
                if (data.size() >= Packs.TARGET_BYTES) {
                    break;
                }
                Hash hash = new Hash(hex);
                Packs.write(data, hash, replica.read(hash));
            }
        }
    }

    private void auditSizes(ServerRequest req, ServerResponse res) throws IOException {
        reply(res, new Wire.AuditSizes(host.find(name(req)).map(Replica::auditSizes).orElse(Map.of())));
    }

    private void auditPage(ServerRequest req, ServerResponse res) throws IOException {
        long from = number(req, "from", Long.MAX_VALUE);
        int limit = (int) number(req, "limit", MAX_PAGE);
        String log = req.path().pathParameters().get("log");
        reply(res, new Wire.AuditPage(existing(req).auditEntries(log, from, limit)));
    }

    private void appendAudit(ServerRequest req, ServerResponse res) throws IOException {
        Replica replica = orNew(req);
        replica.appendAudit(body(req, Wire.AuditPage.class).entries());
        reply(res, new Wire.AuditSizes(replica.auditSizes()));
    }

    private void checkpoints(ServerRequest req, ServerResponse res) throws IOException {
        AuditTrail.Witnessed seen = existing(req).witnessed();
        reply(res, new Wire.Checkpoints(seen.heads(), seen.notes(), seen.keys()));
    }

    private void side(ServerRequest req, ServerResponse res) throws IOException {
        reply(res, new Wire.Side(existing(req).sideRecords()));
    }

    private void mergeSide(ServerRequest req, ServerResponse res) throws IOException {
        orNew(req).mergeSideRecords(body(req, Wire.Side.class).lines());
        reply(res, new Wire.Side(List.of()));
    }

    private Replica existing(ServerRequest req) throws IOException {
        String name = name(req);
        return host.find(name)
                .orElseThrow(() -> new FormatException("server", "", "there is no project \"" + name + "\" here; there are "
                        + (host.names().isEmpty() ? "none" : String.join(", ", host.names()))));
    }

    private Replica orNew(ServerRequest req) throws IOException {
        String name = name(req);
        return host.find(name).orElseGet(() -> host.create(name));
    }

    /** The name is also a folder: nothing that could leave it, or be hidden, is let through. */
    static String name(ServerRequest req) throws IOException {
        String name = req.path().pathParameters().get("name");
        if (!name.matches("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,99}") || name.contains("..")) {
            throw new FormatException("server", "", "a project's name has 1 to 100 letters, digits, spaces, dots, hyphens");
        }
        return name;
    }

    private static long number(ServerRequest req, String key, long most) throws IOException {
        String text = req.query().first(key).orElse("0");
        try {
            long n = Long.parseLong(text);
            if (n >= 0) {
                return Math.min(n, most);
            }
        } catch (NumberFormatException e) {
            throw new FormatException("server", "", key + " is a whole number, not " + text, e);
        }
        throw new FormatException("server", "", key + " cannot be below 0");
    }

    private static Set<Hash> hashes(Wire.Hashes body) {
        Set<Hash> out = new HashSet<>();
        body.hashes().forEach(h -> out.add(new Hash(h)));
        return out;
    }

    private <T> T body(ServerRequest req, Class<T> type) throws IOException {
        try (InputStream in = req.content().inputStream()) {
            byte[] bytes = in.readNBytes(MAX_JSON_BYTES + 1);
            if (bytes.length > MAX_JSON_BYTES) {
                throw new FormatException("server", "", "the body is larger than " + MAX_JSON_BYTES + " bytes");
            }
            T value = json.readValue(bytes, type);
            if (value == null) {
                throw new FormatException("server", "", "the body is empty");
            }
            return value;
        }
    }

    private void reply(ServerResponse res, Object body) {
        res.header(HeaderNames.CONTENT_TYPE, "application/json");
        res.send(json.writeValueAsBytes(body));
    }
}
