package plumbline.storage.project;

import java.util.Optional;
import java.util.function.Supplier;
import plumbline.storage.access.Signer;

/**
 * Who acts, on which device, for which purpose: recorded with every write and read. {@code signer} is asked when something
 * is to be signed; without one, versions and checkpoints of this actor are unsigned and say so.
 */
public record Actor(String user, String device, String purpose, Supplier<Optional<Signer>> signer) {
    /** Signs nothing. */
    public Actor(String user, String device, String purpose) {
        this(user, device, purpose, Optional::empty);
    }
}
