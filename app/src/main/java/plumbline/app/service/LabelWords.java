package plumbline.app.service;

import java.util.Locale;
import plumbline.annotation.label.Form;
import plumbline.annotation.label.Headed;
import plumbline.annotation.label.Label;
import plumbline.annotation.scene.Vec3;

/** What people read of a label that is no box: how large it is and where. Pure. */
public final class LabelWords {
    private LabelWords() {}

    /** {@code polyline, 4 vertices, 12.30 m}; {@code attached to 003}; {@code rain}. */
    public static String size(Headed label) {
        return switch (label) {
            case Label.Shape s -> s.form() == Form.POINTS
                    ? count(s.vertices().size(), "key point", "key points")
                    : String.format(Locale.ROOT, "%s, %d vertices, %.2f m", s.form().text(), s.vertices().size(), length(s));
            case Label.ImageShape s -> s.form() == Form.POINTS
                    ? count(s.vertices().size(), "key point", "key points") + " on " + s.camera()
                    : s.form().text() + " of " + s.vertices().size() + " vertices on " + s.camera();
            case Label.ImageMask m -> count((int) m.pixels().count(), "pixel", "pixels") + " of " + m.camera();
            case Label.Relation r -> r.className() + " " + r.to();
            case Label.SceneTag t -> t.value().isEmpty() ? t.className() : t.value();
        };
    }

    /** {@code whole capture}, {@code frame 7}, {@code frames 3 to 9}, {@code from frame 3 on}. */
    public static String frames(int first, int last) {
        if (last == Label.TO_THE_END) {
            return first == 0 ? "whole capture" : "from frame " + first + " on";
        }
        return first == last ? "frame " + first : "frames " + first + " to " + last;
    }

    /** Along the line; of a polygon with the edge that closes it. Metres. */
    public static double length(Label.Shape s) {
        double sum = 0;
        Vec3 last = s.form() == Form.POLYGON ? s.vertices().getLast() : s.vertices().getFirst();
        for (Vec3 v : s.vertices()) {
            sum += v.distance(last);
            last = v;
        }
        return sum;
    }

    private static String count(int n, String one, String many) {
        return String.format(Locale.ROOT, "%,d", n).replace(',', ' ') + " " + (n == 1 ? one : many);
    }
}
