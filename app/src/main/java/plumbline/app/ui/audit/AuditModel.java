package plumbline.app.ui.audit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import plumbline.app.service.Histories;
import plumbline.app.ui.parts.Numbers;
import plumbline.storage.project.Hash;
import plumbline.storage.project.LabelDiff;
import plumbline.storage.project.Version;

/** The versions, the names that point at them, and which of them are A and B. No nodes; one thread. */
public final class AuditModel {
    private Histories.Overview overview =
            new Histories.Overview(List.of(), Optional.empty(), "", Map.of(), 0);
    private Optional<Hash> a = Optional.empty();
    private Optional<Hash> b = Optional.empty();

    /** A and B stay while they are there and head stays; otherwise B is head and A the last release before it. */
    public void set(Histories.Overview now) {
        boolean headMoved = !overview.head().equals(now.head());
        overview = now;
        if (headMoved || b.filter(this::has).isEmpty()) {
            b = now.head();
        }
        if (headMoved || a.filter(this::has).isEmpty()) {
            a = Histories.lastRelease(now);
        }
    }

    private boolean has(Hash h) {
        return version(h).isPresent();
    }

    public Histories.Overview overview() {
        return overview;
    }

    public List<Version> versions() {
        return overview.versions();
    }

    public Optional<Version> version(Hash h) {
        return versions().stream().filter(v -> v.hash().equals(h)).findFirst();
    }

    public Optional<Hash> a() {
        return a;
    }

    public Optional<Hash> b() {
        return b;
    }

    public boolean isHead(Hash h) {
        return overview.head().filter(h::equals).isPresent();
    }

    public void chooseB(Hash h) {
        b = Optional.of(h).filter(this::has).or(() -> b);
    }

    /** Space: what is B now becomes A as well; the next choice of B compares against it. */
    public void markA() {
        a = b;
    }

    /** Both can be compared. */
    public boolean comparable() {
        return a.isPresent() && b.isPresent() && !a.equals(b);
    }

    /** What to do where there is nothing to compare. */
    static String advice(int versions, long edits) {
        if (versions > 1) {
            return "A and B are the same version. Choose another one as B with Up or Down.";
        }
        String have = versions == 0 ? "There is no version yet" : "There is one version";
        return edits > 0
                ? have + " and " + Numbers.plural(edits, "edit", "edits") + " since. Commit with Ctrl+Enter to compare."
                : have + ". Edit labels and commit with Ctrl+Enter; what changed is listed here.";
    }

    /** Changes of one capture. */
    public static List<LabelDiff> of(List<LabelDiff> diffs, Hash capture) {
        return diffs.stream().filter(d -> d.capture().equals(capture)).toList();
    }
}
