package plumbline.storage.access;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import plumbline.storage.project.StorageException;

/**
 * The login keychain of macOS through {@code /usr/bin/security}, which reads what it is to do from standard input, so that
 * no secret is an argument. Secrets are kept as Base64, since the tool shows others in hex.
 */
final class MacKeychain implements Keyring {
    private static final String TOOL = "/usr/bin/security";

    @Override
    public String name() {
        return "the login keychain";
    }

    @Override
    public boolean there() {
        return ShortCommand.tried(List.of(TOOL, "show-keychain-info"), "").filter(s -> s.exit() == 0).isPresent();
    }

    @Override
    public Optional<String> find(String account) {
        ShortCommand.Said said =
                ShortCommand.run(List.of(TOOL, "find-generic-password", "-s", SERVICE, "-a", account, "-w"), "", name());
        return said.exit() == 0
                ? Optional.of(new String(Base64.getDecoder().decode(said.out().strip()), StandardCharsets.UTF_8))
                : Optional.empty();
    }

    @Override
    public void put(String account, String secret) {
        String text = Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8));
        ShortCommand.Said said = ShortCommand.run(
                List.of(TOOL, "-i"),
                "add-generic-password -U -s " + SERVICE + " -a " + account + " -T " + TOOL + " -w " + text + "\n", name());
        if (said.exit() != 0 || !said.err().isBlank()) {
            throw new StorageException(name() + " did not take the key: " + said.err().strip() + ". Nothing was changed.");
        }
    }

    @Override
    public void remove(String account) {
        ShortCommand.run(List.of(TOOL, "delete-generic-password", "-s", SERVICE, "-a", account), "", name());
    }
}
