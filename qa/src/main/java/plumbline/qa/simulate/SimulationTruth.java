package plumbline.qa.simulate;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.scene.Pose;

/** Everything about a simulated capture that is wrong on purpose. */
public record SimulationTruth(long seed, int frames, List<Entry> faults) {
    /**
     * One fault: as it was asked for, the frames and labels it shows in, what is expected to find it (a rule's id, or
     * {@code calibration}, {@code time}, {@code dropped}, {@code trajectory}), and for a moved sensor the recorded
     * and the true extrinsics (of a drift: those at the end of the pass).
     */
    public record Entry(
            Fault fault, List<Integer> frames, List<LabelId> labels, String expectedRule,
            Optional<Pose> recordedEgoFromSensor, Optional<Pose> correctedEgoFromSensor, String sentence) {
        public Entry {
            frames = List.copyOf(frames);
            labels = List.copyOf(labels);
        }
    }

    public SimulationTruth {
        faults = List.copyOf(faults);
    }

    public String toJson() {
        return "{\"faults\":[" + faults.stream().map(SimulationTruth::json).collect(Collectors.joining(","))
                + "],\"frames\":"
                + frames + ",\"seed\":" + seed + "}";
    }

    private static String json(Entry e) {
        StringBuilder out = new StringBuilder("{\"amounts\":{");
        out.append(e.fault.amounts().entrySet().stream()
                .map(a -> quoted(a.getKey()) + ":" + a.getValue())
                .collect(Collectors.joining(",")));
        e.correctedEgoFromSensor.ifPresent(
                p -> out.insert(out.length(), "},\"correctedEgoFromSensor\":" + matrix(p)));
        out.append(e.correctedEgoFromSensor.isPresent() ? "" : "}");
        out.append(",\"expectedRule\":").append(quoted(e.expectedRule));
        out.append(",\"fault\":").append(quoted(e.fault.toString()));
        out.append(",\"frames\":").append(e.frames.stream().map(String::valueOf).collect(Collectors.joining(",", "[",
                "]")));
        out.append(",\"kind\":").append(quoted(e.fault.kind().name().toLowerCase(java.util.Locale.ROOT)));
        out.append(",\"labels\":")
                .append(e.labels.stream().map(l -> quoted(l.value())).collect(Collectors.joining(",", "[", "]")));
        e.recordedEgoFromSensor.ifPresent(p -> out.append(",\"recordedEgoFromSensor\":").append(matrix(p)));
        out.append(",\"sentence\":").append(quoted(e.sentence));
        return out.append(",\"target\":").append(quoted(e.fault.target())).append('}').toString();
    }

    private static String matrix(Pose p) {
        StringBuilder out = new StringBuilder("[");
        for (double v : p.toRowMajor()) {
            out.append(out.length() > 1 ? "," : "").append(v);
        }
        return out.append(']').toString();
    }

    private static String quoted(String s) {
        return '"' + s.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
