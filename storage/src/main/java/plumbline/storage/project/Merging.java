package plumbline.storage.project;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import plumbline.annotation.edit.Decision;

/**
 * Merges of versions, and the conflicts that they left. A merge is begun, decided conflict by conflict and finished as a
 * version with two parents; all of it is on disk at each step, and nothing is refused half-way. Decisions are edits: undo
 * takes them back. Throws {@link StorageException} with a plain sentence.
 */
public interface Merging {
    /** How a merge began: nothing to do, moved forward along the other's versions, finished, or open with conflicts. */
    sealed interface Begun {
        record UpToDate() implements Begun {}

        record Forward(Version version) implements Begun {}

        record Finished(Version version, List<LabelDiff> changes) implements Begun {}

        /** {@code changes} are those of the labels as they stand, against ours. */
        record Open(MergeState merge, List<LabelDiff> changes, int conflicts) implements Begun {}
    }

    /**
     * Merges a branch, tag, remote branch or version into what stands. Without conflicts it is a version at once. Edits
     * that are not committed, and another open merge, are refused.
     */
    Begun begin(String name);

    /** The merge that is open, if one is. */
    Optional<MergeState> current();

    /**
     * Makes the version. A strict project refuses while a conflict is open; another keeps open conflicts with the version,
     * and its labels hold what the conflict says holds until it is decided.
     */
    Version finish(String message);

    /** Gives the open merge up: labels and ontology as before it began. */
    void abort();

    /** Conflicts of the open merge and of finished ones, by frame; {@code all} with those that are decided. */
    List<StoredConflict> conflicts(boolean all);

    /** Conflicts that a version's merge left or had. */
    List<StoredConflict> conflictsOf(Hash version);

    /** By id or its unique beginning. */
    StoredConflict conflict(String id);

    /**
     * Decides conflicts, all or none, as one edit of each capture. {@link IllegalArgumentException} where a conflict does
     * not offer a decision.
     */
    void decide(Map<String, Decision> byConflict, String why);

    /** Takes decisions back, as an edit. */
    void reopen(List<String> conflicts, String why);

    /**
     * Which version of each side last changed what a conflict is about: ours first, then theirs; empty where that side's
     * versions since the base did not. For rules such as "the newest wins".
     */
    Map<String, List<Optional<Version>>> lastChanged(List<StoredConflict> conflicts);

    boolean strict();

    void setStrict(boolean strict);
}
