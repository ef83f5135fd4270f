package plumbline.storage.sync;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import plumbline.annotation.scene.Progress;
import plumbline.storage.audit.AuditEntry;
import plumbline.storage.audit.AuditTrail;
import plumbline.storage.project.Hash;
import plumbline.storage.project.Replica;

/**
 * Sends and fetches a project. The order is objects, audit entries, side records, refs: a ref is moved only when all that
 * it needs is there, so a transfer cut anywhere leaves both sides whole and is continued by doing it again.
 */
public final class SyncClient implements AutoCloseable {
    /** What the server's branches are called here: {@code origin/main}. */
    public static final String ORIGIN = "origin";

    private static final int ASK_AT_ONCE = 5000;
    private static final int AUDIT_PAGE = 2000;

    /** What a transfer moved; {@code refs} are those changed. */
    public record Moved(long sentBytes, long receivedBytes, int chunks, int objects, List<String> refs) {}

    private final Remote remote;

    /** {@code server} without a path: {@code http://127.0.0.1:7311}. */
    public SyncClient(URI server, Optional<String> token) {
        this.remote = new Remote(server, token, Optional.empty());
    }

    /** {@code login} is for servers whose projects have users. */
    public SyncClient(URI server, Optional<String> token, Login login) {
        this.remote = new Remote(server, token, Optional.of(login));
    }

    public List<String> projects() throws IOException {
        return remote.get("", Wire.ServerInfo.class).projects();
    }

    /** Refs of the server's copy; empty where it has none of that name. */
    public Map<String, Hash> refs(String project) throws IOException {
        Map<String, Hash> out = new TreeMap<>();
        remote.get(path(project, "/refs"), Wire.Refs.class).refs().forEach((n, h) -> out.put(n, new Hash(h)));
        return out;
    }

    /** What the server has seen of a project's audit logs: an anchor outside this copy. */
    public AuditTrail.Witnessed checkpoints(String project) throws IOException {
        Wire.Checkpoints seen = remote.get(path(project, "/checkpoints"), Wire.Checkpoints.class);
        if (seen.heads() == null || seen.notes() == null || seen.keys() == null) {
            throw new SyncException(SyncException.Kind.REFUSED, "The server's answer about its checkpoints is not Plumbline's.");
        }
        return new AuditTrail.Witnessed(seen.heads(), seen.notes(), seen.keys());
    }

    /** Sends every ref. {@link SyncException} of kind CONFLICT where the server has versions that this copy lacks. */
    public Moved push(String project, Replica local, Progress progress) throws IOException {
        Map<String, Hash> mine = local.refs();
        Map<String, Hash> theirs = refs(project);
        refuseUnknown(local, mine, theirs);
        Set<Hash> need = new LinkedHashSet<>();
        for (Hash head : mine.values()) {
            need.addAll(local.closure(head));
        }
        Set<Hash> missing = missing(project, need);
        int chunks = sendObjects(project, local, missing, progress);
        sendAudit(project, local);
        remote.post(path(project, "/side"), new Wire.Side(local.sideRecords()), Wire.Side.class);
        List<String> moved = new ArrayList<>();
        for (Map.Entry<String, Hash> ref : mine.entrySet()) {
            Hash before = theirs.get(ref.getKey());
            if (!ref.getValue().equals(before)) {
                remote.post(
                        path(project, "/refs"),
                        new Wire.RefUpdate(ref.getKey(), before == null ? "" : before.hex(), ref.getValue().hex()),
                        Wire.Refs.class);
                moved.add(ref.getKey());
            }
        }
        return new Moved(remote.sentBytes(), remote.receivedBytes(), chunks, missing.size(), moved);
    }

    /**
     * Fetches every ref that this copy lacks or is behind on; refs that went apart are left as they are
     * here, and can be merged from {@code origin/NAME}.
     */
    public Moved fetch(String project, Replica local, Progress progress) throws IOException {
        Map<String, Hash> theirs = refs(project);
        Set<Hash> need = new TreeSet<>();
        for (Hash head : theirs.values()) {
            remote.post(path(project, "/closure"), new Wire.Hashes(List.of(head.hex())), Wire.Hashes.class)
                    .hashes()
                    .forEach(h -> need.add(new Hash(h)));
        }
        List<Hash> missing = new ArrayList<>(local.missing(need));
        int chunks = 0;
        int done = 0;
        while (done < missing.size() && !progress.cancelled()) {
            List<String> ask = missing.subList(done, missing.size()).stream()
                    .limit(ASK_AT_ONCE)
                    .map(Hash::hex)
                    .toList();
            byte[] pack = remote.fetch(path(project, "/objects/fetch"), new Wire.Hashes(ask));
            int got = Packs.read(new ByteArrayInputStream(pack), local::write);
            if (got == 0) {
                throw new SyncException(
                        SyncException.Kind.REFUSED, "The server does not send objects it announced; run its doctor.");
            }
            chunks++;
            done += got;
            progress.update("Fetching", done, missing.size());
        }
        if (progress.cancelled()) {
            return new Moved(remote.sentBytes(), remote.receivedBytes(), chunks, done, List.of());
        }
        fetchAudit(project, local);
        local.mergeSideRecords(remote.get(path(project, "/side"), Wire.Side.class).lines());
        local.track(ORIGIN, theirs);
        return new Moved(
                remote.sentBytes(), remote.receivedBytes(), chunks, missing.size(), moveRefs(local, theirs));
    }

    private static List<String> moveRefs(Replica local, Map<String, Hash> theirs) {
        Map<String, Hash> mine = local.refs();
        List<String> moved = new ArrayList<>();
        for (Map.Entry<String, Hash> ref : theirs.entrySet()) {
            Hash before = mine.get(ref.getKey());
            boolean forward = before == null || local.closure(ref.getValue()).contains(before);
            if (forward && !ref.getValue().equals(before)
                    && local.updateRef(ref.getKey(), Optional.ofNullable(before), ref.getValue())) {
                moved.add(ref.getKey());
            }
        }
        return moved;
    }

    private static void refuseUnknown(Replica local, Map<String, Hash> mine, Map<String, Hash> theirs) throws SyncException {
        for (Map.Entry<String, Hash> ref : theirs.entrySet()) {
            Hash own = mine.get(ref.getKey());
            if (own != null && !own.equals(ref.getValue())
                    && (!local.missing(Set.of(ref.getValue())).isEmpty() || !local.closure(own).contains(ref.getValue()))) {
                throw new SyncException(
                        SyncException.Kind.CONFLICT,
                        "The server's " + ref.getKey() + " is at " + ref.getValue().shortHex()
                                + ", which this copy does not build on. Pull first; nothing was sent.");
            }
        }
    }

    private Set<Hash> missing(String project, Set<Hash> need) throws IOException {
        Set<Hash> missing = new LinkedHashSet<>();
        List<Hash> all = new ArrayList<>(need);
        for (int i = 0; i < all.size(); i += ASK_AT_ONCE) {
            List<String> ask =
                    all.subList(i, Math.min(all.size(), i + ASK_AT_ONCE)).stream().map(Hash::hex).toList();
            remote.post(path(project, "/missing"), new Wire.Hashes(ask), Wire.Hashes.class)
                    .hashes()
                    .forEach(h -> missing.add(new Hash(h)));
        }
        return missing;
    }

    private int sendObjects(String project, Replica local, Set<Hash> missing, Progress progress) throws IOException {
        ByteArrayOutputStream pack = new ByteArrayOutputStream();
        int chunks = 0;
        int sent = 0;
        for (Hash h : missing) {
            if (progress.cancelled()) {
                throw new SyncException(
                        SyncException.Kind.REFUSED, "Stopped. " + sent + " objects are on the server; send again to go on.");
            }
            Packs.write(new DataOutputStream(pack), h, local.read(h));
            sent++;
            if (pack.size() >= Packs.TARGET_BYTES || sent == missing.size()) {
                remote.postPack(path(project, "/objects"), pack.toByteArray());
                pack.reset();
                chunks++;
                progress.update("Sending", sent, missing.size());
            }
        }
        return chunks;
    }

    private void sendAudit(String project, Replica local) throws IOException {
        Map<String, Long> theirs = remote.get(path(project, "/audit"), Wire.AuditSizes.class).sizes();
        for (Map.Entry<String, Long> log : local.auditSizes().entrySet()) {
            long at = theirs.getOrDefault(log.getKey(), 0L);
            while (at < log.getValue()) {
                List<AuditEntry> page = local.auditEntries(log.getKey(), at, AUDIT_PAGE);
                remote.post(path(project, "/audit"), new Wire.AuditPage(page), Wire.AuditSizes.class);
                at += page.size();
            }
        }
    }

    private void fetchAudit(String project, Replica local) throws IOException {
        Map<String, Long> mine = local.auditSizes();
        Map<String, Long> theirs = remote.get(path(project, "/audit"), Wire.AuditSizes.class).sizes();
        for (String log : new HashSet<>(theirs.keySet())) {
            long at = mine.getOrDefault(log, 0L);
            while (at < theirs.get(log)) {
                String query = "/audit/" + encode(log) + "?from=" + at + "&limit=" + AUDIT_PAGE;
                List<AuditEntry> page = remote.get(path(project, query), Wire.AuditPage.class).entries();
                if (page.isEmpty()) {
                    throw new SyncException(SyncException.Kind.REFUSED, "The server's audit log " + log + " is shorter than it says.");
                }
                local.appendAudit(page);
                at += page.size();
            }
        }
    }

    private static String path(String project, String rest) {
        return "/projects/" + encode(project) + rest;
    }

    private static String encode(String s) {
        return URLEncoder.encode(s, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public void close() {
        remote.close();
    }
}
