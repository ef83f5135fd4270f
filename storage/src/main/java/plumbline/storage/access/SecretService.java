package plumbline.storage.access;

import java.util.List;
import java.util.Optional;
import plumbline.storage.project.StorageException;

/**
 * The freedesktop.org Secret Service (GNOME Keyring, KWallet, KeePassXC) through {@code secret-tool} of libsecret, to which
 * secrets go by standard input and never as an argument.
 */
final class SecretService implements Keyring {
    private static final String TOOL = "secret-tool";

    @Override
    public String name() {
        return "the Secret Service of this session";
    }

    /** A look for what cannot be there answers at once, without a question, where a service runs. */
    @Override
    public boolean there() {
        if (System.getenv("DBUS_SESSION_BUS_ADDRESS") == null || !ShortCommand.onPath(TOOL)) {
            return false;
        }
        Optional<ShortCommand.Said> said = ShortCommand.tried(List.of(TOOL, "lookup", "service", SERVICE, "account", "nobody"), "");
        // 1 and not a word: the service looked and found nothing.
        return said.isPresent() && said.get().exit() == 1 && said.get().err().isBlank() && unlocked();
    }

    /** A collection that is locked would ask for its password when something is put into it. */
    private static boolean unlocked() {
        Optional<ShortCommand.Said> said = ShortCommand.tried(
                List.of("gdbus", "call", "--session", "--dest", "org.freedesktop.secrets", "--object-path",
                        "/org/freedesktop/secrets/aliases/default", "--method", "org.freedesktop.DBus.Properties.Get",
                        "org.freedesktop.Secret.Collection", "Locked"), "");
        return said.isEmpty() || said.get().exit() != 0 || !said.get().out().contains("true");
    }

    @Override
    public Optional<String> find(String account) {
        ShortCommand.Said said = ShortCommand.run(
                List.of(TOOL, "lookup", "service", SERVICE, "account", account), "", name());
        if (said.exit() == 0 && !said.out().isEmpty()) {
            return Optional.of(said.out());
        }
        if (!said.err().isBlank()) {
            throw new StorageException(name() + " did not answer: " + said.err().strip());
        }
        return Optional.empty();
    }

    @Override
    public void put(String account, String secret) {
        ShortCommand.Said said = ShortCommand.run(
                List.of(TOOL, "store", "--label", SERVICE + " signing key " + account, "service", SERVICE, "account", account),
                secret, name());
        if (said.exit() != 0) {
            throw new StorageException(name() + " did not take the key: " + said.err().strip() + ". Nothing was changed.");
        }
    }

    @Override
    public void remove(String account) {
        ShortCommand.run(List.of(TOOL, "clear", "service", SERVICE, "account", account), "", name());
    }
}
