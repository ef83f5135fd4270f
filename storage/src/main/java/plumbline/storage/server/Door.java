package plumbline.storage.server;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import java.util.Optional;
import plumbline.storage.access.Access;
import plumbline.storage.access.Action;
import plumbline.storage.access.Decision;
import plumbline.storage.sync.Login;
import plumbline.storage.sync.Wire;

/**
 * Asks a project's users and policy before a call is answered. Where a project has no users, or is not there yet, the
 * server's token alone decides.
 */
final class Door {
    private final ProjectHost host;

    Door(ProjectHost host) {
        this.host = host;
    }

    /** For calls that change the project. */
    Handler push(Handler call) {
        return asked(Action.SYNC_PUSH, call);
    }

    /** For calls that read from it. */
    Handler pull(Handler call) {
        return asked(Action.SYNC_PULL, call);
    }

    private Handler asked(Action action, Handler call) {
        return (req, res) -> {
            Optional<Access> access = host.access(ProjectApi.name(req));
            Optional<Access.Credentials> who = who(req);
            Optional<Decision> d = access.map(a -> a.visitor(who, action));
            if (d.isPresent() && !d.get().allowed()) {
                boolean unknown = who.isEmpty();
                if (unknown) {
                    res.header(HeaderNames.WWW_AUTHENTICATE, Wire.USER_HEADER);
                }
                SyncServer.fail(
                        res.status(unknown ? Status.UNAUTHORIZED_401 : Status.FORBIDDEN_403),
                        unknown
                                ? "This project has users: say who you are and give your password. Nothing was changed."
                                : d.get().sentence() + " Nothing was changed on the server.");
                return;
            }
            call.handle(req, res);
        };
    }

    private static Optional<Access.Credentials> who(ServerRequest req) {
        return req.headers().first(HeaderNames.create(Wire.USER_HEADER))
                .flatMap(h -> Login.parse(
                        h, req.headers().first(HeaderNames.create(Wire.PURPOSE_HEADER)).orElse("")));
    }
}
