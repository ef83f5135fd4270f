package plumbline.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import plumbline.app.service.PasswordFiles;
import plumbline.storage.access.SigningKeys;

@Command(
        name = "key",
        description = "Your signing key: where it is kept. It lies outside of every project.",
        subcommands = KeyCommand.Move.class)
final class KeyCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Override
    public Integer call() {
        answer(common, common.settings().keys(Secrets::keyPassword));
        return Exit.DONE;
    }

    private static void answer(Common common, SigningKeys keys) {
        Optional<String> publicKey = keys.publicKey().map(Base64.getEncoder()::encodeToString);
        boolean ring = keys.keyring().there();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("place", word(keys.place()));
        json.put("publicKey", publicKey.orElse(null));
        json.put("keyring", ring ? keys.keyring().name() : null);
        List<String> lines = new ArrayList<>();
        lines.add(switch (keys.place()) {
            case NOWHERE -> "There is no signing key yet; the first signature makes one.";
            case FILE -> "The signing key lies in a file that its owner alone may read.";
            case PASSWORD -> "The signing key is sealed by a password.";
            case KEYRING -> "The signing key is in " + keys.keyring().name() + ".";
        });
        publicKey.ifPresent(k -> lines.add("Public key  " + k));
        lines.add("Keyring     " + (ring ? keys.keyring().name() : "none that answers here"));
        common.answer(json, lines);
    }

    private static String word(SigningKeys.Place p) {
        return switch (p) {
            case NOWHERE -> "none";
            case FILE -> "file";
            case PASSWORD -> "password";
            case KEYRING -> "keyring";
        };
    }

    /** Where to. */
    enum Target {
        file(SigningKeys.Place.FILE),
        password(SigningKeys.Place.PASSWORD),
        keyring(SigningKeys.Place.KEYRING);

        private final SigningKeys.Place place;

        Target(SigningKeys.Place place) {
            this.place = place;
        }
    }

    @Command(name = "move", description = "Keeps the same key in a file, sealed by a password, or in the system's keyring.")
    static final class Move implements Callable<Integer> {
        @Mixin
        private Common common;

        @Parameters(paramLabel = "WHERE", description = "${COMPLETION-CANDIDATES}")
        private Target to;

        @Option(names = "--new-password-file", paramLabel = "FILE", description = "The password to seal it by, the first line of a file;"
                + " else it is asked for.")
        private Optional<Path> file = Optional.empty();

        @Override
        public Integer call() throws IOException {
            SigningKeys keys = common.settings().keys(Secrets::keyPassword);
            keys.move(to.place, to == Target.password ? fresh() : Optional.empty());
            answer(common, keys);
            return Exit.DONE;
        }

        private Optional<String> fresh() throws IOException {
            if (file.isPresent()) {
                return Optional.of(PasswordFiles.read(file.get()));
            }
            Optional<String> first = Secrets.prompt("New password of the signing key: ");
            if (first.isEmpty()) {
                throw new IllegalArgumentException(
                        "There is no terminal to ask for a password on. Give --new-password-file FILE. Nothing was changed.");
            }
            if (!first.equals(Secrets.prompt("Again: "))) {
                throw new IllegalArgumentException("The two passwords differ. Nothing was changed.");
            }
            return first;
        }
    }
}
