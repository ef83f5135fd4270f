package plumbline.storage.project;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import plumbline.annotation.edit.Decision;
import plumbline.storage.access.Action;

/** Merges, once the policy has allowed them: they change labels and make versions. */
final class GuardedMerging implements Merging {
    private final Merging merging;
    private final SqliteAccess access;

    GuardedMerging(Merging merging, SqliteAccess access) {
        this.merging = merging;
        this.access = access;
    }

    @Override
    public Begun begin(String name) {
        access.requireEverywhere(Action.LABEL_WRITE);
        access.requireEverywhere(Action.VERSION_COMMIT);
        return merging.begin(name);
    }

    @Override
    public Optional<MergeState> current() {
        return merging.current();
    }

    @Override
    public Version finish(String message) {
        access.requireEverywhere(Action.VERSION_COMMIT);
        return merging.finish(message);
    }

    @Override
    public void abort() {
        access.requireEverywhere(Action.LABEL_WRITE);
        merging.abort();
    }

    @Override
    public List<StoredConflict> conflicts(boolean all) {
        access.requireEverywhere(Action.CAPTURE_READ);
        return merging.conflicts(all);
    }

    @Override
    public List<StoredConflict> conflictsOf(Hash version) {
        access.requireEverywhere(Action.CAPTURE_READ);
        return merging.conflictsOf(version);
    }

    @Override
    public StoredConflict conflict(String id) {
        access.requireEverywhere(Action.CAPTURE_READ);
        return merging.conflict(id);
    }

    @Override
    public void decide(Map<String, Decision> byConflict, String why) {
        access.requireEverywhere(Action.LABEL_WRITE);
        merging.decide(byConflict, why);
    }

    @Override
    public void reopen(List<String> conflicts, String why) {
        access.requireEverywhere(Action.LABEL_WRITE);
        merging.reopen(conflicts, why);
    }

    @Override
    public Map<String, List<Optional<Version>>> lastChanged(List<StoredConflict> conflicts) {
        access.requireEverywhere(Action.CAPTURE_READ);
        return merging.lastChanged(conflicts);
    }

    @Override
    public boolean strict() {
        return merging.strict();
    }

    @Override
    public void setStrict(boolean strict) {
        access.require(Action.POLICY_CHANGE, Optional.empty());
        merging.setStrict(strict);
    }
}
