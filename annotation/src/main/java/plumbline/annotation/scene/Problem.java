package plumbline.annotation.scene;

/** Something a reader could not read or did not believe: where (file, offset or time) and what, in plain words. */
public record Problem(String where, String what) {}
