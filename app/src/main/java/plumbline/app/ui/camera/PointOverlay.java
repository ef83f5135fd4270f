package plumbline.app.ui.camera;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import plumbline.app.service.Projection;

/** Lidar points on an image as a picture of their own, coloured by depth, near ones on top. Made off the window's thread. */
final class PointOverlay {
    private PointOverlay() {}

    /** {@code width} by {@code height} pixels, transparent where no point is; {@code scale} maps image pixels to them. */
    static Image draw(Projection.Points points, int width, int height, double scale, int dot) {
        int[] order = IntStream.range(0, points.size())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -points.depth()[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] argb = new int[width * height];
        for (int i : order) {
            int colour = DepthMap.argb(DepthMap.fraction(points.depth()[i]));
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
