package plumbline.viewer3d.render;

import java.util.List;
import java.util.Locale;

/**
 * Colour scales from low to high, evenly rising in lightness; cividis after Nuñez et al. 2018, viridis, magma and inferno
 * after van der Walt and Smith 2015.
 */
public enum ColourMap {
    LAGOON(0x2B3F6B, 0x2E6A8E, 0x3D94A0, 0x74B7A2, 0xBFD3A0, 0xF3E5B5),
    CIVIDIS(0x00224E, 0x123570, 0x3B496C, 0x575D6D, 0x707173, 0x8A8678, 0xA59C74, 0xC3B369, 0xE1CC55, 0xFEE838),
    VIRIDIS(0x440154, 0x482878, 0x3E4A89, 0x31688E, 0x26828E, 0x1F9E89, 0x35B779, 0x6DCD59, 0xB4DE2C, 0xFDE725),
    MAGMA(0x1D1147, 0x51127C, 0x822681, 0xB63679, 0xE65164, 0xFB8861, 0xFEC287, 0xFCFDBF),
    INFERNO(0x210C4A, 0x57106E, 0x8A226A, 0xBC3754, 0xE45A31, 0xF98E09, 0xF9CB35, 0xFCFFA4),
    SLATE(0x30363F, 0xD5DEE8),
    DEPTH(0xFFF3B0, 0xF58A4B, 0xD9507A, 0x9A3FA0, 0x1D2A6B);

    /** Those that a person may choose for any value. */
    public static final List<ColourMap> CHOICES = List.of(LAGOON, CIVIDIS, VIRIDIS, MAGMA, INFERNO, SLATE);

    private static final int STEPS = 1024;
    private final int[] table = new int[STEPS];

    ColourMap(int... stops) {
        for (int i = 0; i < STEPS; i++) {
            double at = (double) i / (STEPS - 1) * (stops.length - 1);
            int from = Math.min(stops.length - 2, (int) at);
            table[i] = mix(stops[from], stops[from + 1], at - from);
        }
    }

    /** As people read it. */
    public String words() {
        return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
    }

    /** {@code 0xFFRRGGBB} for 0 to 1; outside, the ends; NaN the low end. */
    public int argb(double t) {
        return 0xFF000000 | table[(int) (Math.clamp(t, 0, 1) * (STEPS - 1) + 0.5)];
    }

    /** Evenly spaced colours from low to high, for a legend. */
    public int[] samples(int count) {
        int[] out = new int[count];
        for (int i = 0; i < count; i++) {
            out[i] = argb(count == 1 ? 0.5 : (double) i / (count - 1)) & 0xFFFFFF;
        }
        return out;
    }

    static int mix(int a, int b, double t) {
        int out = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            int from = a >> shift & 255;
            int to = b >> shift & 255;
            out |= (int) (from + (to - from) * t + 0.5) << shift;
        }
        return out;
    }
}
