package plumbline.app.ui;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.TrackId;
import plumbline.app.ui.parts.Numbers;

/** What the palette offers: commands, the objects of the capture, frames by {@code #}, captures. */
final class PaletteEntries {
    /** {@code kind} is {@code command}, {@code object}, {@code frame} or {@code capture}. */
    record Entry(String kind, String name, String detail, String icon, Runnable run) {}

    private PaletteEntries() {}

    static List<Entry> of(Window w, List<Command> commands) {
        List<Entry> out = new ArrayList<>();
        commands.forEach(c -> out.add(new Entry("command", c.name(), c.key().replace('+', ' '), c.icon(), c.run())));
        w.openSession().ifPresent(s -> objects(w, out));
        return out;
    }

    static List<Entry> captures(Window w) {
        return w.session().project().captures().stream()
                .map(c -> new Entry(
                        "capture",
                        c.name(),
                        Numbers.plural(c.frames(), "frame", "frames"),
                        "mdi2f-filmstrip",
                        () -> w.open(w.session().project(), Optional.of(c))))
                .sorted(Comparator.comparing(Entry::name))
                .toList();
    }

    /** The entries that fit what was typed, best first. {@code >} asks for commands, {@code #} for a frame number. */
    static List<Entry> matching(List<Entry> all, String typed, Optional<Window> window) {
        String t = typed.strip().toLowerCase(Locale.ROOT);
        if (t.startsWith("#")) {
            return window.flatMap(w -> frame(w, t.substring(1))).map(List::of).orElse(List.of());
        }
        boolean commandsOnly = t.startsWith(">");
        String words = commandsOnly ? t.substring(1).strip() : t;
        return all.stream()
                .filter(e -> !commandsOnly || e.kind().equals("command"))
                .filter(e -> score(e.name().toLowerCase(Locale.ROOT), words) >= 0)
                .sorted(Comparator.comparingInt(e -> score(e.name().toLowerCase(Locale.ROOT), words)))
                .limit(200)
                .toList();
    }

    /** 0 starts with it, 1 a word starts with it, 2 holds it, 3 its letters in order; -1 none of these. */
    static int score(String name, String words) {
        if (name.startsWith(words)) {
            return 0;
        }
        int at = name.indexOf(words);
        if (at > 0) {
            return name.charAt(at - 1) == ' ' ? 1 : 2;
        }
        int i = 0;
        for (int k = 0; k < name.length() && i < words.length(); k++) {
            if (name.charAt(k) == words.charAt(i)) {
                i++;
            }
        }
        return i == words.length() ? 3 : -1;
    }

    private static Optional<Entry> frame(Window w, String digits) {
        if (!digits.matches("[0-9]{1,7}") || w.openSession().isEmpty()) {
            return Optional.empty();
        }
        int n = Integer.parseInt(digits);
        int last = w.session().capture().frames().size() - 1;
        return n > last
                ? Optional.empty()
                : Optional.of(new Entry("frame", "Go to frame " + n, "of " + last, "mdi2f-filmstrip", () ->
                        w.frame().set(n)));
    }

    private static void objects(Window w, List<Entry> out) {
        Set<TrackId> seen = new HashSet<>();
        for (Label l : w.session().labels().inFrame(w.frame().get())) {
            seen.add(l.track());
            out.add(object(w, l, "this frame"));
        }
        w.session().labels().forEach(l -> {
            if (seen.add(l.track())) {
                out.add(object(w, l, "frame " + l.frame()));
            }
        });
    }

    private static Entry object(Window w, Label l, String where) {
        return new Entry("object", l.className() + " " + l.track(), where, "mdi2c-cube-outline", () -> {
            w.frame().set(l.frame());
            w.selection().set(Optional.of(l.id()));
        });
    }

}
