package plumbline.storage.audit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import plumbline.storage.access.Signer;
import plumbline.storage.format.FormatException;

/**
 * A text and its signatures as C2SP signed-note has them: the text, an empty line, and lines {@code — name base64}, where the
 * base64 is the 4 bytes of the key's hash and the signature. A witness's signature (tlog-cosignature) has its time, seconds
 * since 1970 as a 64-bit number, before it.
 */
public record SignedNote(String text, List<Line> signatures) {
    private static final String DASH = "— ";
    private static final int MOST_BYTES = 1 << 20;

    public record Line(String name, byte[] keyHash, byte[] signature) {
        String text() {
            byte[] all = Arrays.copyOf(keyHash, keyHash.length + signature.length);
            System.arraycopy(signature, 0, all, keyHash.length, signature.length);
            return DASH + name + " " + Base64.getEncoder().encodeToString(all) + "\n";
        }
    }

    static SignedNote sign(String text, String name, Signer signer) {
        NoteKey key = NoteKey.of(name, NoteKey.LOG, signer);
        return new SignedNote(text, List.of(new Line(name, key.hash(), signer.sign(bytes(text)))));
    }

    /** With a witness's line more. */
    public SignedNote cosign(String name, Signer signer, long seconds) {
        NoteKey key = NoteKey.of(name, NoteKey.WITNESS, signer);
        byte[] signature = signer.sign(cosigned(seconds));
        byte[] stamped = ByteBuffer.allocate(8 + signature.length).putLong(seconds).put(signature).array();
        List<Line> lines = new ArrayList<>(signatures);
        lines.add(new Line(name, key.hash(), stamped));
        return new SignedNote(text, lines);
    }

    private byte[] cosigned(long seconds) {
        return bytes("cosignature/v1\ntime " + seconds + "\n" + text);
    }

    /** True where one of the lines is this key's and holds. Lines of other keys are passed over, as the format asks. */
    public boolean signedBy(NoteKey key) {
        return signatures.stream().anyMatch(l -> l.name().equals(key.name()) && Arrays.equals(l.keyHash(), key.hash())
                && holds(key, l.signature()));
    }

    private boolean holds(NoteKey key, byte[] signature) {
        if (key.algorithm() == NoteKey.LOG) {
            return key.verify(bytes(text), signature);
        }
        return signature.length > 8 && key.verify(
                cosigned(ByteBuffer.wrap(signature).getLong()), Arrays.copyOfRange(signature, 8, signature.length));
    }

    public String write() {
        StringBuilder out = new StringBuilder(text).append('\n');
        signatures.forEach(s -> out.append(s.text()));
        return out.toString();
    }

    /** The notes of a file, one behind the other: after the signatures of one, the next text begins. */
    public static List<SignedNote> readAll(String where, String content) throws FormatException {
        if (content.length() > MOST_BYTES) {
            throw new FormatException(where, "", "larger than any checkpoint");
        }
        List<SignedNote> out = new ArrayList<>();
        List<String> lines = content.replace("\r\n", "\n").lines().toList();
        int i = 0;
        while (i < lines.size()) {
            if (lines.get(i).isBlank()) {
                i++;
                continue;
            }
            int start = i;
            StringBuilder text = new StringBuilder();
            while (i < lines.size() && !lines.get(i).isEmpty()) {
                text.append(lines.get(i++)).append('\n');
            }
            i++;
            List<Line> signatures = new ArrayList<>();
            while (i < lines.size() && lines.get(i).startsWith(DASH)) {
                int number = i + 1;
                signatures.add(line(lines.get(i++)).orElseThrow(() -> new FormatException(
                        where, "line " + number, "no signature of a signed note: \"— NAME BASE64\" expected")));
            }
            if (signatures.isEmpty()) {
                throw new FormatException(where, "line " + (start + 1), "the note that begins here is not signed");
            }
            out.add(new SignedNote(text.toString(), List.copyOf(signatures)));
        }
        return out;
    }

    private static Optional<Line> line(String text) {
        String[] parts = text.substring(DASH.length()).strip().split(" ");
        try {
            byte[] raw = parts.length == 2 ? Base64.getDecoder().decode(parts[1]) : new byte[0];
            return raw.length < 5
                    ? Optional.empty()
                    : Optional.of(new Line(parts[0], Arrays.copyOf(raw, 4), Arrays.copyOfRange(raw, 4, raw.length)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The bytes of several notes in one file, as {@link #readAll} takes them back. */
    public static byte[] writeAll(List<SignedNote> notes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        notes.forEach(n -> out.writeBytes(bytes(n.write())));
        return out.toByteArray();
    }

    private static byte[] bytes(String s) {
        return s.getBytes(StandardCharsets.UTF_8);
    }
}
