package plumbline.storage.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.storage.project.StorageException;

class KeyFileTest {
    private static final byte[] MESSAGE = "car 014".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    @Test
    void aKeyIsMadeOnceAndOnlyItsOwnerReadsIt() throws Exception {
        KeyFile first = KeyFile.in(folder.resolve("keys"));
        KeyFile again = KeyFile.in(folder.resolve("keys"));
        assertThat(again.keyId()).isEqualTo(first.keyId()).matches("[0-9a-f]{16}");
        assertThat(Signer.verify(again.publicKey(), MESSAGE, first.sign(MESSAGE))).isTrue();
        assertThat(Files.getPosixFilePermissions(folder.resolve("keys/signing.key")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void anotherMessageKeyOrSignatureIsRefused() {
        KeyFile one = KeyFile.in(folder.resolve("one"));
        KeyFile two = KeyFile.in(folder.resolve("two"));
        byte[] signature = one.sign(MESSAGE);
        assertThat(Signer.verify(two.publicKey(), MESSAGE, signature)).isFalse();
        assertThat(Signer.verify(one.publicKey(), "car 015".getBytes(StandardCharsets.UTF_8), signature)).isFalse();
        signature[5] ^= 1;
        assertThat(Signer.verify(one.publicKey(), MESSAGE, signature)).isFalse();
        assertThat(Signer.verify(new byte[3], MESSAGE, signature)).isFalse();
    }

    @Test
    void startsAtTheSameMomentShareOneKey() throws Exception {
        Callable<String> start = () -> KeyFile.in(folder.resolve("keys")).keyId();
        try (var threads = Executors.newFixedThreadPool(8)) {
            List<Future<String>> ids = threads.invokeAll(java.util.Collections.nCopies(32, start));
            assertThat(ids.stream().map(f -> f.resultNow()).distinct()).hasSize(1);
        }
    }

    @Test
    void aSpoiltFileIsNamed() throws Exception {
        Files.writeString(folder.resolve("signing.key"), "nonsense");
        assertThatThrownBy(() -> KeyFile.in(folder))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("signing.key is not an Ed25519 key pair");
    }
}
