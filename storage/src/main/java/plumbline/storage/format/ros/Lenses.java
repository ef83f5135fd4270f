package plumbline.storage.format.ros;

import java.util.Arrays;
import java.util.Optional;
import plumbline.annotation.scene.LensModel;
import plumbline.annotation.scene.Pose;

/**
 * CameraInfo to lens and back. The image as the sensor took it follows K and D; a rectified one follows P, in a frame
 * that R (and P's fourth column, the second eye's offset) turns and shifts from the camera's.
 */
public final class Lenses {
    /** How far to the side a fisheye sees where the file does not say: a little over a hemisphere. */
    private static final double FISHEYE_MAX_THETA = Math.toRadians(100);

    private Lenses() {}

    /** A lens, and {@code rectifiedFromCamera}: identity for the image as taken. */
    public record Lens(LensModel model, Pose rectifiedFromCamera) {}

    /** Empty where the distortion model is unknown or the numbers make no camera. */
    public static Optional<Lens> of(CameraInfo info, boolean rectified) {
        double[] k = info.k();
        boolean usable = info.width() > 0 && info.height() > 0;
        if (rectified && info.p()[0] > 0 && info.p()[5] > 0) {
            return usable ? Optional.of(rectified(info)) : Optional.empty();
        }
        if (!usable || !(k[0] > 0) || !(k[4] > 0)) {
            return Optional.empty();
        }
        double[] d = Arrays.copyOf(info.d(), Math.max(8, info.d().length));
        boolean straight = Arrays.stream(info.d()).allMatch(v -> v == 0);
        int w = info.width();
        int h = info.height();
        return switch (info.distortionModel()) {
            case "plumb_bob", "rational_polynomial", "" -> Optional.of(new Lens(
                    straight
                            ? new LensModel.Pinhole(w, h, k[0], k[4], k[2], k[5], k[1])
                            : new LensModel.RadialTangential(
                                    w, h, k[0], k[4], k[2], k[5], d[0], d[1], d[2], d[3], d[4], d[5], d[6], d[7]),
                    Pose.IDENTITY));
            case "equidistant", "fisheye", "kannala_brandt", "kannala_brandt4" -> Optional.of(new Lens(
                    new LensModel.KannalaBrandt(
                            w, h, k[0], k[4], k[2], k[5], d[0], d[1], d[2], d[3], FISHEYE_MAX_THETA),
                    Pose.IDENTITY));
            // No ROS message defines these; drivers that publish them put xi before the four of Kalibr's "omni-radtan".
            case "mei", "omni", "omnidirectional", "unified" -> info.d().length < 1
                    ? Optional.empty()
                    : Optional.of(new Lens(
                            new LensModel.Mei(w, h, k[0], k[4], k[2], k[5], d[0], d[1], d[2], d[3], d[4]), Pose.IDENTITY));
            default -> Optional.empty();
        };
    }

    private static Lens rectified(CameraInfo info) {
        double[] p = info.p();
        double[] r = info.r();
        boolean none = Arrays.stream(r).allMatch(v -> v == 0);
        Pose rotation = none
                ? Pose.IDENTITY
                : new Pose(r[0], r[1], r[2], 0, r[3], r[4], r[5], 0, r[6], r[7], r[8], 0);
        double z = p[11];
        double y = (p[7] - p[6] * z) / p[5];
        double x = (p[3] - p[1] * y - p[2] * z) / p[0];
        LensModel lens = new LensModel.Pinhole(info.width(), info.height(), p[0], p[5], p[2], p[6], p[1]);
        return new Lens(lens, Pose.translation(x, y, z).times(rotation));
    }

    public static CameraInfo info(RosHeader header, LensModel lens) {
        double skew = lens instanceof LensModel.Pinhole p ? p.skew() : 0;
        double[] k = {lens.fx(), skew, lens.cx(), 0, lens.fy(), lens.cy(), 0, 0, 1};
        double[] r = {1, 0, 0, 0, 1, 0, 0, 0, 1};
        double[] p = {k[0], k[1], k[2], 0, 0, k[4], k[5], 0, 0, 0, 1, 0};
        return switch (lens) {
            case LensModel.Pinhole l ->
                new CameraInfo(header, l.height(), l.width(), "plumb_bob", new double[5], k, r, p);
            case LensModel.RadialTangential l -> {
                boolean plumb = l.k4() == 0 && l.k5() == 0 && l.k6() == 0;
                double[] d = {l.k1(), l.k2(), l.p1(), l.p2(), l.k3(), l.k4(), l.k5(), l.k6()};
                yield new CameraInfo(
                        header, l.height(), l.width(), plumb ? "plumb_bob" : "rational_polynomial",
                        plumb ? Arrays.copyOf(d, 5) : d, k, r, p);
            }
            case LensModel.KannalaBrandt l -> new CameraInfo(
                    header, l.height(), l.width(), "equidistant", new double[] {l.k1(), l.k2(), l.k3(), l.k4()}, k, r,
                    p);
            case LensModel.Mei l -> new CameraInfo(
                    header, l.height(), l.width(), "mei", new double[] {l.xi(), l.k1(), l.k2(), l.p1(), l.p2()}, k, r, p);
        };
    }
}
