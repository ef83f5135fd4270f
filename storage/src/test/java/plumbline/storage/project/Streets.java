package plumbline.storage.project;

import plumbline.annotation.scene.CaptureSource;

/** Small recordings for the tests of other packages. */
public final class Streets {
    public static final int POINTS = Street.POINTS;

    private Streets() {}

    public static CaptureSource small() {
        return new Street("harbour", 7, 3, 5);
    }
}
