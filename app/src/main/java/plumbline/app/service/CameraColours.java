package plumbline.app.service;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Sensor;
import plumbline.storage.format.FormatException;

/**
 * The colour that cameras see each lidar point in. A point that several see takes the one whose image it is nearest the
 * middle of; one that something nearer hides from a camera is not coloured by it.
 */
public final class CameraColours {
    /** Points that no camera sees. */
    public static final int UNSEEN = 0xFF3A424D;

    private static final int CELL_PIXELS = 8;
    /** Something hides a point where it is nearer by this much, in metres and as a share of the depth. */
    private static final double HIDES_METRES = 0.4;
    private static final double HIDES_SHARE = 0.03;

    private CameraColours() {}

    /** Cameras of a capture that can colour points: they have a lens and images. */
    public static boolean possible(Capture capture) {
        return capture.sensors().stream().anyMatch(s -> s.lens().isPresent());
    }

    /** {@code 0xFFRRGGBB} for each point of the reference lidar's sweep; empty where no camera has an image of the frame. */
    public static Optional<int[]> of(CaptureSource source, Frame frame, PointBlock pointsLidar) throws IOException {
        List<Projection.View> views = new ArrayList<>();
        for (Sensor s : source.capture().sensors()) {
            Projection.view(source.capture(), frame, s.id()).ifPresent(views::add);
        }
        if (views.isEmpty()) {
            return Optional.empty();
        }
        int[] argb = new int[pointsLidar.size()];
        Arrays.fill(argb, UNSEEN);
        double[] best = new double[pointsLidar.size()];
        Arrays.fill(best, Double.MAX_VALUE);
        for (Projection.View view : views) {
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(source.image(view.image())));
            if (image == null) {
                throw new FormatException(view.image().key(), "", "not a JPEG or PNG image");
            }
            paint(view, image, Projection.points(view, pointsLidar), argb, best);
        }
        return Optional.of(argb);
    }

    private static void paint(
            Projection.View view, BufferedImage image, Projection.Points seen, int[] argb, double[] best) {
        int columns = view.lens().width() / CELL_PIXELS + 1;
        int rows = view.lens().height() / CELL_PIXELS + 1;
        double[] nearest = new double[columns * rows];
        Arrays.fill(nearest, Double.MAX_VALUE);
        for (int i = 0; i < seen.size(); i++) {
            int cell = cell(seen, i, columns, rows);
            nearest[cell] = Math.min(nearest[cell], seen.depth()[i]);
        }
        double scaleX = (double) image.getWidth() / view.lens().width();
        double scaleY = (double) image.getHeight() / view.lens().height();
        for (int i = 0; i < seen.size(); i++) {
            double depth = seen.depth()[i];
            double front = nearest[cell(seen, i, columns, rows)];
            if (depth - front > HIDES_METRES + HIDES_SHARE * front) {
                continue;
            }
            double u = seen.u()[i] / view.lens().width() - 0.5;
            double v = seen.v()[i] / view.lens().height() - 0.5;
            double away = u * u + v * v;
            int point = seen.index()[i];
            if (away < best[point]) {
                best[point] = away;
                int x = Math.clamp((int) (seen.u()[i] * scaleX), 0, image.getWidth() - 1);
                int y = Math.clamp((int) (seen.v()[i] * scaleY), 0, image.getHeight() - 1);
                argb[point] = 0xFF000000 | image.getRGB(x, y);
            }
        }
    }

    private static int cell(Projection.Points seen, int i, int columns, int rows) {
        int x = Math.clamp((int) (seen.u()[i] / CELL_PIXELS), 0, columns - 1);
        int y = Math.clamp((int) (seen.v()[i] / CELL_PIXELS), 0, rows - 1);
        return y * columns + x;
    }
}
