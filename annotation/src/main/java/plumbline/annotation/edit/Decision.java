package plumbline.annotation.edit;

import plumbline.annotation.label.Label;

/** What somebody decided about a {@link Conflict}. */
public sealed interface Decision {
    /** The value of one side. */
    record Take(Side side) implements Decision {}

    /** Both stay: two objects, points in two masks; of a missing class, the labels stay as they are. */
    record Both() implements Decision {}

    /** A value of its own: the conflict's field group as this label has it. */
    record Value(Label label) implements Decision {}

    /** Another name in place of a missing class or value. */
    record Rename(String name) implements Decision {}
}
