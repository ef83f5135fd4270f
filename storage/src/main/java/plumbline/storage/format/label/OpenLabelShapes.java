package plumbline.storage.format.label;

import java.util.ArrayList;
import java.util.List;
import plumbline.annotation.label.Form;
import plumbline.annotation.label.Headed;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.Pixel;
import plumbline.annotation.label.PointRuns;
import plumbline.annotation.scene.Vec3;
import tools.jackson.core.JsonGenerator;

/**
 * Lines, outlines, points and masks as OpenLABEL's poly3d, poly2d, point3d, point2d and mat. Points that are one label share
 * its id; the first holds its attributes. A mask is a matrix of data type {@code rle}: pixels skipped, taken, skipped, ...
 */
final class OpenLabelShapes {
    static final List<String> KINDS = List.of("poly3d", "poly2d", "point3d", "point2d", "mat");
    static final String RLE = "rle";
    static final String ABSOLUTE = "MODE_POLY2D_ABSOLUTE";

    private OpenLabelShapes() {}

    /** The kind of data in the document; empty for what is no shape. */
    static String kind(Label l) {
        return switch (l) {
            case Label.Shape s -> s.form() == Form.POINTS ? "point3d" : "poly3d";
            case Label.ImageShape s -> s.form() == Form.POINTS ? "point2d" : "poly2d";
            case Label.ImageMask m -> "mat";
            case Label.Cuboid c -> "cuboid";
            case Label.ImageBox b -> "bbox";
            case Label.PointMask m -> "vec";
            case Label.Relation r -> "";
            case Label.SceneTag t -> "";
        };
    }

    /** The beginning of a datum's name. */
    static String name(Label l) {
        return switch (l) {
            case Label.Cuboid c -> "cuboid";
            case Label.ImageBox b -> "bbox-" + b.camera();
            case Label.PointMask m -> "points-" + m.sensor();
            case Label.Shape s -> s.form().text();
            case Label.ImageShape s -> s.form().text() + "-" + s.camera();
            case Label.ImageMask m -> "mask-" + m.camera();
            case Label.Relation r -> "relation";
            case Label.SceneTag t -> "tag";
        };
    }

    /** The names under which a label's data stand: one, but for points one each. */
    static List<String> names(String name, Label l) {
        int points = l instanceof Label.Shape s && s.form() == Form.POINTS ? s.vertices().size()
                : l instanceof Label.ImageShape s && s.form() == Form.POINTS ? s.vertices().size() : 1;
        List<String> out = new ArrayList<>(List.of(name));
        for (int i = 1; i < points; i++) {
            out.add(name + "." + i);
        }
        return out;
    }

    /** The objects of the document's list for one label, each with its name. */
    static void write(JsonGenerator g, String name, Headed label, String lidar) {
        switch (label) {
            case Label.Shape s when s.form() == Form.POINTS -> {
                for (int i = 0; i < s.vertices().size(); i++) {
                    begin(g, names(name, s).get(i), lidar);
                    place(g, i, s.vertices().get(i));
                    end(g, s, i == 0);
                }
            }
            case Label.Shape s -> {
                begin(g, name, lidar);
                g.writeArrayPropertyStart("val");
                for (Vec3 v : s.vertices()) {
                    g.writeNumber(v.x());
                    g.writeNumber(v.y());
                    g.writeNumber(v.z());
                }
                g.writeEndArray();
                g.writeBooleanProperty("closed", s.form() == Form.POLYGON);
                end(g, s, true);
            }
            case Label.ImageShape s when s.form() == Form.POINTS -> {
                for (int i = 0; i < s.vertices().size(); i++) {
                    begin(g, names(name, s).get(i), s.camera().value());
                    g.writeNumberProperty("id", i);
                    OpenLabelWriter.list(g, "val", s.vertices().get(i).x(), s.vertices().get(i).y());
                    end(g, s, i == 0);
                }
            }
            case Label.ImageShape s -> {
                begin(g, name, s.camera().value());
                g.writeArrayPropertyStart("val");
                for (Pixel v : s.vertices()) {
                    g.writeNumber(v.x());
                    g.writeNumber(v.y());
                }
                g.writeEndArray();
                g.writeStringProperty("mode", ABSOLUTE);
                g.writeBooleanProperty("closed", s.form() == Form.POLYGON);
                end(g, s, true);
            }
            case Label.ImageMask m -> {
                begin(g, name, m.camera().value());
                mask(g, m);
                end(g, m, true);
            }
            case Label.Relation r -> throw new IllegalArgumentException("a relation is no datum of an object");
            case Label.SceneTag t -> throw new IllegalArgumentException("a tag is no datum of an object");
        }
    }

    private static void place(JsonGenerator g, int number, Vec3 v) {
        g.writeNumberProperty("id", number);
        OpenLabelWriter.list(g, "val", v.x(), v.y(), v.z());
    }

    private static void begin(JsonGenerator g, String name, String system) {
        g.writeStartObject();
        g.writeStringProperty("name", name);
        g.writeStringProperty("coordinate_system", system);
    }

    private static void end(JsonGenerator g, Label l, boolean whole) {
        if (whole) {
            OpenLabelNames.writeAttributes(g, l);
        } else {
            OpenLabelNames.writeId(g, l);
        }
        g.writeEndObject();
    }

    private static void mask(JsonGenerator g, Label.ImageMask m) {
        g.writeNumberProperty("channels", 1);
        g.writeNumberProperty("width", m.width());
        g.writeNumberProperty("height", m.height());
        g.writeStringProperty("data_type", RLE);
        g.writeArrayPropertyStart("val");
        PointRuns pixels = m.pixels();
        int at = 0;
        for (int i = 0; i < pixels.runs(); i++) {
            g.writeNumber(pixels.from(i) - at);
            g.writeNumber(pixels.to(i) - pixels.from(i));
            at = pixels.to(i);
        }
        g.writeEndArray();
    }
}
