package plumbline.storage.access;

import java.util.Optional;

/**
 * The system's own store of secrets, which the person's login opens. Secrets are short texts without line ends at their
 * edges, named by an account. Throws {@link plumbline.storage.project.StorageException} where it refuses.
 */
public interface Keyring {
    /** The service under which all of Plumbline's secrets stand. */
    String SERVICE = "Plumbline";

    /** What people call it. */
    String name();

    /** Whether it answers now, without asking anybody anything. */
    boolean there();

    Optional<String> find(String account);

    /** New, or in place of the one of that account. */
    void put(String account, String secret);

    /** Nothing happens where there is none. */
    void remove(String account);

    /** Where the system has none, or it is not wanted. */
    Keyring NONE = new Keyring() {
        @Override
        public String name() {
            return "no keyring";
        }

        @Override
        public boolean there() {
            return false;
        }

        @Override
        public Optional<String> find(String account) {
            return Optional.empty();
        }

        @Override
        public void put(String account, String secret) {
            throw new plumbline.storage.project.StorageException("There is no keyring here to keep the key in. Nothing was changed.");
        }

        @Override
        public void remove(String account) {}
    };
}
