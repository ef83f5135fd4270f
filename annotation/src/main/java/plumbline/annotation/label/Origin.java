package plumbline.annotation.label;

/** How a label came to be: by hand (a keyframe of its track), by interpolation, by automation, or with an import. */
public enum Origin {
    HAND,
    INTERPOLATED,
    AUTOMATIC,
    IMPORTED
}
