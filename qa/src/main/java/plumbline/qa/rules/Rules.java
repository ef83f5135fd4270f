package plumbline.qa.rules;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.Ontology;
import plumbline.annotation.review.Finding;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Progress;

/** All rules. */
public final class Rules {
    /** A new rule is one class and one line here. */
    public static final List<Rule> ALL = List.of(
            new EmptyBox(),
            new FloatingBox(),
            new UndergroundBox(),
            new OutOfRange(),
            new OverlappingBoxes(),
            new DuplicateBox(),
            new SizeOfClass(),
            new SizeOfTrack(),
            new YawJump(),
            new Velocity(),
            new Acceleration(),
            new ClassFlip(),
            new TrackGap(),
            new OntologyBreach(),
            new MissingAttribute(),
            new RelationEnds(),
            new UnassignedPoints(),
            new DroppedMessages(),
            new CaptureTime(),
            new CapturePose());

    private Rules() {}

    /** Stopped by {@code progress}, even within a rule, this gives what the rules before it found. */
    public static List<Finding> run(List<Rule> rules, Scene scene, Progress progress) throws IOException {
        List<Finding> out = new ArrayList<>();
        for (int i = 0; i < rules.size() && !progress.cancelled(); i++) {
            Watched watched = new Watched(scene, progress, rules.get(i).title(), i, rules.size());
            watched.at(0);
            try {
                out.addAll(rules.get(i).check(watched));
            } catch (InterruptedIOException e) {
                if (!progress.cancelled()) {
                    throw e;
                }
            }
        }
        return out;
    }

    /** Says how far a rule is by the frames whose points it asks for, and stops it there. */
    private record Watched(Scene scene, Progress progress, String title, int rule, int rules) implements Scene {
        void at(int frame) {
            long frames = Math.max(1, capture().frames().size());
            progress.update(title, rule * frames + frame, rules * frames);
        }

        @Override
        public Capture capture() {
            return scene.capture();
        }

        @Override
        public Labels labels() {
            return scene.labels();
        }

        @Override
        public Ontology ontology() {
            return scene.ontology();
        }

        @Override
        public PointBlock points(Frame frame) throws IOException {
            if (progress.cancelled()) {
                throw new InterruptedIOException("the checks were stopped");
            }
            at(frame.index());
            return scene.points(frame);
        }
    }
}
