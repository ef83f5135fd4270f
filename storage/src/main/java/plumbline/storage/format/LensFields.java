package plumbline.storage.format;

import java.util.List;
import java.util.Optional;
import plumbline.annotation.scene.LensModel;

/** Lens models as a tag and named numbers after width and height, for files. */
public final class LensFields {
    private static final List<String> PINHOLE = List.of("fx", "fy", "cx", "cy", "skew");
    private static final List<String> RADIAL_TANGENTIAL =
            List.of("fx", "fy", "cx", "cy", "k1", "k2", "p1", "p2", "k3", "k4", "k5", "k6");
    private static final List<String> KANNALA_BRANDT =
            List.of("fx", "fy", "cx", "cy", "k1", "k2", "k3", "k4", "max_theta_rad");

    private static final List<String> MEI = List.of("fx", "fy", "cx", "cy", "xi", "k1", "k2", "p1", "p2");

    private LensFields() {}

    public static String model(LensModel lens) {
        return switch (lens) {
            case LensModel.Pinhole p -> "pinhole";
            case LensModel.RadialTangential r -> "radial_tangential";
            case LensModel.KannalaBrandt k -> "kannala_brandt";
            case LensModel.Mei m -> "mei";
        };
    }

    /** The names in the order of {@link #values}; empty for a model that is not known. */
    public static List<String> names(String model) {
        return switch (model) {
            case "pinhole" -> PINHOLE;
            case "radial_tangential" -> RADIAL_TANGENTIAL;
            case "kannala_brandt" -> KANNALA_BRANDT;
            case "mei" -> MEI;
            default -> List.of();
        };
    }

    public static double[] values(LensModel lens) {
        return switch (lens) {
            case LensModel.Pinhole p -> new double[] {p.fx(), p.fy(), p.cx(), p.cy(), p.skew()};
            case LensModel.RadialTangential r ->
                new double[] {
                    r.fx(), r.fy(), r.cx(), r.cy(), r.k1(), r.k2(), r.p1(), r.p2(), r.k3(), r.k4(), r.k5(), r.k6()
                };
            case LensModel.KannalaBrandt k ->
                new double[] {k.fx(), k.fy(), k.cx(), k.cy(), k.k1(), k.k2(), k.k3(), k.k4(), k.maxThetaRad()};
            case LensModel.Mei m ->
                new double[] {m.fx(), m.fy(), m.cx(), m.cy(), m.xi(), m.k1(), m.k2(), m.p1(), m.p2()};
        };
    }

    public static Optional<LensModel> of(String model, int width, int height, double[] v) {
        return switch (model) {
            case "pinhole" -> Optional.of(new LensModel.Pinhole(width, height, v[0], v[1], v[2], v[3], v[4]));
            case "radial_tangential" ->
                Optional.of(new LensModel.RadialTangential(
                        width, height, v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7], v[8], v[9], v[10], v[11]));
            case "kannala_brandt" ->
                Optional.of(new LensModel.KannalaBrandt(
                        width, height, v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7], v[8]));
            case "mei" ->
                Optional.of(new LensModel.Mei(width, height, v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7], v[8]));
            default -> Optional.empty();
        };
    }
}
