package plumbline.app.service;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import plumbline.annotation.scene.Progress;
import plumbline.storage.access.Action;
import plumbline.storage.audit.AuditTrail;
import plumbline.storage.project.Actor;
import plumbline.storage.project.Hash;
import plumbline.storage.project.Project;
import plumbline.storage.project.Projects;
import plumbline.storage.project.Replica;
import plumbline.storage.project.Version;
import plumbline.storage.sync.Login;
import plumbline.storage.sync.SyncClient;
import plumbline.storage.sync.SyncException;

/** Sends a project to a server and fetches one from there. Addresses: {@code http://HOST:PORT} or with {@code /PROJECT}. */
public final class Sync {
    private static final String REMOTE = "remote";

    /** How this copy stands against its server: versions that only one side has. */
    public record Standing(URI remote, int ahead, int behind) {}

    private Sync() {}

    /** The address of the last push or the clone's origin. */
    public static Optional<URI> remote(Project project) {
        return project.setting(REMOTE).map(URI::create);
    }

    /** Remembers the address, and sends. The audit log goes with it, so both sides have the same root. */
    public static SyncClient.Moved push(Project project, URI server, Optional<String> token, Progress progress)
            throws IOException {
        project.access().requireEverywhere(Action.SYNC_PUSH);
        Address address = Address.parse(server, project.name());
        project.setSetting(REMOTE, address.full().toString());
        // The server then holds a signed word of how far the log went: an anchor outside this copy.
        if (project.actor().signer().get().isPresent() && project.auditTrail().checkpointDue()) {
            project.auditTrail().checkpoint();
        }
        try (SyncClient client = new SyncClient(address.server(), token, login(project.actor()))) {
            SyncClient.Moved moved = client.push(address.project(), project.replica(), progress);
            SyncState.remember(project);
            return moved;
        }
    }

    /** What the server has seen of this project's audit logs. */
    public static AuditTrail.Witnessed witnessed(Project project, URI server, Optional<String> token) throws IOException {
        Address address = Address.parse(server, project.name());
        try (SyncClient client = new SyncClient(address.server(), token, login(project.actor()))) {
            return client.checkpoints(address.project());
        }
    }

    /** Fetches what the server has more of and makes it current where this copy has no edits of its own. */
    public static SyncClient.Moved pull(Project project, URI server, Optional<String> token, Progress progress)
            throws IOException {
        project.access().requireEverywhere(Action.SYNC_PULL);
        if (project.uncommittedEdits() > 0) {
            throw new SyncException(
                    SyncException.Kind.CONFLICT,
                    "There are edits not committed yet (" + project.uncommittedEdits()
                            + "). Commit them first; nothing was fetched.");
        }
        Address address = Address.parse(server, project.name());
        try (SyncClient client = new SyncClient(address.server(), token, login(project.actor()))) {
            SyncClient.Moved moved = client.fetch(address.project(), project.replica(), progress);
            project.catchUp();
            return moved;
        }
    }

    /** The server's branch, as last fetched, that went another way than this copy's: versions that only one side has. */
    public record Fork(String name, Version theirs, int ahead, int behind) {}

    /** Empty where one side builds on the other. Asks nobody: it is about what was fetched. */
    public static Optional<Fork> fork(Project project) {
        String name = SyncClient.ORIGIN + "/" + project.branch();
        Optional<Version> head = project.head();
        Optional<Hash> there = project.history().remotes().entrySet().stream()
                .filter(e -> e.getKey().equals(name))
                .map(Map.Entry::getValue)
                .findFirst();
        if (head.isEmpty() || there.isEmpty()) {
            return Optional.empty();
        }
        int ahead = without(project, head.get().hash(), there.get());
        int behind = without(project, there.get(), head.get().hash());
        return ahead > 0 && behind > 0
                ? Optional.of(new Fork(name, project.resolve(there.get().hex()), ahead, behind))
                : Optional.empty();
    }

    /** Makes a copy in a new or empty folder: same version, labels and audit root as on the server. */
    public static SyncClient.Moved copy(URI server, Path folder, Actor actor, Optional<String> token, Progress progress)
            throws IOException {
        if (Files.exists(folder) && (!Files.isDirectory(folder) || !isEmpty(folder))) {
            throw new SyncException(
                    SyncException.Kind.REFUSED, folder + " is not empty. Choose a new folder; nothing was fetched.");
        }
        Address address = only(server, actor, token);
        try (SyncClient client = new SyncClient(address.server(), token, login(actor))) {
            if (client.refs(address.project()).isEmpty()) {
                throw new SyncException(
                        SyncException.Kind.REFUSED,
                        "The server has no project \"" + address.project() + "\"; it has "
                                + String.join(", ", client.projects()) + ".");
            }
            SyncClient.Moved moved;
            try (Project project = Projects.initEmptyReplica(folder, address.project(), actor)) {
                moved = client.fetch(address.project(), project.replica(), progress);
                project.catchUp();
                project.setSetting(REMOTE, address.full().toString());
                SyncState.remember(project);
            }
            return moved;
        }
    }

    /** Asks the server; throws {@link SyncException} where it is not reached. */
    public static Standing standing(Project project, URI server, Optional<String> token) throws IOException {
        Address address = Address.parse(server, project.name());
        try (SyncClient client = new SyncClient(address.server(), token, login(project.actor()))) {
            Map<String, Hash> theirs = client.refs(address.project());
            Replica local = project.replica();
            String ref = "heads/" + project.branch();
            Hash head = theirs.get(ref);
            int ahead = project.head()
                    .map(v -> head == null || !local.missing(Set.of(head)).isEmpty()
                            ? project.log(v.hash()).size()
                            : without(project, v.hash(), head))
                    .orElse(0);
            int behind = head == null ? 0 : !local.missing(Set.of(head)).isEmpty() ? 1
                    : project.head().map(v -> without(project, head, v.hash())).orElse(1);
            return new Standing(address.full(), ahead, behind);
        }
    }

    private static Login login(Actor actor) {
        return new Login(actor.user(), actor.purpose(), actor.password());
    }

    private static int without(Project project, Hash from, Hash known) {
        Set<Hash> seen = new java.util.HashSet<>();
        project.log(known).forEach(v -> seen.add(v.hash()));
        return (int) project.log(from).stream().filter(v -> !seen.contains(v.hash())).count();
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }

    private static Address only(URI server, Actor actor, Optional<String> token) throws IOException {
        Address named = Address.parse(server, "");
        if (!named.project().isEmpty()) {
            return named;
        }
        try (SyncClient client = new SyncClient(named.server(), token, login(actor))) {
            List<String> names = client.projects();
            if (names.size() != 1) {
                throw new SyncException(
                        SyncException.Kind.REFUSED,
                        names.isEmpty()
                                ? "The server has no project yet. Push one first."
                                : "The server has several projects: " + String.join(", ", names)
                                        + ". Put one behind the address, as in " + named.server() + "/" + names.getFirst() + ".");
            }
            return new Address(named.server(), names.getFirst());
        }
    }

    private record Address(URI server, String project) {
        static Address parse(URI uri, String defaultProject) throws SyncException {
            if (uri.getScheme() == null || !uri.getScheme().matches("https?") || uri.getHost() == null) {
                throw new SyncException(
                        SyncException.Kind.REFUSED, "\"" + uri + "\" is not a server's address, such as http://127.0.0.1:7311.");
            }
            URI server = URI.create(uri.getScheme() + "://" + uri.getRawAuthority());
            String path = uri.getPath() == null ? "" : uri.getPath().replaceAll("^/+|/+$", "");
            return new Address(server, path.isEmpty() ? defaultProject : path);
        }

        URI full() {
            return server.resolve("/" + project.replace(" ", "%20"));
        }
    }
}
