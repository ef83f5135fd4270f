package plumbline.storage.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.storage.project.StorageException;

/** One key wherever it is kept, and nowhere else; a real keyring where gnome-keyring and secret-tool are installed. */
class SigningKeysTest {
    private static final String PASSWORD = "correct horse battery";

    @TempDir
    Path folder;

    /** Stands in for a system's keyring where the way between places is tried; can be locked. */
    private static final class Ring implements Keyring {
        private final Map<String, String> kept = new TreeMap<>();
        private boolean forgets;

        @Override
        public String name() {
            return "the test's ring";
        }

        @Override
        public boolean there() {
            return true;
        }

        @Override
        public Optional<String> find(String account) {
            return Optional.ofNullable(kept.get(account));
        }

        @Override
        public void put(String account, String secret) {
            if (!forgets) {
                kept.put(account, secret);
            }
        }

        @Override
        public void remove(String account) {
            kept.remove(account);
        }
    }

    private SigningKeys keys(Keyring ring, Supplier<Optional<String>> password) {
        return new SigningKeys(folder.resolve("keys"), ring, false, password);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.list(folder.resolve("keys"))) {
            return all.map(p -> p.getFileName().toString()).sorted().toList();
        }
    }

    private static void requireSigns(SigningKeys keys, byte[] publicKey) {
        byte[] message = "what is signed".getBytes(StandardCharsets.UTF_8);
        assertThat(Signer.verify(publicKey, message, keys.signer().sign(message))).isTrue();
        assertThat(keys.publicKey()).hasValueSatisfying(k -> assertThat(k).isEqualTo(publicKey));
    }

    @Test
    void theSameKeyGoesFromPlaceToPlaceAndLeavesNoCopy() throws IOException {
        Ring ring = new Ring();
        SigningKeys keys = keys(ring, () -> Optional.of(PASSWORD));
        assertThat(keys.place()).isEqualTo(SigningKeys.Place.NOWHERE);
        assertThat(keys.publicKey()).isEmpty();
        byte[] publicKey = keys.signer().publicKey();
        assertThat(files()).containsExactly("signing.key");
        keys.move(SigningKeys.Place.PASSWORD, Optional.of(PASSWORD));
        assertThat(files()).containsExactly("signing.sealed");
        requireSigns(keys(ring, () -> Optional.of(PASSWORD)), publicKey);
        keys.move(SigningKeys.Place.KEYRING, Optional.empty());
        assertThat(files()).containsExactly("signing.keyring");
        assertThat(ring.kept).hasSize(1);
        requireSigns(keys(ring, Optional::empty), publicKey);
        keys.move(SigningKeys.Place.FILE, Optional.empty());
        assertThat(files()).containsExactly("signing.key");
        assertThat(ring.kept).isEmpty();
        requireSigns(keys(ring, Optional::empty), publicKey);
        assertThat(KeyFile.in(folder.resolve("keys")).publicKey()).isEqualTo(publicKey);
    }

    @Test
    void aSealedFileShowsNeitherKeyNorAnswersToAnotherPassword() throws IOException, GeneralSecurityException {
        SigningKeys keys = keys(Keyring.NONE, () -> Optional.of(PASSWORD));
        keys.signer();
        String plain = Files.readString(folder.resolve("keys/signing.key")).lines().findFirst().orElseThrow();
        keys.move(SigningKeys.Place.PASSWORD, Optional.of(PASSWORD));
        Path sealed = folder.resolve("keys/signing.sealed");
        String text = Files.readString(sealed);
        assertThat(text).doesNotContain(plain).contains("argon2id m=65536 t=3");
        assertThat(Files.getPosixFilePermissions(sealed)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThatThrownBy(() -> keys(Keyring.NONE, () -> Optional.of("another password")).signer())
                .isInstanceOf(StorageException.class).hasMessageContaining("password").hasMessageContaining("Nothing was signed");
        assertThatThrownBy(() -> keys(Keyring.NONE, Optional::empty).signer())
                .isInstanceOf(StorageException.class).hasMessageContaining("PLUMBLINE_KEY_PASSWORD_FILE");
        // The open part hangs together with the sealed one: another public key is seen.
        List<String> lines = text.lines().toList();
        for (int i = 2; i < lines.size(); i += 2) {
            char at = lines.get(i).charAt(7);
            StringBuilder other = new StringBuilder(text);
            other.setCharAt(text.indexOf(lines.get(i)) + 7, at == 'B' ? 'C' : 'B');
            assertThat(SealedKey.open(other.toString(), PASSWORD)).as("line " + i).isEmpty();
        }
        assertThat(SealedKey.open(text, PASSWORD)).isPresent();
    }

    @Test
    void aPlaceThatDoesNotGiveBackIsNotMovedTo() throws IOException {
        Ring ring = new Ring();
        ring.forgets = true;
        SigningKeys keys = keys(ring, Optional::empty);
        byte[] publicKey = keys.signer().publicKey();
        assertThatThrownBy(() -> keys.move(SigningKeys.Place.KEYRING, Optional.empty())).hasMessageContaining("did not give back");
        assertThatThrownBy(() -> keys.move(SigningKeys.Place.PASSWORD, Optional.of("short"))).hasMessageContaining("8 to 1024");
        assertThat(files()).containsExactly("signing.key");
        requireSigns(keys(ring, Optional::empty), publicKey);
    }

    @Test
    void aNewKeyGoesIntoAKeyringThatAnswersWhereThatIsWanted() throws IOException {
        Ring ring = new Ring();
        SigningKeys keys = new SigningKeys(folder.resolve("keys"), ring, true, Optional::empty);
        byte[] publicKey = keys.signer().publicKey();
        assertThat(files()).containsExactly("signing.keyring");
        requireSigns(new SigningKeys(folder.resolve("keys"), ring, true, Optional::empty), publicKey);
        ring.kept.clear();
        assertThatThrownBy(() -> keys(ring, Optional::empty).signer()).hasMessageContaining("is not in the test's ring");
    }

    /** What the child of {@link #aRealSecretServiceKeepsTheKey} does, in a session of its own. */
    static final class InSession {
        public static void main(String[] args) throws InterruptedException, IOException {
            Process unlock = new ProcessBuilder("gnome-keyring-daemon", "--unlock", "--components=secrets")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD).start();
            unlock.outputWriter().append("login password\n").close();
            Keyring ring = Keyrings.ofThisSystem();
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (!ring.there() && System.nanoTime() < until) {
                unlock.waitFor(100, TimeUnit.MILLISECONDS);
            }
            SigningKeys keys = new SigningKeys(Path.of(args[0]), ring, true, Optional::empty);
            String id = keys.signer().keyId();
            SigningKeys again = new SigningKeys(Path.of(args[0]), ring, false, Optional::empty);
            System.out.println(ring.there() + " " + again.place() + " " + again.signer().keyId().equals(id));
            again.move(SigningKeys.Place.FILE, Optional.empty());
            System.out.println(again.place() + " " + again.signer().keyId().equals(id) + " " + ring.find(id).isPresent());
        }
    }

    @Test
    void aRealSecretServiceKeepsTheKey() throws IOException, InterruptedException {
        for (String tool : List.of("dbus-run-session", "gnome-keyring-daemon", "secret-tool")) {
            assumeTrue(ShortCommand.onPath(tool), "Skipped: a real keyring needs " + tool + ".");
        }
        ProcessBuilder b = new ProcessBuilder(
                "dbus-run-session", "--", Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")), InSession.class.getName(),
                folder.resolve("keys").toString());
        Path home = Files.createDirectories(folder.resolve("home"));
        b.environment().put("HOME", home.toString());
        b.environment().put("XDG_DATA_HOME", home.resolve("data").toString());
        b.environment().put("XDG_RUNTIME_DIR", Files.createDirectories(home.resolve("run")).toString());
        Process p = b.redirectError(folder.resolve("err").toFile()).start();
        String said = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(p.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(said.lines()).as(Files.readString(folder.resolve("err"))).containsExactly("true KEYRING true", "FILE true false");
    }
}
