package plumbline.storage.attack;

/** What {@code attack.c} does at the n-th call. */
public enum Harm {
    COUNT,
    KILL,
    TORN,
    FULL,
    EIO,
    SHORT,
    FREEZE
}
