package plumbline.qa.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.label.LabelClass;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.Ontology;
import plumbline.annotation.label.Origin;
import plumbline.annotation.review.Finding;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Progress;
import plumbline.annotation.scene.Trajectory;
import plumbline.annotation.scene.Vec3;

class RulesTest {
    /** One change to the street, and the rules that must speak up; all others must stay silent. */
    record Example(String name, UnaryOperator<Street> change, List<String> rules, String words) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Example> examples() {
        return Stream.concat(passing(), Stream.concat(boxes(), Stream.concat(tracks(), captures())));
    }

    private static Stream<Example> passing() {
        return Stream.of(
                passes("a well labelled street", Street::labelled),
                passes("a street without labels", s -> s),
                passes("a box a hand's breadth off", s -> s.with("1", "Car", 0, moved(0, 0.1, -0.1, 0.12))),
                passes("a track labelled in two frames of many", s -> s.with("1", "Car", 0, Street.car(0))
                        .with("1", "Car", 5, Street.car(5))),
                passes("boxes that only touch", s -> {
                    s.objects.add(new Vec3(12, 6, 0));
                    Box beside = Street.car(0).withCentre(Street.car(0).centre().plus(new Vec3(0, 1.9, 0)));
                    return s.with("1", "Car", 0, Street.car(0)).with("2", "Car", 0, beside);
                }),
                passes("a value of the ontology", s -> s.with(
                        Street.label("1", "Car", 0, Street.car(0), Origin.HAND).withAttribute("state", "parked"))));
    }

    private static Stream<Example> boxes() {
        return Stream.of(
                fails("no points", s -> s.labelled().with("2", "Car", 1, at(-15, -8)), "box.empty", "no points"),
                fails("floating", s -> s.with("1", "Car", 0, moved(0, 0, 0, 0.41)), "box.floating", "Box floats 0.3"),
                fails("sunk", s -> s.with("1", "Car", 0, moved(0, 0, 0, -0.5)), "box.underground", "sunk 0.5"),
                fails("out of range", s -> s.labelled().with("2", "Car", 0, at(130, 0)), List.of("box.empty", "box.range"),
                        "130 m away"),
                fails("overlapping", s -> s.labelled().with("2", "Car", 0, moved(0, -1.5, -0.5, 0)), "box.overlap",
                        "share"),
                fails("twice", s -> s.labelled().with(
                        Street.label("2", "Car", 2, Street.car(2).turned(0.02), Origin.AUTOMATIC)),
                        "box.duplicate", "Car 2 is a second box on Car 1"),
                fails("too large for its class", s -> s.with("1", "Pedestrian", 0, Street.car(0)), "size.class",
                        "usual for the class"),
                fails("unknown class", s -> s.with("1", "Spaceship", 0, Street.car(0)), "ontology.class",
                        "no class Spaceship"),
                fails("unknown value", s -> s.with(Street.label("1", "Car", 0, Street.car(0), Origin.HAND)
                        .withAttribute("state", "flying")), "ontology.class", "state cannot be flying"),
                fails("not answered", s -> {
                    var question = new LabelClass.Attribute("lights", List.of("on", "off"), true);
                    s.ontology = new Ontology("asks", 1, List.of(new LabelClass(
                            "Car", "CA", "Vehicles", 0, 1, 4.5, 1.85, 1.55, List.of(question))));
                    return s.with("1", "Car", 0, Street.car(0));
                }, "attribute.missing", "lights is not answered"),
                fails("a relation to nobody", s -> {
                    s.with("1", "Car", 0, Street.car(0));
                    s.ontology = s.ontology.including(List.of(towed()));
                    s.labels.add(towed());
                    return s;
                }, "relation.end", "there is no object 9 while it holds"),
                fails("a second car without a box", s -> {
                    s.objects.add(new Vec3(-9, -6, 0));
                    return s.with("1", "Car", 0, Street.car(0));
                }, "points.unassigned", "have no box"));
    }

    private static plumbline.annotation.label.Label towed() {
        return new plumbline.annotation.label.Label.Relation(
                plumbline.annotation.label.LabelHead.byHand(
                        new plumbline.annotation.label.LabelId("r"), new plumbline.annotation.label.TrackId("1"), "attached to", 0),
                new plumbline.annotation.label.TrackId("9"), plumbline.annotation.label.Label.TO_THE_END);
    }

    private static Stream<Example> tracks() {
        return Stream.of(
                fails("one box longer", s -> replaced(s.labelled(), 3, Street.car(3).withSize(5.2, 1.8, 1.5)),
                        "size.track", "0.80 m longer"),
                fails("heading flipped", s -> replaced(s.labelled(), 3, Street.car(3).turned(Math.PI)), "yaw.jump",
                        "jumps by 180 degrees"),
                fails("faster than anything", s -> s.with("1", "Car", 0, at(-15, 4)).with("1", "Car", 1, Street.car(1)),
                        List.of("box.empty", "motion.velocity", "points.unassigned"), "moves 270.0 m/s"),
                fails("one box out of line", s -> replaced(s.labelled(), 3, moved(3, 0.6, 0, 0)), "motion.acceleration",
                        "off its path"),
                fails("a van for one frame", s -> {
                    s.labelled();
                    return s.with(((plumbline.annotation.label.Label.Cuboid) s.labels.remove(2)).withClass("Van"));
                }, "class.flip", "Track 1 is Car, but Van in 1 frame"),
                fails("a frame left out", s -> {
                    s.labelled().labels.remove(2);
                    Box other = Street.car(2).withCentre(new Vec3(-9 - 1, -6, Street.GROUND + 0.75));
                    s.objects.add(new Vec3(-9, -6, 0));
                    for (int f = 0; f < Street.FRAMES; f++) {
                        s.with("2", "Car", f, other.withCentre(new Vec3(-9 - f * 0.5, -6, Street.GROUND + 0.75)));
                    }
                    return s;
                }, List.of("track.gap", "points.unassigned"), "no label in 1 frame"));
    }

    private static Stream<Example> captures() {
        return Stream.of(
                fails("two sweeps and images dropped", s -> {
                    for (int f = 8; f < 12; f++) {
                        s.frame(f - 2, Street.time(f), Street.time(f) + 10_000_000L);
                    }
                    return s;
                }, List.of("capture.dropped", "capture.dropped"), "lacks 2 messages"),
                fails("time goes back", s -> {
                    s.frame(6, Street.time(5) - 1_000_000L, Street.time(6));
                    return s;
                }, "capture.time", "goes back by 1.0 ms"),
                fails("image late", s -> {
                    s.frame(6, Street.time(6), Street.time(6) + 140_000_000L);
                    return s;
                }, List.of("capture.dropped", "capture.time"), "140 ms after the lidar"),
                fails("no pose for 0.8 s", s -> {
                    s.trajectory = path(i -> i < 20 ? i : i + 40, i -> i < 20 ? i : i + 40.0);
                    return s;
                }, "capture.pose", "No ego pose for 0.82 s"),
                fails("a jump of the pose", s -> {
                    s.trajectory = path(i -> i, i -> i + (i < 12 ? 0 : 8));
                    return s;
                }, "capture.pose", "jumps by 0.80 m"));
    }

    private interface Step {
        double of(int i);
    }

    private static Trajectory path(Step time, Step place) {
        long[] times = new long[30];
        List<Pose> poses = new ArrayList<>();
        for (int i = 0; i < times.length; i++) {
            times[i] = Street.time(0) + (long) (time.of(i) * 20_000_000L);
            poses.add(Pose.translation(place.of(i) * 0.1, 0, 1.8));
        }
        return new Trajectory(times, poses);
    }

    private static Example passes(String name, UnaryOperator<Street> change) {
        return new Example("passes: " + name, change, List.of(), "");
    }

    private static Example fails(String name, UnaryOperator<Street> change, String rule, String words) {
        return fails(name, change, List.of(rule), words);
    }

    private static Example fails(String name, UnaryOperator<Street> change, List<String> rules, String words) {
        return new Example("fails: " + name, change, rules, words);
    }

    private static Street replaced(Street s, int frame, Box box) {
        s.labels.set(frame, Street.label("1", "Car", frame, box, Origin.HAND));
        return s;
    }

    private static Box moved(int frame, double x, double y, double z) {
        return Street.car(frame).withCentre(Street.car(frame).centre().plus(new Vec3(x, y, z)));
    }

    private static Box at(double x, double y) {
        return Street.car(0).withCentre(new Vec3(x, y, Street.GROUND + 0.75));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void exactlyTheRightRulesSpeak(Example e) throws IOException {
        Scene scene = e.change().apply(new Street()).scene();
        List<Finding> findings = Rules.run(Rules.ALL, scene, Progress.NONE);
        assertThat(findings.stream().map(f -> f.rule() + ": " + f.message()))
                .hasSize(e.rules().size())
                .allMatch(m -> e.rules().stream().anyMatch(r -> m.startsWith(r + ":")));
        if (!e.words().isEmpty()) {
            assertThat(findings).anyMatch(f -> f.message().contains(e.words()));
            assertThat(findings).allMatch(f -> !f.evidence().isEmpty());
        }
        assertThat(Rules.run(Rules.ALL, scene, Progress.NONE)).isEqualTo(findings);
        assertThat(findings.stream().map(Finding::id)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void aFixMakesItsFindingGoAway(Example e) throws IOException {
        Street street = e.change().apply(new Street());
        Scene scene = street.scene();
        for (Finding f : Rules.run(Rules.ALL, scene, Progress.NONE)) {
            Optional<Labels> fixed = f.fix().map(fix -> fix.apply(scene.labels()));
            if (fixed.isPresent()) {
                street.labels.clear();
                street.labels.addAll(fixed.get().all());
                assertThat(Rules.run(Rules.ALL, street.scene(), Progress.NONE)).isEmpty();
            } else {
                assertThat(f.rule()).isNotIn("box.floating", "box.underground", "box.duplicate", "size.track",
                        "class.flip", "yaw.jump");
            }
        }
    }

    @Test
    void finalisedBoxesGetNoFix() throws IOException {
        Street street = new Street();
        street.with(Street.label("1", "Car", 0, moved(0, 0, 0, 0.5), Origin.HAND).withFinalised(true));
        List<Finding> findings = Rules.run(Rules.ALL, street.scene(), Progress.NONE);
        assertThat(findings).hasSize(1).allMatch(f -> f.fix().isEmpty());
    }

    @Test
    void everyRuleHasItsOwnIdAndAnExampleThatFails() {
        assertThat(new HashSet<>(Rules.ALL.stream().map(Rule::id).toList())).hasSize(Rules.ALL.size());
        List<String> shown = examples().flatMap(e -> e.rules().stream()).toList();
        assertThat(Rules.ALL).allMatch(r -> shown.contains(r.id()), "has an example that fails");
        assertThat(Rules.ALL).allMatch(r -> !r.title().isBlank());
    }
}
