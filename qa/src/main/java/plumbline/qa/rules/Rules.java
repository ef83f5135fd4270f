package plumbline.qa.rules;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import plumbline.annotation.review.Finding;
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
            new UnassignedPoints(),
            new DroppedMessages(),
            new CaptureTime(),
            new CapturePose());

    private Rules() {}

    public static List<Finding> run(List<Rule> rules, Scene scene, Progress progress) throws IOException {
        List<Finding> out = new ArrayList<>();
        for (int i = 0; i < rules.size() && !progress.cancelled(); i++) {
            progress.update(rules.get(i).title(), i, rules.size());
            out.addAll(rules.get(i).check(scene));
        }
        return out;
    }
}
