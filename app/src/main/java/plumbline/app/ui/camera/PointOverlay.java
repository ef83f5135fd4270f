package plumbline.app.ui.camera;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import plumbline.annotation.scene.Column;
import plumbline.annotation.scene.PointBlock;
import plumbline.app.service.Projection;
import plumbline.viewer3d.render.ColourMap;
import plumbline.viewer3d.render.Colouring;

/** Lidar points on an image as a picture of their own, coloured by depth, near ones on top. Made off the window's thread. */
final class PointOverlay {
    private static final int UNKNOWN = 0xFF98A1AE;

    private PointOverlay() {}

    /** One for each projected point; grey where the block has no such field. */
    static int[] colours(Projection.Points points, PointBlock block, CameraLook.Points by) {
        return switch (by) {
            case CameraLook.Points.Hidden h -> new int[points.size()];
            case CameraLook.Points.ByDepth d -> {
                int[] out = new int[points.size()];
                for (int i = 0; i < out.length; i++) {
                    out[i] = DepthMap.argb(DepthMap.fraction(points.depth()[i]));
                }
                yield out;
            }
            case CameraLook.Points.ByField f -> byField(points, block, f.field());
        };
    }

    private static int[] byField(Projection.Points points, PointBlock block, String field) {
        int[] out = new int[points.size()];
        Optional<Column> column = block.column(field);
        int[] all = column.isPresent()
                ? Colouring.field(block, column.get(), Colouring.range(column.get()), ColourMap.CIVIDIS)
                : new int[0];
        for (int i = 0; i < out.length; i++) {
            out[i] = column.isPresent() ? all[points.index()[i]] : UNKNOWN;
        }
        return out;
    }

    /** {@code width} by {@code height} pixels, transparent where no point is; {@code scale} maps image pixels to them. */
    static Image draw(Projection.Points points, int[] colours, int width, int height, double scale, int dot) {
        int[] order = IntStream.range(0, points.size())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -points.depth()[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] argb = new int[width * height];
        for (int i : order) {
            int colour = colours[i];
            int left = (int) Math.round((points.u()[i] + 0.5) * scale - dot / 2.0);
            int top = (int) Math.round((points.v()[i] + 0.5) * scale - dot / 2.0);
            int from = Math.max(0, left);
            int to = Math.min(width, left + dot);
            for (int y = Math.max(0, top); y < Math.min(height, top + dot) && from < to; y++) {
                Arrays.fill(argb, y * width + from, y * width + to, colour);
            }
        }
        WritableImage image = new WritableImage(width, height);
        image.getPixelWriter().setPixels(0, 0, width, height, PixelFormat.getIntArgbPreInstance(), argb, 0, width);
        return image;
    }
}
