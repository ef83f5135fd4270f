package plumbline.viewer3d.render;

import java.util.List;

/** The label colours, {@code 0xRRGGBB}, in order of use: apart from one another under normal and colour-blind sight. */
public final class Palette {
    public static final List<Integer> LABELS = List.of(
        0x6E95FC, 0xF6A04D, 0x62D0F0, 0x977266, 0xFDF565, 0x7AFDFF, 0xCA570B, 0xBEFFBB, 0xBE8E68, 0x8667D3,
        0x4B809D, 0xFCC429, 0xCDD58B, 0xCAA896, 0xA3A4C8, 0xA1D5C3, 0xE57B0D, 0x78989B, 0xA680CD, 0x8BADFF);
    public static final int SIZE = LABELS.size();

    private Palette() {}

    /** {@code LabelClass.colour} to RGB; beyond the last it begins again. */
    public static int label(int index) {
        return LABELS.get(Math.floorMod(index, SIZE));
    }
}
