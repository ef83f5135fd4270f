package plumbline.storage.project;

import plumbline.storage.access.Decision;

/** The policy, or the way a project tells people apart, does not allow it; nothing was done. Names the rule and who can grant. */
public final class DeniedException extends StorageException {
    private static final long serialVersionUID = 1L;

    private final transient Decision decision;

    DeniedException(String sentence, Decision decision) {
        super(sentence);
        this.decision = decision;
    }

    public Decision decision() {
        return decision;
    }
}
