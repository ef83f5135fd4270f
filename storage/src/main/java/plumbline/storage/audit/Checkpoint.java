package plumbline.storage.audit;

import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import plumbline.storage.access.Signer;
import plumbline.storage.format.FormatException;

/**
 * Size and root of one audit log, as C2SP tlog-checkpoint writes them: a line with the origin, {@code plumbline/audit/LOG},
 * one with the size in decimal, one with the root in base64. {@code root} is hex.
 */
public record Checkpoint(String log, long size, String root) {
    private static final String ORIGIN = "plumbline/audit/";

    public static String origin(String log) {
        return ORIGIN + log;
    }

    String text() {
        return origin(log) + "\n" + size + "\n" + Base64.getEncoder().encodeToString(HexFormat.of().parseHex(root)) + "\n";
    }

    public SignedNote sign(Signer signer) {
        return SignedNote.sign(text(), origin(log), signer);
    }

    /** Lines after the third are extensions and passed over; empty for anything but a checkpoint of an audit log. */
    public static Optional<Checkpoint> parse(SignedNote note) {
        List<String> lines = note.text().lines().toList();
        if (lines.size() < 3 || !lines.get(0).matches(ORIGIN + "[A-Za-z0-9._-]{1,100}")
                || !lines.get(1).matches("0|[1-9][0-9]{0,17}")) {
            return Optional.empty();
        }
        try {
            byte[] root = Base64.getDecoder().decode(lines.get(2));
            return root.length != 32
                    ? Optional.empty()
                    : Optional.of(new Checkpoint(
                            lines.get(0).substring(ORIGIN.length()), Long.parseLong(lines.get(1)),
                            HexFormat.of().formatHex(root)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Every note of a file must be a checkpoint; {@code where} is the file's name. */
    public static Checkpoint require(String where, SignedNote note) throws FormatException {
        return parse(note).orElseThrow(() -> new FormatException(
                where, "", "\"" + note.text().lines().findFirst().orElse("") + "\" begins no checkpoint of an audit log"));
    }
}
