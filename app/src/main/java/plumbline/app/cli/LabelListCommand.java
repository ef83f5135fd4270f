package plumbline.app.cli;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import plumbline.annotation.label.Headed;
import plumbline.annotation.label.Label;
import plumbline.annotation.scene.Pose;
import plumbline.app.service.LabelView;
import plumbline.app.service.LabelWords;
import plumbline.app.service.Session;
import plumbline.storage.project.Project;

@Command(name = "list", description = "The labels as they stand.")
final class LabelListCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Option(names = "--frame", paramLabel = "F", description = "Only this frame.")
    private Optional<Integer> frame = Optional.empty();

    @Option(names = "--world", description = "Boxes in the world frame instead of the frame's reference lidar.")
    private boolean world;

    @Override
    public Integer call() throws IOException {
        try (Project project = common.readProject();
                Session session = common.session(project)) {
            List<Label> labels = frame.isPresent()
                    ? session.labels().inFrame(Common.frame(session.capture(), frame.get()).index())
                    : session.labels().all();
            common.answer(
                    Map.of("objects", labels.stream()
                            .map(l -> LabelView.of(l, world ? worldFromLidar(session, l) : Pose.IDENTITY))
                            .toList()),
                    labels.isEmpty() ? List.of("No labels.") : labels.stream().map(LabelListCommand::line).toList());
        }
        return Exit.DONE;
    }

    private static Pose worldFromLidar(Session session, Label l) {
        return session.capture().worldFromLidar(session.frame(l.frame()));
    }

    private static String line(Label l) {
        String place = switch (l) {
            case Label.Cuboid c -> String.format(
                    Locale.ROOT, "at %.2f %.2f %.2f m, %.2f × %.2f × %.2f m, heading %.1f°",
                    c.box().centre().x(), c.box().centre().y(), c.box().centre().z(), c.box().length(), c.box().width(),
                    c.box().height(), Math.toDegrees(c.box().yaw()));
            case Label.ImageBox i -> String.format(
                    Locale.ROOT, "on %s %.0f %.0f to %.0f %.0f px", i.camera(), i.left(), i.top(), i.right(), i.bottom());
            case Label.PointMask m -> m.points().count() + " points of " + m.sensor();
            case Label.Relation r -> "to " + r.to() + ", " + LabelWords.frames(r.frame(), r.lastFrame());
            case Label.SceneTag t -> t.value() + ", " + LabelWords.frames(t.frame(), t.lastFrame());
            case Headed h -> LabelWords.size(h);
        };
        return String.format("frame %-5d %-12s %-10s %s  %s", l.frame(), l.className(), l.track(), place, l.id());
    }
}
