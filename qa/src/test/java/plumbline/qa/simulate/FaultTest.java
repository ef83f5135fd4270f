package plumbline.qa.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.Labels;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.SensorId;

class FaultTest {
    private static SimulatedCapture with(String... faults) {
        return new SimulatedCapture(new SimulationOptions(
                9, 40_000, 2, 160, 100, java.util.Arrays.stream(faults).map(Fault::parse).toList()));
    }

    private static final SensorId FRONT = new SensorId("cam_front");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "colour:cam_front:yaw=1", "calibration", "calibration:cam_top:yaw=1", "calibration:cam_front",
                "calibration:cam_front:ms=1", "calibration:cam_front:yaw=big", "label:box.wrong", "time:gnss:ms=4",
                "drift:lidar_top:yaw=1", "calibration:cam_front:yaw=NaN"
            })
    void unknownFaultsAreRefusedInASentence(String text) {
        assertThatThrownBy(() -> Fault.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void faultsReadAsTheyAreWritten() {
        Fault f = Fault.parse("calibration:cam_front:yaw=1.0,x=0.05");
        assertThat(f.amount("yaw", 0)).isEqualTo(1);
        assertThat(Fault.parse(f.toString())).isEqualTo(f);
        assertThat(Fault.parse("time:cam_left:40").amount("ms", 0)).isEqualTo(40);
    }

    @Test
    void aTurnedCameraTakesOtherImagesAndKeepsItsRecordedMount() throws Exception {
        SimulatedCapture good = with();
        SimulatedCapture bad = with("calibration:cam_front:yaw=1.5,x=0.1");
        assertThat(bad.capture().sensors()).isEqualTo(good.capture().sensors());
        var sample = good.capture().frames().get(0).sample(FRONT).orElseThrow();
        assertThat(bad.image(sample)).isNotEqualTo(good.image(sample));
        SimulationTruth.Entry e = bad.truth().faults().getFirst();
        Pose turn = e.recordedEgoFromSensor().orElseThrow().inverse().times(e.correctedEgoFromSensor().orElseThrow());
        assertThat(Math.toDegrees(2 * Math.acos(turn.rotation().w))).isEqualTo(1.5,
                org.assertj.core.data.Offset.offset(1e-6));
        assertThat(turn.m02()).isPositive();
        assertThat(turn.translation().length()).isEqualTo(0.1, org.assertj.core.data.Offset.offset(1e-6));
        assertThat(bad.truth().toJson())
                .contains("\"expectedRule\":\"calibration\"", "\"correctedEgoFromSensor\":[");
    }

    @Test
    void driftGrowsFromNothing() throws Exception {
        SimulatedCapture good = with();
        SimulatedCapture bad = with("drift:cam_front:yaw=2");
        var frames = good.capture().frames();
        // Triggered a millisecond after the sweep's time, the camera has turned by less than a hundredth of a degree.
        int[] first = good.truthObjects(frames.getFirst().sample(FRONT).orElseThrow());
        int[] last = good.truthObjects(frames.getLast().sample(FRONT).orElseThrow());
        assertThat(differing(first, bad.truthObjects(frames.getFirst().sample(FRONT).orElseThrow()))).isLessThan(30);
        assertThat(differing(last, bad.truthObjects(frames.getLast().sample(FRONT).orElseThrow()))).isGreaterThan(200);
    }

    private static int differing(int[] a, int[] b) {
        return (int) java.util.stream.IntStream.range(0, a.length).filter(i -> a[i] != b[i]).count();
    }

    @Test
    void timesDropsAndJumpsChangeTheRecordOnly() throws Exception {
        Capture good = with().capture();
        Capture late = with("time:cam_front:ms=40").capture();
        long shift = late.frames().get(1).sample(FRONT).orElseThrow().timeNanos()
                - good.frames().get(1).sample(FRONT).orElseThrow().timeNanos();
        assertThat(shift).isEqualTo(40_000_000L);

        SimulatedCapture dropped = with("dropped:cam_front:n=2,frame=4", "dropped:lidar_top:n=1,frame=7");
        assertThat(dropped.capture().frames()).hasSize(8);
        assertThat(dropped.capture().frames().get(3).sample(FRONT)).isPresent();
        assertThat(dropped.capture().frames().get(4).sample(FRONT)).isEmpty();
        assertThat(dropped.capture().frames().get(5).sample(FRONT)).isEmpty();
        assertThat(dropped.capture().frames().get(7).timeNanos() - dropped.capture().frames().get(6).timeNanos())
                .isEqualTo(200_000_000L);
        assertThat(dropped.truth().faults().getFirst().frames()).containsExactly(4, 5);

        Capture jump = with("pose:ego:metres=0.5,frame=4").capture();
        for (int i = 0; i < 9; i++) {
            double off = jump.frames().get(i).worldFromEgo().translation()
                    .distance(good.frames().get(i).worldFromEgo().translation());
            assertThat(off).isEqualTo(i < 4 ? 0 : 0.5, org.assertj.core.data.Offset.offset(1e-9));
        }
    }

    static List<String> labelRules() {
        return Fault.LABEL_RULES;
    }

    @ParameterizedTest
    @MethodSource("labelRules")
    void everyLabelErrorIsMadeAndWrittenDown(String rule) throws Exception {
        SimulatedCapture c = with("label:" + rule);
        Labels labels = c.labels();
        Labels truth = c.truthLabels();
        SimulationTruth.Entry e = c.truth().faults().getFirst();
        assertThat(labels).isNotEqualTo(truth);
        assertThat(e.expectedRule()).isEqualTo(rule);
        assertThat(e.frames()).isNotEmpty();
        assertThat(e.labels()).isNotEmpty();
        // What changed is what the truth names, and nothing else.
        List<Label> changed = new java.util.ArrayList<>(labels.all());
        changed.removeAll(truth.all());
        assertThat(changed).allMatch(l -> e.labels().contains(l.id()));
        List<Label> gone = new java.util.ArrayList<>(truth.all());
        gone.removeAll(labels.all());
        assertThat(gone).allMatch(l -> e.labels().contains(l.id()));
        if (rule.equals("box.empty")) {
            Label.Cuboid box = (Label.Cuboid) changed.getFirst();
            var p = c.points(c.capture().frames().get(box.frame()).sample(c.capture().referenceLidar()).orElseThrow());
            assertThat(java.util.stream.IntStream.range(0, p.size())
                            .filter(i -> box.box().contains(p.px(i), p.py(i), p.pz(i))))
                    .isEmpty();
        }
    }
}
