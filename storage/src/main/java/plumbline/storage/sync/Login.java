package plumbline.storage.sync;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;
import plumbline.storage.access.Access;

/** Who one is on a server whose project has users. {@code password} is asked only where the server asks who it is. */
public record Login(String user, String purpose, Supplier<Optional<String>> password) {
    /** Text of {@link Wire#USER_HEADER}: Base64 of {@code user:password} in UTF-8, as in RFC 7617. */
    Optional<String> header() {
        return password.get().map(p ->
                Base64.getEncoder().encodeToString((user + ":" + p).getBytes(StandardCharsets.UTF_8)));
    }

    /** Text of {@link Wire#PURPOSE_HEADER}. */
    String purposeHeader() {
        return URLEncoder.encode(purpose, StandardCharsets.UTF_8);
    }

    /** The other way, on the server; empty for what is no such text. */
    public static Optional<Access.Credentials> parse(String header, String purpose) {
        try {
            String text = new String(Base64.getDecoder().decode(header), StandardCharsets.UTF_8);
            int colon = text.indexOf(':');
            return colon < 1 ? Optional.empty()
                    : Optional.of(new Access.Credentials(
                            text.substring(0, colon), Optional.of(text.substring(colon + 1)),
                            URLDecoder.decode(purpose, StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
