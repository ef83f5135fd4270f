package plumbline.annotation.edit;

/** Where a value in a merge comes from: the version that both were made from, this copy's, or the other one. */
public enum Side {
    BASE,
    OURS,
    THEIRS;

    public Side swapped() {
        return switch (this) {
            case BASE -> BASE;
            case OURS -> THEIRS;
            case THEIRS -> OURS;
        };
    }
}
