package plumbline.app.ui.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import plumbline.app.ui.parts.Numbers;
import plumbline.storage.audit.AuditEntry;

/** What an entry of the audit log says in a list. Pure. */
final class LogWords {
    private LogWords() {}

    /** {@code label.apply} as {@code Label apply}. */
    static String action(AuditEntry e) {
        String words = e.action().replace('.', ' ').toLowerCase(Locale.ROOT);
        return words.isEmpty() ? words : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** The entry's place, counted from 1, and the log that numbers it: {@code log 3f2a #4}. */
    static String place(AuditEntry e) {
        String last = e.log().substring(e.log().lastIndexOf(':') + 1);
        return "log " + (last.length() > 6 ? last.substring(0, 6) : last) + " #" + Numbers.count(e.sequence() + 1);
    }

    static String whole(AuditEntry e) {
        return e.action() + " " + e.object() + "\nby " + e.user() + " on " + e.device() + "\npurpose: "
                + (e.purpose().isBlank() ? "none said" : e.purpose()) + "\nentry " + Numbers.count(e.sequence() + 1) + " of log " + e.log()
                + "\nnamed " + e.name()
                + "\n" + e.hash();
    }

    /** The clock within a day, the date before. */
    static String when(Instant at, Instant now) {
        return Duration.between(at, now).toHours() < 20 ? Numbers.clock(at) : Numbers.day(at);
    }
}
