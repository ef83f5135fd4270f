package plumbline.storage.project;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import plumbline.annotation.edit.ChangeSet;
import plumbline.annotation.label.LabelId;

/**
 * What can be asked of a project's versions and done with them beyond commit and checkout. What moves a ref is in the
 * reflog, what changes labels is an edit with its audit entry. Throws {@link StorageException} with a plain sentence.
 */
public interface VersionHistory {
    /** Checks the signature of a version against the key that it names. */
    Version.Signature signature(Hash version);

    /** Every version that some of these reach, each once, newest first; none stands before one that was made from it. */
    List<Version> log(Collection<Hash> from);

    /** Name to newest version, by name. */
    Map<String, Hash> branches();

    /** Name to version, by name. */
    Map<String, Hash> tags();

    /** Branches of servers as last fetched: {@code origin/main} to version. */
    Map<String, Hash> remotes();

    /** Makes a branch at a version without going there. */
    void createBranch(String name, Hash version);

    /** The branch that is worked on is refused. Its versions stay, and the reflog says where it stood. */
    void deleteBranch(String name);

    void deleteTag(String name);

    /** Makes labels and ontology those of a branch and goes on there. Uncommitted edits are refused unless {@code discard}. */
    void switchTo(String branch, boolean discard);

    /** Every move of a branch, a tag or of what stands ({@code HEAD}), newest first. */
    List<RefMove> reflog(int limit);

    /** Which version, who and when set each field group of a label as it stands. */
    List<Blame> blame(Hash capture, LabelId label);

    /** The edits of a capture that undo would take back, newest first, so many at most. */
    List<EditStep> toTakeBack(Hash capture, int most);

    /**
     * Brings labels of a version forward as one edit of what stands, which undo takes back: those that are named, or all of
     * them (and the ontology) where none is. Returns what changed, by capture.
     */
    Map<Hash, ChangeSet> restore(Hash version, Set<LabelId> labels);

    /** Takes back what one version changed, as a new version. Uncommitted edits are refused. */
    Reverted revert(Hash version);

    /** {@code version} is empty where fields have changed since; then nothing was done and {@code conflicts} has them. */
    record Reverted(Optional<Version> version, List<LabelDiff> conflicts) {}

    /** Stores a contract (JSON); versions from now on pin it. */
    Hash pinContract(String json);
}
