package plumbline.viewer3d.render;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes a legend into the lower left corner of a picture. */
final class LegendPainter {
    private static final int SCALE_WIDTH = 140;
    private static final int SWATCH = 10;

    /** Words, or a swatch where there is a colour, or the scale where there are several. */
    private record Piece(String words, List<Integer> rgb, int width) {}

    private LegendPainter() {}

    static void paint(BufferedImage image, Legend legend, double scale) {
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.scale(scale, scale);
        g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        FontMetrics m = g.getFontMetrics();
        List<Piece> pieces = pieces(legend, m);
        int width = 12 + pieces.stream().mapToInt(p -> p.width() + 8).sum();
        int top = (int) (image.getHeight() / scale) - 40;
        g.setColor(new Color(0x1C2026));
        g.fillRoundRect(8, top, width, 30, 12, 12);
        g.setColor(new Color(0x3A424D));
        g.drawRoundRect(8, top, width, 30, 12, 12);
        int x = 18;
        for (Piece p : pieces) {
            if (p.rgb().isEmpty()) {
                g.setColor(new Color(0xE9ECF0));
                g.drawString(p.words(), x, top + (30 - m.getHeight()) / 2 + m.getAscent());
            }
            for (int i = 0; i < p.rgb().size(); i++) {
                int from = x + p.width() * i / p.rgb().size();
                int to = x + p.width() * (i + 1) / p.rgb().size();
                g.setColor(new Color(p.rgb().get(i)));
                g.fillRect(from, top + 10, to - from, SWATCH);
            }
            x += p.width() + 8;
        }
        g.dispose();
    }

    private static List<Piece> pieces(Legend legend, FontMetrics m) {
        List<Piece> out = new ArrayList<>();
        out.add(words(legend.title(), m));
        for (Legend.Entry e : legend.entries()) {
            out.add(new Piece("", List.of(e.rgb()), SWATCH));
            out.add(words(e.name(), m));
        }
        if (legend.entries().isEmpty()) {
            out.add(words(number(legend, legend.min()), m));
            out.add(new Piece("", legend.colours(), SCALE_WIDTH));
            out.add(words(number(legend, legend.max()), m));
        }
        return out;
    }

    private static Piece words(String text, FontMetrics m) {
        return new Piece(text, List.of(), m.stringWidth(text));
    }

    private static String number(Legend l, double v) {
        double span = Math.abs(l.max() - l.min());
        String text = String.format(Locale.ROOT, span < 5 ? "%.2f" : span < 50 ? "%.1f" : "%.0f", v);
        return text.replace('-', '\u2212') + (l.unit().isEmpty() ? "" : " " + l.unit());
    }
}
