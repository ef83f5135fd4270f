package plumbline.storage.project;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import plumbline.annotation.label.Form;
import plumbline.annotation.label.Headed;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelHead;
import plumbline.annotation.label.Pixel;
import plumbline.annotation.label.TrackId;
import plumbline.annotation.scene.SensorId;
import plumbline.annotation.scene.Vec3;

/** The bytes of shapes, image masks, relations and tags after those that every label has; see {@link LabelBytes}. */
final class HeadedBytes {
    static final int SHAPE = 4;
    static final int IMAGE_SHAPE = 5;
    static final int IMAGE_MASK = 6;
    static final int RELATION = 7;
    static final int SCENE_TAG = 8;

    private HeadedBytes() {}

    static int kind(Headed label) {
        return switch (label) {
            case Label.Shape s -> SHAPE;
            case Label.ImageShape s -> IMAGE_SHAPE;
            case Label.ImageMask m -> IMAGE_MASK;
            case Label.Relation r -> RELATION;
            case Label.SceneTag t -> SCENE_TAG;
        };
    }

    static void write(LabelBytes.Out out, Headed label) {
        switch (label) {
            case Label.Shape s -> {
                out.count(code(s.form())).count(s.vertices().size());
                s.vertices().forEach(v -> out.number(v.x()).number(v.y()).number(v.z()));
            }
            case Label.ImageShape s -> {
                out.text(s.camera().value()).count(code(s.form())).count(s.vertices().size());
                s.vertices().forEach(v -> out.number(v.x()).number(v.y()));
            }
            case Label.ImageMask m -> {
                out.text(m.camera().value()).count(m.width()).count(m.height());
                LabelBytes.runs(out, m.pixels());
            }
            case Label.Relation r -> {
                out.text(r.to().value());
                last(out, r.frame(), r.lastFrame());
            }
            case Label.SceneTag t -> {
                out.text(t.value());
                last(out, t.frame(), t.lastFrame());
            }
        }
    }

    static Label read(String where, int kind, LabelHead head, ByteBuffer in) {
        return switch (kind) {
            case SHAPE -> {
                Form form = form(where, LabelBytes.number(where, in));
                List<Vec3> vertices = new ArrayList<>();
                for (int n = LabelBytes.count(where, in); n > 0; n--) {
                    vertices.add(new Vec3(in.getDouble(), in.getDouble(), in.getDouble()));
                }
                yield new Label.Shape(head, form, vertices);
            }
            case IMAGE_SHAPE -> {
                SensorId camera = new SensorId(LabelBytes.text(where, in));
                Form form = form(where, LabelBytes.number(where, in));
                List<Pixel> vertices = new ArrayList<>();
                for (int n = LabelBytes.count(where, in); n > 0; n--) {
                    vertices.add(new Pixel(in.getDouble(), in.getDouble()));
                }
                yield new Label.ImageShape(head, camera, form, vertices);
            }
            case IMAGE_MASK -> {
                SensorId camera = new SensorId(LabelBytes.text(where, in));
                int width = LabelBytes.number(where, in);
                int height = LabelBytes.number(where, in);
                yield new Label.ImageMask(head, camera, width, height, LabelBytes.runs(where, in));
            }
            case RELATION -> {
                TrackId to = new TrackId(LabelBytes.text(where, in));
                yield new Label.Relation(head, to, last(where, head.frame(), in));
            }
            case SCENE_TAG -> {
                String value = LabelBytes.text(where, in);
                yield new Label.SceneTag(head, value, last(where, head.frame(), in));
            }
            default -> throw new StorageException(
                    where + ", label " + head.id() + ": kind " + kind + " is not known here; a newer version may read it");
        };
    }

    /** How many frames it holds for, 0 for all that come. */
    private static void last(LabelBytes.Out out, int first, int last) {
        out.count(last == Label.TO_THE_END ? 0 : last - first + 1);
    }

    private static int last(String where, int first, ByteBuffer in) {
        int frames = LabelBytes.number(where, in);
        return frames == 0 ? Label.TO_THE_END : Math.addExact(first, frames - 1);
    }

    private static int code(Form form) {
        return switch (form) {
            case POLYLINE -> 0;
            case POLYGON -> 1;
            case POINTS -> 2;
        };
    }

    private static Form form(String where, int code) {
        return switch (code) {
            case 0 -> Form.POLYLINE;
            case 1 -> Form.POLYGON;
            case 2 -> Form.POINTS;
            default -> throw new StorageException(where + ": shapes of form " + code + " are not known here");
        };
    }
}
