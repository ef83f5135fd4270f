package plumbline.storage.format.label;

import java.util.List;
import plumbline.annotation.scene.LensModel;
import plumbline.storage.format.LensFields;
import tools.jackson.core.JsonGenerator;

/** A camera's lens as the intrinsics of an OpenLABEL stream. */
final class OpenLabelLens {
    private OpenLabelLens() {}

    static void write(JsonGenerator g, LensModel lens) {
        g.writeObjectPropertyStart("stream_properties");
        switch (lens) {
            case LensModel.Pinhole p -> pinhole(g, lens, p.skew(), new double[5]);
            case LensModel.RadialTangential r ->
                pinhole(g, lens, 0, new double[] {r.k1(), r.k2(), r.p1(), r.p2(), r.k3(), r.k4(), r.k5(), r.k6()});
            case LensModel.KannalaBrandt k -> {
                g.writeObjectPropertyStart("intrinsics_fisheye");
                size(g, lens);
                g.writeNumberProperty("center_x_px", k.cx());
                g.writeNumberProperty("center_y_px", k.cy());
                g.writeNumberProperty("focal_x_px", k.fx());
                g.writeNumberProperty("focal_y_px", k.fy());
                OpenLabelWriter.list(g, "lens_coeffs", k.k1(), k.k2(), k.k3(), k.k4());
                g.writeEndObject();
            }
            case LensModel.Mei m -> custom(g, m);
        }
        g.writeEndObject();
    }

    /** OpenLABEL names no omnidirectional model; its "custom" takes any numbers, under the names of our own files. */
    private static void custom(JsonGenerator g, LensModel.Mei m) {
        g.writeObjectPropertyStart("intrinsics_custom");
        size(g, m);
        g.writeStringProperty("model", LensFields.model(m));
        double[] values = LensFields.values(m);
        List<String> names = LensFields.names(LensFields.model(m));
        for (int i = 0; i < values.length; i++) {
            g.writeNumberProperty(names.get(i), values[i]);
        }
        g.writeEndObject();
    }

    private static void pinhole(JsonGenerator g, LensModel l, double skew, double[] distortion) {
        g.writeObjectPropertyStart("intrinsics_pinhole");
        size(g, l);
        OpenLabelWriter.list(g, "camera_matrix", l.fx(), skew, l.cx(), 0, 0, l.fy(), l.cy(), 0, 0, 0, 1, 0);
        OpenLabelWriter.list(g, "distortion_coeffs", distortion);
        g.writeEndObject();
    }

    private static void size(JsonGenerator g, LensModel l) {
        g.writeNumberProperty("width_px", l.width());
        g.writeNumberProperty("height_px", l.height());
    }
}
