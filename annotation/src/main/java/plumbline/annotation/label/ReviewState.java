package plumbline.annotation.label;

/** Where a label stands in review: worked on, handed in, accepted or sent back by somebody else. */
public enum ReviewState {
    OPEN,
    SUBMITTED,
    ACCEPTED,
    REJECTED
}
