package plumbline.app.service;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import plumbline.storage.project.Project;
import plumbline.storage.project.Version;
import plumbline.storage.sync.SyncException;

/** How a copy stands against its server, in the words that the window shows. Versions are counted, not edits. */
public sealed interface SyncState {
    /** No server is known. */
    record LocalOnly() implements SyncState {}

    /** The server was reached: versions that only this copy has, and whether it has any that this copy lacks. */
    record Reached(int toSend, int toFetch) implements SyncState {}

    /** The server was not reached; {@code toSend} counts from the last time that both were the same. */
    record Offline(int toSend, String why) implements SyncState {}

    /** The server answered, and wants a token that this copy did not give. */
    record Denied(String why) implements SyncState {}

    /** The setting that keeps the version at which both sides were last the same. */
    String SAME_AT = "remote.same-at";

    /** {@code Local only}, {@code Synced}, {@code 2 to send}, {@code Offline, 2 to send}. */
    default String words() {
        return switch (this) {
            case LocalOnly none -> "Local only";
            case Reached(int send, int fetch) when send == 0 && fetch == 0 -> "Synced";
            case Reached(int send, int fetch) when fetch == 0 -> send + " to send";
            case Reached(int send, int fetch) when send == 0 -> "New on the server";
            case Reached(int send, int fetch) -> send + " to send, new on the server";
            case Denied denied -> "Server asks for a token";
            case Offline(int send, String why) -> send == 0 ? "Offline" : "Offline, " + send + " to send";
        };
    }

    /** Asks the server and waits for it: seconds where it does not answer. Not for the window's thread. */
    static SyncState ask(Project project, Optional<String> token) {
        Optional<URI> remote = Sync.remote(project);
        if (remote.isEmpty()) {
            return new LocalOnly();
        }
        try {
            Sync.Standing s = Sync.standing(project, remote.get(), token);
            if (s.ahead() == 0 && s.behind() == 0 && !project.readOnly()) {
                remember(project);
            }
            return new Reached(s.ahead(), s.behind());
        } catch (SyncException e) {
            return e.kind() == SyncException.Kind.DENIED ? new Denied(e.getMessage()) : offline(project, e.getMessage());
        } catch (IOException e) {
            return offline(project, e.getMessage());
        }
    }

    /** What can be said without the server. */
    static SyncState offline(Project project, String why) {
        Optional<String> same = project.setting(SAME_AT);
        List<Version> log = project.head().map(v -> project.log(v.hash())).orElse(List.of());
        int send = 0;
        while (send < log.size() && !same.equals(Optional.of(log.get(send).hash().hex()))) {
            send++;
        }
        return new Offline(send, why);
    }

    /** Both sides are the same at this copy's version now. */
    static void remember(Project project) {
        project.head().map(v -> v.hash().hex()).ifPresent(now -> {
            if (!project.setting(SAME_AT).equals(Optional.of(now))) {
                project.setSetting(SAME_AT, now);
            }
        });
    }
}
