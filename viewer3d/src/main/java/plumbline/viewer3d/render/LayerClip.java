package plumbline.viewer3d.render;

import plumbline.annotation.geometry.Box;
import plumbline.annotation.scene.Pose;
import plumbline.viewer3d.view.Clip;

/**
 * A {@link Clip} over a block's float offsets, with pose and origin folded in at double precision. Four rows of four
 * numbers: three into the box, one across the slab, each scaled so that inside is -1 to 1; a row of zeros cuts nothing.
 */
public record LayerClip(boolean cuts, boolean outside, float[] rows) {
    private static final double THINNEST = 1e-9;

    static LayerClip of(Clip clip, Pose viewFromOffsets) {
        if (clip.isNone()) {
            return new LayerClip(false, false, new float[16]);
        }
        float[] rows = new float[16];
        clip.box().ifPresent(b -> System.arraycopy(intoBox(b, viewFromOffsets), 0, rows, 0, 12));
        clip.slab().ifPresent(s -> {
            double half = Math.max(THINNEST, (s.to() - s.from()) / 2);
            double middle = (s.to() + s.from()) / 2;
            double[] n = {s.normal().x() / half, s.normal().y() / half, s.normal().z() / half};
            double[] m = viewFromOffsets.toRowMajor();
            for (int i = 0; i < 4; i++) {
                rows[12 + i] = (float) (n[0] * m[i] + n[1] * m[4 + i] + n[2] * m[8 + i] - (i == 3 ? middle / half : 0));
            }
        });
        return new LayerClip(true, clip.outside() && clip.box().isPresent(), rows);
    }

    /** Three rows that lead into a box, where inside is -1 to 1. */
    static float[] intoBox(Box box, Pose viewFromOffsets) {
        double[] rows = box.frameFromBox().inverse().times(viewFromOffsets).toRowMajor();
        double[] half = {
            Math.max(THINNEST, box.length() / 2), Math.max(THINNEST, box.width() / 2),
            Math.max(THINNEST, box.height() / 2)
        };
        float[] out = new float[12];
        for (int i = 0; i < 12; i++) {
            out[i] = (float) (rows[i] / half[i / 4]);
        }
        return out;
    }

    public boolean keeps(float x, float y, float z) {
        return (within(0, x, y, z) && within(4, x, y, z) && within(8, x, y, z)) != outside && within(12, x, y, z);
    }

    private boolean within(int row, float x, float y, float z) {
        return Math.abs(rows[row] * x + rows[row + 1] * y + rows[row + 2] * z + rows[row + 3]) <= 1;
    }
}
