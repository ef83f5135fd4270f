package plumbline.app.ui.camera;

/**
 * How pictures are shown: as recorded or straightened, lighter or with more contrast (-1 to 1, 0 as recorded), and what the
 * lidar's points on them are coloured by.
 */
public record CameraLook(boolean straight, double brightness, double contrast, Points points) {
    /** None, by depth, or by the named field of the points. */
    public sealed interface Points {
        record Hidden() implements Points {}

        record ByDepth() implements Points {}

        record ByField(String field) implements Points {}
    }

    public static final CameraLook DEFAULT = new CameraLook(false, 0, 0, new Points.Hidden());

    public CameraLook {
        brightness = Math.clamp(brightness, -1, 1);
        contrast = Math.clamp(contrast, -1, 1);
    }

    public CameraLook withStraight(boolean on) {
        return new CameraLook(on, brightness, contrast, points);
    }

    public CameraLook withLight(double brighter, double more) {
        return new CameraLook(straight, brighter, more, points);
    }

    public CameraLook withPoints(Points p) {
        return new CameraLook(straight, brightness, contrast, p);
    }

    boolean asRecorded() {
        return brightness == 0 && contrast == 0;
    }
}
