package plumbline.storage.project;

import java.util.Optional;
import java.util.function.Supplier;
import plumbline.storage.access.Signer;

/**
 * Who acts, on which device, for which purpose: recorded with every write and read. {@code signer} is asked when something
 * is to be signed; without one, versions and checkpoints of this actor are unsigned and say so. {@code password} is asked
 * once where the project or a server has an account with one.
 */
public record Actor(
        String user, String device, String purpose, Supplier<Optional<Signer>> signer,
        Supplier<Optional<String>> password) {
    /** Gives no password. */
    public Actor(String user, String device, String purpose, Supplier<Optional<Signer>> signer) {
        this(user, device, purpose, signer, Optional::empty);
    }

    /** Signs nothing. */
    public Actor(String user, String device, String purpose) {
        this(user, device, purpose, Optional::empty);
    }
}
