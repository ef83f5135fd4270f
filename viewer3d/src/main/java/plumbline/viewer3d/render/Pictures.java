package plumbline.viewer3d.render;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import javax.imageio.ImageIO;
import plumbline.viewer3d.render.PointRenderer.Drawn;
import plumbline.viewer3d.view.Projection;
import plumbline.viewer3d.view.ViewState;

/** Pictures of a scene as PNG files without a window: for the command line and reports. Loads nothing of JavaFX. */
public final class Pictures {
    private Pictures() {}

    /** The file's bytes with what was drawn, by which renderer. */
    public record Picture(byte[] png, Drawn drawn, String renderer, String description) {}

    /** With the boxes' tags written beside them. */
    public static Picture png(SceneSnapshot scene, ViewState view, RendererChoice choice) {
        return png(scene, view, choice, true);
    }

    public static Picture png(SceneSnapshot scene, ViewState view, RendererChoice choice, boolean tags) {
        return png(scene, view, choice, tags, Optional.empty());
    }

    /** With what the colours mean in the lower left corner. */
    public static Picture png(
            SceneSnapshot scene, ViewState view, RendererChoice choice, boolean tags, Optional<Legend> legend) {
        try (PointRenderer renderer = Renderers.create(choice);
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            Frame frame = frame(renderer, scene, view, tags, legend);
            ImageIO.write(frame.image(), "png", out);
            return new Picture(out.toByteArray(), frame.drawn(), renderer.name(), renderer.description());
        } catch (IOException e) {
            throw new UncheckedIOException("a picture could not be encoded as PNG", e);
        }
    }

    /** A picture not yet in a file. */
    public record Frame(BufferedImage image, Drawn drawn) {}

    /** For many pictures one after the other by one renderer, on the thread that made it. */
    public static Frame frame(
            PointRenderer renderer, SceneSnapshot scene, ViewState view, boolean tags, Optional<Legend> legend) {
        ByteBuffer bgra = ByteBuffer.allocateDirect(view.width() * view.height() * 4);
        Drawn drawn = renderer.render(scene, view, bgra);
        BufferedImage image = new BufferedImage(view.width(), view.height(), BufferedImage.TYPE_INT_RGB);
        int[] pixels = new int[view.width() * view.height()];
        bgra.order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(pixels);
        image.setRGB(0, 0, view.width(), view.height(), pixels, 0, view.width());
        if (tags) {
            tags(image, scene, view);
        }
        legend.ifPresent(l -> LegendPainter.paint(image, l, view.scale()));
        return new Frame(image, drawn);
    }

    private static void tags(BufferedImage image, SceneSnapshot scene, ViewState view) {
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        double scale = view.scale();
        g.setFont(new Font(Font.SANS_SERIF, Font.BOLD, (int) Math.round(11 * scale)));
        FontMetrics m = g.getFontMetrics();
        Projection p = Projection.of(view.camera(), view.width(), view.height());
        for (TagLayout.Tag t : TagLayout.place(scene, p, m::stringWidth, 5 * scale, 16 * scale)) {
            int arc = (int) Math.round(6 * scale);
            g.setColor(new Color(0xE00F1216, true));
            g.fillRoundRect((int) t.x(), (int) t.y(), (int) t.width(), (int) t.height(), arc, arc);
            g.setColor(new Color(t.rgb()));
            g.drawRoundRect((int) t.x(), (int) t.y(), (int) t.width(), (int) t.height(), arc, arc);
            g.drawString(
                    t.text(), (int) (t.x() + 5 * scale),
                    (int) (t.y() + (t.height() - m.getHeight()) / 2 + m.getAscent()));
        }
        g.dispose();
    }
}
