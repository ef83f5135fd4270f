package plumbline.app.ui.parts;

import javafx.scene.paint.Color;
import plumbline.annotation.label.LabelClass;
import plumbline.annotation.label.Ontology;

/** The twenty label colours, chosen so that the closest pair stays apart in normal and colour-blind sight. */
public final class LabelPalette {
    private static final int[] RGB = {
        0x6E95FC, 0xF6A04D, 0x62D0F0, 0x977266, 0xFDF565, 0x7AFDFF, 0xCA570B, 0xBEFFBB, 0xBE8E68, 0x8667D3,
        0x4B809D, 0xFCC429, 0xCDD58B, 0xCAA896, 0xA3A4C8, 0xA1D5C3, 0xE57B0D, 0x78989B, 0xA680CD, 0x8BADFF
    };
    private static final int UNKNOWN = 14;

    private LabelPalette() {}

    /** {@code 0xRRGGBB} of a palette index. */
    public static int rgb(int index) {
        return RGB[Math.floorMod(index, RGB.length)];
    }

    public static int rgb(LabelClass c) {
        return rgb(c.colour());
    }

    /** The colour of a class by name; the neutral one where the ontology lacks it. */
    public static int rgb(Ontology ontology, String className) {
        return rgb(ontology.find(className).map(LabelClass::colour).orElse(UNKNOWN));
    }

    public static Color colour(int rgb) {
        return Color.rgb(rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255);
    }
}
