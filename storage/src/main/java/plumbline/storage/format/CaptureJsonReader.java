package plumbline.storage.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
import plumbline.annotation.scene.SensorKind;
import plumbline.annotation.scene.Trajectory;
import plumbline.storage.format.json.JsonCursor;

/** Reads what {@link CaptureJson} writes. Fields stand in any order; an unknown or missing one is refused. */
final class CaptureJsonReader {
    private record RawFrame(int index, long timeNanos, Pose worldFromEgo, Map<SensorId, Integer> samples) {}

    private final JsonCursor in;
    private final Map<String, SensorId> ids = new HashMap<>();
    private final Map<String, String> heads = new HashMap<>();
    private final Map<String, Boolean> lists = new HashMap<>();
    private final List<Sensor> sensors = new ArrayList<>();
    private final List<Sample> samples = new ArrayList<>();
    private final List<Sample> frameSamples = new ArrayList<>();
    private final List<RawFrame> frames = new ArrayList<>();
    private final List<Pose> poses = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private long[] poseTimes = new long[16];

    private CaptureJsonReader(JsonCursor in) {
        this.in = in;
    }

    static Capture read(String where, byte[] json) throws FormatException {
        try (JsonCursor in = new JsonCursor(where, json)) {
            return new CaptureJsonReader(in).capture();
        }
    }

    private Capture capture() throws FormatException {
        in.object(this::field);
        in.end();
        for (String n : List.of("plumbline_capture", "name", "format", "world", "reference_lidar")) {
            need(heads.get(n), n);
        }
        for (String n : List.of("sensors", "samples", "frame_samples", "frames", "trajectory", "problems")) {
            need(lists.get(n), n);
        }
        List<Frame> resolved = new ArrayList<>(frames.size());
        for (RawFrame f : frames) {
            resolved.add(resolve(f));
        }
        return new Capture(
                heads.get("name"), heads.get("format"), heads.get("world"), sensors, id(heads.get("reference_lidar")),
                resolved, samples, new Trajectory(Arrays.copyOf(poseTimes, poses.size()), poses), problems);
    }

    private void field(String name) throws FormatException {
        switch (name) {
            case "plumbline_capture" ->
                heads.put(name, "version " + in.integer(CaptureJson.VERSION, CaptureJson.VERSION));
            case "name", "format", "world", "reference_lidar" -> heads.put(name, in.text());
            case "sensors" -> list(name, this::sensor);
            case "samples" -> list(name, () -> samples.add(sample()));
            case "frame_samples" -> list(name, () -> frameSamples.add(sample()));
            case "frames" -> list(name, this::frame);
            case "trajectory" -> list(name, this::trajectoryPose);
            case "problems" -> list(name, this::problem);
            default -> throw unknown(name);
        }
    }

    private void list(String name, JsonCursor.ItemReader item) throws FormatException {
        if (lists.put(name, true) != null) {
            throw in.bad("\"" + name + "\" stands there twice");
        }
        in.array(item);
    }

    private void sensor() throws FormatException {
        String[] id = new String[1];
        SensorKind[] kind = new SensorKind[1];
        Pose[] pose = new Pose[1];
        LensModel[] lens = new LensModel[1];
        RollingShutter[] shutter = new RollingShutter[1];
        in.object(f -> {
            switch (f) {
                case "id" -> id[0] = in.text();
                case "kind" -> kind[0] = kind(in.text());
                case "ego_from_sensor" -> pose[0] = pose();
                case "lens" -> lens[0] = lens();
                case "shutter" -> shutter[0] = shutter();
                default -> throw unknown(f);
            }
        });
        need(kind[0], "kind");
        need(pose[0], "ego_from_sensor");
        sensors.add(new Sensor(id(need(id[0], "id")), kind[0], pose[0], Optional.ofNullable(lens[0]),
                Optional.ofNullable(shutter[0])));
    }

    private RollingShutter shutter() throws FormatException {
        Long[] nanos = new Long[2];
        in.object(f -> {
            switch (f) {
                case "first_row_nanos" -> nanos[0] = in.integer();
                case "readout_nanos" -> nanos[1] = in.integer();
                default -> throw unknown(f);
            }
        });
        try {
            return new RollingShutter(need(nanos[0], "first_row_nanos"), need(nanos[1], "readout_nanos"));
        } catch (IllegalArgumentException e) {
            throw in.bad(e.getMessage());
        }
    }

    private SensorKind kind(String text) throws FormatException {
        for (SensorKind k : SensorKind.values()) {
            if (k.name().toLowerCase(Locale.ROOT).equals(text)) {
                return k;
            }
        }
        throw in.bad("\"" + text + "\" is no kind of sensor");
    }

    private LensModel lens() throws FormatException {
        String[] model = new String[1];
        Map<String, Double> values = new TreeMap<>();
        int[] size = new int[2];
        in.object(f -> {
            switch (f) {
                case "model" -> model[0] = in.text();
                case "width" -> size[0] = in.integer(0, Integer.MAX_VALUE);
                case "height" -> size[1] = in.integer(0, Integer.MAX_VALUE);
                default -> values.put(f, in.number());
            }
        });
        List<String> names = LensFields.names(need(model[0], "model"));
        double[] v = new double[names.size()];
        for (int i = 0; i < v.length; i++) {
            v[i] = need(values.remove(names.get(i)), names.get(i));
        }
        if (!values.isEmpty()) {
            throw unknown(values.keySet().iterator().next());
        }
        return LensFields.of(model[0], size[0], size[1], v)
                .orElseThrow(() -> in.bad("the lens model \"" + model[0] + "\" is not known to this version"));
    }

    private Sample sample() throws FormatException {
        String[] text = new String[3];
        Long[] time = new Long[1];
        Pose[] pose = new Pose[1];
        in.object(f -> {
            switch (f) {
                case "sensor" -> text[0] = in.text();
                case "time_nanos" -> time[0] = in.integer();
                case "world_from_sensor" -> pose[0] = pose();
                case "encoding" -> text[1] = in.text();
                case "key" -> text[2] = in.text();
                default -> throw unknown(f);
            }
        });
        return new Sample(
                id(need(text[0], "sensor")), need(time[0], "time_nanos"), need(pose[0], "world_from_sensor"),
                need(text[1], "encoding").intern(), need(text[2], "key"));
    }

    private void frame() throws FormatException {
        Integer[] index = new Integer[1];
        Long[] time = new Long[1];
        Pose[] pose = new Pose[1];
        Map<SensorId, Integer> numbers = new HashMap<>();
        in.object(f -> {
            switch (f) {
                case "index" -> index[0] = in.integer(0, Integer.MAX_VALUE);
                case "time_nanos" -> time[0] = in.integer();
                case "world_from_ego" -> pose[0] = pose();
                case "samples" -> in.object(s -> numbers.put(id(s), in.integer(0, Integer.MAX_VALUE)));
                default -> throw unknown(f);
            }
        });
        frames.add(new RawFrame(
                need(index[0], "index"), need(time[0], "time_nanos"), need(pose[0], "world_from_ego"), numbers));
    }

    private Frame resolve(RawFrame raw) throws FormatException {
        Map<SensorId, Sample> of = new HashMap<>();
        for (Map.Entry<SensorId, Integer> e : raw.samples.entrySet()) {
            int n = e.getValue();
            if (n >= samples.size() + frameSamples.size()) {
                throw in.bad("frame " + raw.index + " points at sample " + n + ", which is not there");
            }
            of.put(e.getKey(), n < samples.size() ? samples.get(n) : frameSamples.get(n - samples.size()));
        }
        return new Frame(raw.index, raw.timeNanos, raw.worldFromEgo, of);
    }

    private void trajectoryPose() throws FormatException {
        Long[] time = new Long[1];
        Pose[] pose = new Pose[1];
        in.object(f -> {
            switch (f) {
                case "time_nanos" -> time[0] = in.integer();
                case "world_from_ego" -> pose[0] = pose();
                default -> throw unknown(f);
            }
        });
        int n = poses.size();
        if (n > 0 && need(time[0], "time_nanos") <= poseTimes[n - 1]) {
            throw in.bad("pose " + n + " of the trajectory is not later than the one before it");
        }
        if (n == poseTimes.length) {
            poseTimes = Arrays.copyOf(poseTimes, 2 * n);
        }
        poseTimes[n] = need(time[0], "time_nanos");
        poses.add(need(pose[0], "world_from_ego"));
    }

    private void problem() throws FormatException {
        String[] text = new String[2];
        in.object(f -> {
            switch (f) {
                case "where" -> text[0] = in.text();
                case "what" -> text[1] = in.text();
                default -> throw unknown(f);
            }
        });
        problems.add(new Problem(need(text[0], "where"), need(text[1], "what")));
    }

    private Pose pose() throws FormatException {
        return Pose.ofRowMajor(in.numbers(12));
    }

    private SensorId id(String text) throws FormatException {
        SensorId known = ids.get(text);
        if (known == null) {
            if (text.isBlank() || text.length() > 200) {
                throw in.bad("a sensor id has 1 to 200 characters");
            }
            known = new SensorId(text);
            ids.put(text, known);
        }
        return known;
    }

    private <T> T need(T value, String name) throws FormatException {
        if (value == null) {
            throw in.bad("\"" + name + "\" is missing");
        }
        return value;
    }

    private FormatException unknown(String name) {
        return in.bad("\"" + name + "\" is not known to this version");
    }
}
