package plumbline.storage.project;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import plumbline.annotation.edit.ChangeSet;
import plumbline.annotation.label.LabelId;
import plumbline.storage.access.Action;

/** What can be done with versions, once the policy has allowed it. */
final class GuardedHistory implements VersionHistory {
    private final VersionHistory history;
    private final SqliteAccess access;

    GuardedHistory(VersionHistory history, SqliteAccess access) {
        this.history = history;
        this.access = access;
    }

    @Override
    public Version.Signature signature(Hash version) {
        return history.signature(version);
    }

    @Override
    public List<Version> log(Collection<Hash> from) {
        return history.log(from);
    }

    @Override
    public Map<String, Hash> branches() {
        return history.branches();
    }

    @Override
    public Map<String, Hash> tags() {
        return history.tags();
    }

    @Override
    public Map<String, Hash> remotes() {
        return history.remotes();
    }

    @Override
    public void createBranch(String name, Hash version) {
        access.require(Action.VERSION_REFS, Optional.empty());
        history.createBranch(name, version);
    }

    @Override
    public void deleteBranch(String name) {
        access.require(Action.VERSION_REFS, Optional.empty());
        history.deleteBranch(name);
    }

    @Override
    public void deleteTag(String name) {
        access.require(Action.VERSION_REFS, Optional.empty());
        history.deleteTag(name);
    }

    @Override
    public void switchTo(String branch, boolean discard) {
        access.requireEverywhere(Action.LABEL_WRITE);
        history.switchTo(branch, discard);
    }

    @Override
    public List<RefMove> reflog(int limit) {
        return history.reflog(limit);
    }

    @Override
    public List<Blame> blame(Hash capture, LabelId label) {
        access.require(Action.CAPTURE_READ, Optional.of(capture));
        return history.blame(capture, label);
    }

    @Override
    public List<EditStep> toTakeBack(Hash capture, int most) {
        access.require(Action.CAPTURE_READ, Optional.of(capture));
        return history.toTakeBack(capture, most);
    }

    @Override
    public Map<Hash, ChangeSet> restore(Hash version, Set<LabelId> labels) {
        access.requireEverywhere(Action.LABEL_WRITE);
        return history.restore(version, labels);
    }

    @Override
    public Reverted revert(Hash version) {
        access.requireEverywhere(Action.LABEL_WRITE);
        access.requireEverywhere(Action.VERSION_COMMIT);
        return history.revert(version);
    }

    @Override
    public Hash pinContract(String json) {
        access.require(Action.CONTRACT_CHANGE, Optional.empty());
        return history.pinContract(json);
    }
}
