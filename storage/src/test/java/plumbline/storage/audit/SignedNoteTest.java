package plumbline.storage.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.storage.access.KeyFile;
import plumbline.storage.access.Signer;
import plumbline.storage.format.FormatException;

/** Notes as C2SP writes them, also one that was signed by other hands. */
class SignedNoteTest {
    /** The example of the Go module that the format comes from, golang.org/x/mod/sumdb/note. */
    private static final String OTHERS = """
            If you think cryptography is the answer to your problem,
            then you don't know what your problem is.

            — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
            """;
    private static final String THEIR_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

    @TempDir
    Path folder;

    @Test
    void aNoteSignedElsewhereIsVerified() throws FormatException {
        SignedNote note = SignedNote.readAll("note", OTHERS).getFirst();
        NoteKey key = NoteKey.parse(THEIR_KEY).orElseThrow();
        assertThat(note.signedBy(key)).isTrue();
        assertThat(note.write()).isEqualTo(OTHERS);
        assertThat(key.text()).isEqualTo(THEIR_KEY);
        assertThat(SignedNote.readAll("note", OTHERS.replace("problem is", "problem was")).getFirst().signedBy(key)).isFalse();
        assertThat(NoteKey.parse(THEIR_KEY.replace("c74f20a3", "c74f20a4"))).isEmpty();
    }

    @Test
    void checkpointsGoThereAndBack() throws FormatException {
        Signer signer = KeyFile.in(folder);
        Checkpoint a = new Checkpoint("one", 7, "ab".repeat(32));
        Checkpoint b = new Checkpoint("two", 123_456_789_012L, "00".repeat(32));
        SignedNote first = a.sign(signer);
        SignedNote second = b.sign(signer).cosign("plumbline/witness", signer, 1_800_000_000L);
        assertThat(first.text()).isEqualTo("plumbline/audit/one\n7\nq6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6s=\n");
        List<SignedNote> back = SignedNote.readAll("file", first.write() + second.write());
        assertThat(back).hasSize(2);
        assertThat(back.stream().map(n -> Checkpoint.parse(n).orElseThrow())).containsExactly(a, b);
        assertThat(back.get(0).signedBy(NoteKey.of("plumbline/audit/one", NoteKey.LOG, signer))).isTrue();
        assertThat(back.get(0).signedBy(NoteKey.of("plumbline/audit/two", NoteKey.LOG, signer))).isFalse();
        assertThat(back.get(1).signedBy(NoteKey.of("plumbline/witness", NoteKey.WITNESS, signer))).isTrue();
        assertThat(back.get(1).signedBy(NoteKey.of("plumbline/witness", NoteKey.LOG, signer))).isFalse();
        // A witness's time is under its signature.
        SignedNote later = b.sign(signer).cosign("plumbline/witness", signer, 1_800_000_001L);
        SignedNote.Line moved = later.signatures().get(1);
        byte[] signature = moved.signature().clone();
        signature[7] ^= 1;
        assertThat(new SignedNote(later.text(), List.of(new SignedNote.Line(moved.name(), moved.keyHash(), signature)))
                .signedBy(NoteKey.of("plumbline/witness", NoteKey.WITNESS, signer))).isFalse();
    }

    @Test
    void whatIsNoNoteIsRefusedWithItsPlace() {
        assertThatThrownBy(() -> SignedNote.readAll("paper.txt", "plumbline/audit/x\n1\nAAAA\n"))
                .isInstanceOf(FormatException.class).hasMessageContaining("paper.txt, line 1");
        assertThatThrownBy(() -> SignedNote.readAll("paper.txt", "text\n\n— name notbase64!\n"))
                .isInstanceOf(FormatException.class).hasMessageContaining("line 3");
    }
}
