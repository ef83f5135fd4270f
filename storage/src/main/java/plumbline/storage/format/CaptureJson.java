package plumbline.storage.format;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.LensModel;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Problem;
import plumbline.annotation.scene.RollingShutter;
import plumbline.annotation.scene.Sample;
import plumbline.annotation.scene.Sensor;
import plumbline.annotation.scene.SensorId;
import plumbline.annotation.scene.Trajectory;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A capture's description as canonical JSON (docs/formats/capture-folder.md): equal captures give the same bytes, and
 * reading gives back an equal capture. Doubles stand in their shortest form that reads back equal, poses as the 12
 * numbers of their upper three rows, frames point at samples by number.
 */
public final class CaptureJson {
    static final int VERSION = 1;

    private CaptureJson() {}

    public static byte[] write(Capture capture) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 14);
        try (JsonGenerator g = new JsonFactory().createGenerator(ObjectWriteContext.empty(), out)) {
            new Writer(g).capture(capture);
        }
        return out.toByteArray();
    }

    /** {@code where} names the bytes in errors; refuses what is not sound with its byte offset. */
    public static Capture read(String where, byte[] json) throws FormatException {
        return CaptureJsonReader.read(where, json);
    }

    private record Writer(JsonGenerator g) {
        void capture(Capture c) {
            g.writeStartObject();
            g.writeNumberProperty("plumbline_capture", VERSION);
            g.writeStringProperty("name", c.name());
            g.writeStringProperty("format", c.format());
            g.writeStringProperty("world", c.world());
            g.writeStringProperty("reference_lidar", c.referenceLidar().value());
            g.writeArrayPropertyStart("sensors");
            c.sensors().forEach(this::sensor);
            g.writeEndArray();
            List<Sample> table = new ArrayList<>(c.samples());
            Map<Sample, Integer> numberOf = number(c, table);
            g.writeArrayPropertyStart("samples");
            table.subList(0, c.samples().size()).forEach(this::sample);
            g.writeEndArray();
            // A frame may hold a sample that the capture's list lacks; those are numbered on from the list's end.
            g.writeArrayPropertyStart("frame_samples");
            table.subList(c.samples().size(), table.size()).forEach(this::sample);
            g.writeEndArray();
            g.writeArrayPropertyStart("frames");
            c.frames().forEach(f -> frame(f, numberOf));
            g.writeEndArray();
            g.writeArrayPropertyStart("trajectory");
            trajectory(c.trajectory());
            g.writeEndArray();
            g.writeArrayPropertyStart("problems");
            c.problems().forEach(this::problem);
            g.writeEndArray();
            g.writeEndObject();
        }

        private static Map<Sample, Integer> number(Capture c, List<Sample> table) {
            Map<Sample, Integer> numberOf = new HashMap<>(2 * table.size());
            for (int i = 0; i < table.size(); i++) {
                numberOf.putIfAbsent(table.get(i), i);
            }
            for (Frame f : c.frames()) {
                for (Sample s : new TreeMap<>(f.samples()).values()) {
                    if (numberOf.putIfAbsent(s, table.size()) == null) {
                        table.add(s);
                    }
                }
            }
            return numberOf;
        }

        private void sensor(Sensor s) {
            g.writeStartObject();
            g.writeStringProperty("id", s.id().value());
            g.writeStringProperty("kind", s.kind().name().toLowerCase(java.util.Locale.ROOT));
            pose("ego_from_sensor", s.egoFromSensor());
            s.lens().ifPresent(this::lens);
            s.shutter().ifPresent(this::shutter);
            g.writeEndObject();
        }

        private void shutter(RollingShutter shutter) {
            g.writeObjectPropertyStart("shutter");
            g.writeNumberProperty("first_row_nanos", shutter.firstRowNanos());
            g.writeNumberProperty("readout_nanos", shutter.readoutNanos());
            g.writeEndObject();
        }

        private void lens(LensModel lens) {
            g.writeObjectPropertyStart("lens");
            g.writeStringProperty("model", LensFields.model(lens));
            g.writeNumberProperty("width", lens.width());
            g.writeNumberProperty("height", lens.height());
            List<String> names = LensFields.names(LensFields.model(lens));
            double[] values = LensFields.values(lens);
            for (int i = 0; i < values.length; i++) {
                g.writeName(names.get(i));
                number(values[i]);
            }
            g.writeEndObject();
        }

        private void sample(Sample s) {
            g.writeStartObject();
            g.writeStringProperty("sensor", s.sensor().value());
            g.writeNumberProperty("time_nanos", s.timeNanos());
            pose("world_from_sensor", s.worldFromSensor());
            g.writeStringProperty("encoding", s.encoding());
            g.writeStringProperty("key", s.key());
            g.writeEndObject();
        }

        private void frame(Frame f, Map<Sample, Integer> numberOf) {
            g.writeStartObject();
            g.writeNumberProperty("index", f.index());
            g.writeNumberProperty("time_nanos", f.timeNanos());
            pose("world_from_ego", f.worldFromEgo());
            g.writeObjectPropertyStart("samples");
            for (Map.Entry<SensorId, Sample> e : new TreeMap<>(f.samples()).entrySet()) {
                g.writeNumberProperty(e.getKey().value(), numberOf.get(e.getValue()));
            }
            g.writeEndObject();
            g.writeEndObject();
        }

        private void trajectory(Trajectory t) {
            for (int i = 0; i < t.size(); i++) {
                g.writeStartObject();
                g.writeNumberProperty("time_nanos", t.timeNanos(i));
                pose("world_from_ego", t.worldFromEgo(i));
                g.writeEndObject();
            }
        }

        private void problem(Problem p) {
            g.writeStartObject();
            g.writeStringProperty("where", p.where());
            g.writeStringProperty("what", p.what());
            g.writeEndObject();
        }

        private void pose(String name, Pose pose) {
            g.writeArrayPropertyStart(name);
            double[] m = pose.toRowMajor();
            for (int i = 0; i < 12; i++) {
                number(m[i]);
            }
            g.writeEndArray();
        }

        private void number(double v) {
            if (Double.isFinite(v)) {
                g.writeNumber(v);
            } else {
                g.writeString(Double.toString(v));
            }
        }
    }
}
