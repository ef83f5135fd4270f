package plumbline.app.ui.audit;

import java.util.List;
import java.util.Optional;
import plumbline.app.ui.parts.Numbers;
import plumbline.storage.project.Hash;
import plumbline.storage.project.LabelDiff;
import plumbline.storage.project.Version;

/** The versions, which of them are A and B, and the change that is chosen. No nodes; one thread. */
public final class AuditModel {
    private List<Version> versions = List.of();
    private Optional<Hash> a = Optional.empty();
    private Optional<Hash> b = Optional.empty();

    /** Newest first. A and B stay where they are still among them; otherwise B is the newest and A the one before. */
    public void setVersions(List<Version> newestFirst) {
        boolean headMoved = !versions.isEmpty() && !newestFirst.isEmpty()
                && !versions.getFirst().hash().equals(newestFirst.getFirst().hash());
        versions = List.copyOf(newestFirst);
        if (headMoved || b.filter(this::has).isEmpty()) {
            b = versions.stream().findFirst().map(Version::hash);
        }
        if (headMoved || a.filter(this::has).isEmpty()) {
            a = versions.stream().skip(1).findFirst().map(Version::hash);
        }
    }

    private boolean has(Hash h) {
        return versions.stream().anyMatch(v -> v.hash().equals(h));
    }

    public List<Version> versions() {
        return versions;
    }

    public Optional<Hash> a() {
        return a;
    }

    public Optional<Hash> b() {
        return b;
    }

    public void chooseB(Hash h) {
        b = Optional.of(h).filter(this::has).or(() -> b);
    }

    /** Space: what is B now becomes A as well; the next choice of B compares against it. */
    public void markA() {
        a = b;
    }

    /** Down is older. */
    public void stepB(int by) {
        if (!versions.isEmpty()) {
            int at = 0;
            for (int i = 0; i < versions.size(); i++) {
                at = b.filter(versions.get(i).hash()::equals).isPresent() ? i : at;
            }
            b = Optional.of(versions.get(Math.clamp(at + by, 0, versions.size() - 1)).hash());
        }
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

    public static long count(List<LabelDiff> diffs, LabelDiff.Kind kind) {
        return diffs.stream().filter(d -> d.kind() == kind).count();
    }
}
