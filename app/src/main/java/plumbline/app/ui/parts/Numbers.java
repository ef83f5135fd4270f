package plumbline.app.ui.parts;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers as the design writes them: thousands spaced by a no-break space, a real minus sign, a unit after a space. */
public final class Numbers {
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);

    private Numbers() {}

    /** {@code 48 213}. */
    public static String count(long n) {
        return String.format(Locale.ROOT, "%,d", n).replace(',', '\u00A0').replace('-', '\u2212');
    }

    /** {@code 1.94 M}, {@code 12.4 k} or the count itself below ten thousand. */
    public static String brief(long n) {
        if (n >= 1_000_000) {
            return fixed(n / 1e6, 2) + "\u00A0M";
        }
        return n >= 10_000 ? fixed(n / 1e3, 1) + "\u00A0k" : count(n);
    }

    /** With a fixed number of decimals; a value that rounds to zero has no sign. */
    public static String fixed(double v, int decimals) {
        String s = String.format(Locale.ROOT, "%." + decimals + "f", v);
        if (s.startsWith("-") && s.chars().noneMatch(c -> c >= '1' && c <= '9')) {
            s = s.substring(1);
        }
        return s.replace('-', '\u2212');
    }

    /** {@code 10:42:18.740} in UTC. */
    public static String utc(long timeNanos) {
        return UTC.format(Instant.ofEpochSecond(
                        Math.floorDiv(timeNanos, 1_000_000_000L), Math.floorMod(timeNanos, 1_000_000_000L))
                .atOffset(ZoneOffset.UTC));
    }

    /** {@code 14:02:11} on this machine's clock. */
    public static String clock(Instant at) {
        return LOCAL.format(at.atZone(ZoneId.systemDefault()));
    }

    public static String day(Instant at) {
        return DAY.format(at.atZone(ZoneId.systemDefault()));
    }

    /** {@code 1 edit}, {@code 37 edits}. */
    public static String plural(long n, String one, String many) {
        return count(n) + "\u00A0" + (n == 1 ? one : many);
    }
}
