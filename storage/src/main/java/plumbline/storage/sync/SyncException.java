package plumbline.storage.sync;

import java.io.IOException;

/** The other side could not be reached or refused; a plain sentence that says what is safe. */
public final class SyncException extends IOException {
    private static final long serialVersionUID = 1L;

    /** What kind of refusal, so that the command line ends with the right code. */
    public enum Kind {
        UNREACHABLE,
        REFUSED,
        /** The server wants a token, or another one. */
        DENIED,
        CONFLICT
    }

    private final Kind kind;

    public SyncException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public SyncException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
