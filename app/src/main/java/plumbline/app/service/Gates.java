package plumbline.app.service;

import java.util.ArrayList;
import java.util.List;
import plumbline.annotation.review.Finding;
import plumbline.annotation.review.Severity;
import plumbline.storage.project.Hash;
import plumbline.storage.project.Project;
import plumbline.storage.project.Version;

/** What has to be right before a version is given away, and whether it is. */
public final class Gates {
    /** {@code open}: nothing is in the way; {@code words} say what is found and, where it is shut, what to do. */
    public record Gate(String name, boolean open, String words) {}

    private Gates() {}

    public static List<Gate> of(Project project, Hash version, Hash capture) {
        List<Gate> out = new ArrayList<>();
        Version.Signature signature = project.history().signature(version);
        out.add(new Gate("Signature", signature == Version.Signature.SIGNED, switch (signature) {
            case SIGNED -> "The version is signed and its signature holds.";
            case UNSIGNED -> "The version is not signed. Commit again with a signing key.";
            case BAD -> "The signature does not fit the version. Compare it with another copy.";
        }));
        int conflicts = project.merging().conflicts(false).size();
        out.add(new Gate("Conflicts", conflicts == 0, conflicts == 0
                ? "No merge left a conflict open."
                : count(conflicts, "conflict is", "conflicts are") + " open. Decide them in the merge view."));
        List<Finding> serious = project.findings(capture).stream()
                .filter(f -> f.severity() == Severity.CRITICAL || f.severity() == Severity.HIGH)
                .toList();
        out.add(new Gate("Findings", serious.isEmpty(), serious.isEmpty()
                ? "No critical or high finding stands on this capture."
                : count(serious.size(), "critical or high finding stands", "critical or high findings stand")
                        + " on this capture. Close them in Annotate."));
        long edits = project.uncommittedEdits();
        out.add(new Gate("Edits", edits == 0, edits == 0
                ? "Every edit is in a version."
                : count(edits, "edit is", "edits are") + " in no version yet. Commit with Ctrl+Enter."));
        return List.copyOf(out);
    }

    private static String count(long n, String one, String many) {
        return n + " " + (n == 1 ? one : many);
    }
}
