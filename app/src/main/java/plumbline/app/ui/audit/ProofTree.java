package plumbline.app.ui.audit;

import java.util.List;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import plumbline.app.ui.parts.Tint;
import plumbline.storage.audit.AuditProof;

/** The way from an entry to the root: on the left what is hashed on the way, on the right what it is hashed with. */
final class ProofTree extends Canvas {
    private static final double LEVEL = 26;
    private static final double BOX = 20;
    private static final double NODE = 62;
    private static final double STEP = 15;
    /** Levels that are drawn; of a longer path those next to the entry and the one under the root. */
    private static final int MOST = 4;

    ProofTree(AuditProof p, boolean signed, boolean dark, double width) {
        super(width, height(p));
        List<String> climb = p.climb();
        int levels = p.path().size();
        int drawn = Math.min(levels, MOST);
        GraphicsContext g = getGraphicsContext2D();
        g.setFont(Font.font("JetBrains Mono", 11));
        g.setTextAlign(TextAlignment.CENTER);
        g.setLineWidth(1);
        // The root stands in the middle on top; each level goes down and to the left.
        double rootX = width / 2;
        double childX = 0;
        for (int i = 0; i <= drawn; i++) {
            int level = i == 0 ? levels : drawn < levels && i == 1 ? levels - 1 : drawn - i;
            String words = words(p, climb, i == 0, level);
            double w = i == 0 ? 116 : Math.max(NODE, words.length() * 7 + 10);
            double x = i == 0 ? rootX : Math.max(w / 2 + 1, rootX - 40 - STEP * (i - 1));
            double y = 1 + i * LEVEL;
            if (i > 0) {
                double up = i == 1 ? rootX : childX;
                double sibling = x + w / 2 + 54;
                g.setStroke(Tint.LINE.of(dark));
                g.strokePolyline(new double[] {Math.round(x) + 0.5, Math.round(x) + 0.5, Math.round(sibling) + 0.5,
                            Math.round(sibling) + 0.5},
                        new double[] {y, y - 3.5, y - 3.5, y}, 4);
                g.strokeLine(Math.round(up) + 0.5, y - 6, Math.round(up) + 0.5, y - 3.5);
                box(g, sibling, y, NODE, p.path().get(level).substring(0, 6) + "…", Tint.P1, Tint.BD2, Tint.FG1, dark);
            }
            boolean top = i == 0;
            box(g, x, y, w, words, top && signed ? Tint.P2 : Tint.SEL,
                    top && signed ? Tint.OK : Tint.ACCENT, top && signed ? Tint.OK : Tint.FG0, dark);
            if (drawn < levels && i == 1) {
                g.setFill(Tint.FG2.of(dark));
                g.setTextAlign(TextAlignment.LEFT);
                g.fillText("⋮ " + (levels - drawn), x + w / 2 + 92, y + 14);
                g.setTextAlign(TextAlignment.CENTER);
            }
            childX = x;
        }
        setAccessibleText("Path of " + levels + " hashes from entry " + (p.entry().sequence() + 1) + " to the root "
                + p.root().substring(0, 8));
    }

    private static String words(AuditProof p, List<String> climb, boolean top, int level) {
        return top ? "root " + p.root().substring(0, 4) + " " + p.root().substring(4, 8)
                : level == 0 ? TraceRows.entry(p.entry().name()).replace('\u00A0', ' ')
                        : climb.get(level).substring(0, 6) + "…";
    }

    private static double height(AuditProof p) {
        return LEVEL * (Math.min(p.path().size(), MOST) + 1);
    }

    private static void box(
            GraphicsContext g, double x, double y, double w, String words, Tint fill, Tint edge, Tint text, boolean dark) {
        g.setFill(fill.of(dark));
        g.fillRoundRect(Math.round(x - w / 2), y, w, BOX, 6, 6);
        g.setStroke(edge.of(dark));
        g.strokeRoundRect(Math.round(x - w / 2) + 0.5, y + 0.5, w - 1, BOX - 1, 6, 6);
        g.setFill(text.of(dark));
        g.fillText(words, x, y + 14);
    }
}
