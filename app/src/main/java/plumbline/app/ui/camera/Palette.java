package plumbline.app.ui.camera;

import javafx.scene.paint.Color;
import plumbline.annotation.label.LabelClass;
import plumbline.annotation.label.Ontology;

/** Colours that lie over pictures, the same in both themes: the twenty label colours and the map of depth. */
public final class Palette {
    /** Neighbours differ under normal and colour-blind sight; in order of use. {@code 0xRRGGBB}. */
    private static final int[] LABELS = {
        0x6E95FC, 0xF6A04D, 0x62D0F0, 0x977266, 0xFDF565, 0x7AFDFF, 0xCA570B, 0xBEFFBB, 0xBE8E68, 0x8667D3,
        0x4B809D, 0xFCC429, 0xCDD58B, 0xCAA896, 0xA3A4C8, 0xA1D5C3, 0xE57B0D, 0x78989B, 0xA680CD, 0x8BADFF
    };

    /** Near to far, evenly falling in lightness. */
    private static final int[] DEPTH = {0xFFF3B0, 0xF58A4B, 0xD9507A, 0x9A3FA0, 0x1D2A6B};

    private static final int NEUTRAL = 0xA3A4C8;

    private Palette() {}

    /** The colour of a class of the ontology, {@code 0xRRGGBB}; a neutral one for a class it lacks. */
    public static int rgb(Ontology ontology, String className) {
        return ontology.find(className).map(LabelClass::colour).map(Palette::label).orElse(NEUTRAL);
    }

    public static int label(int index) {
        return LABELS[Math.floorMod(index, LABELS.length)];
    }

    /** {@code fraction} 0 is near, 1 is far; outside it is clamped. Opaque {@code 0xAARRGGBB}. */
    public static int depthArgb(double fraction) {
        double at = Math.clamp(fraction, 0, 1) * (DEPTH.length - 1);
        int i = Math.min((int) at, DEPTH.length - 2);
        double t = at - i;
        int argb = 0xFF;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int from = DEPTH[i] >> shift & 0xFF;
            int to = DEPTH[i + 1] >> shift & 0xFF;
            argb = argb << 8 | (int) Math.round(from + (to - from) * t);
        }
        return argb;
    }

    public static Color colour(int rgb, double opacity) {
        return Color.rgb(rgb >> 16 & 0xFF, rgb >> 8 & 0xFF, rgb & 0xFF, opacity);
    }
}
