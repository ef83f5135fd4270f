package plumbline.app.service;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.Ontology;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Sample;
import plumbline.annotation.scene.SensorId;
import plumbline.storage.format.FormatException;

/** A camera's image with the sweep's points (coloured by depth) and the boxes projected onto it, without a window. */
public final class CameraPictures {
    private static final int[] DEPTH_RGB = {0xFFF3B0, 0xF58A4B, 0xD9507A, 0x9A3FA0, 0x1D2A6B};
    private static final double FAR_METRES = 60;

    /** The picture with how many points fell on it. */
    public record Picture(BufferedImage image, int points) {}

    private CameraPictures() {}

    public static Picture draw(
            CaptureSource source, Frame frame, SensorId camera, PointBlock points, List<Label.Cuboid> cuboids, Ontology ontology)
            throws IOException {
        Capture capture = source.capture();
        Projection.View view = Projection.view(capture, frame, camera)
                .orElseThrow(() -> new FormatException(
                        capture.name(), "frame " + frame.index(), camera + " has no image or no lens there"));
        BufferedImage image = decode(source, view.image());
        BufferedImage out = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D g = out.createGraphics();
        g.drawImage(image, 0, 0, null);
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        Projection.Points projected = Projection.points(view, points);
        double dot = Math.max(1.5, image.getWidth() / 640.0);
        for (int i = 0; i < projected.size(); i++) {
            g.setColor(depthColour(projected.depth()[i]));
            g.fill(new Rectangle2D.Double(projected.u()[i] - dot / 2, projected.v()[i] - dot / 2, dot, dot));
        }
        g.setStroke(new BasicStroke((float) Math.max(1.5, image.getWidth() / 640.0)));
        for (Label.Cuboid c : cuboids) {
            g.setColor(new Color(Views.rgb(ontology, c.className())));
            double[] p = Projection.box(view, c.box()).pieces();
            for (int i = 0; i + 3 < p.length; i += 4) {
                g.draw(new Line2D.Double(p[i], p[i + 1], p[i + 2], p[i + 3]));
            }
        }
        g.dispose();
        return new Picture(out, projected.size());
    }

    private static BufferedImage decode(CaptureSource source, Sample sample) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(source.image(sample)));
        if (image == null) {
            throw new FormatException(sample.key(), "", "not a JPEG or PNG image");
        }
        return image;
    }

    private static Color depthColour(double metres) {
        double at = Math.clamp(metres / FAR_METRES, 0, 1) * (DEPTH_RGB.length - 1);
        int i = Math.min(DEPTH_RGB.length - 2, (int) at);
        double t = at - i;
        int a = DEPTH_RGB[i];
        int b = DEPTH_RGB[i + 1];
        return new Color(mix(a >> 16, b >> 16, t), mix(a >> 8, b >> 8, t), mix(a, b, t));
    }

    private static int mix(int a, int b, double t) {
        return (int) Math.round((a & 255) + ((b & 255) - (a & 255)) * t);
    }
}
