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
import plumbline.annotation.assist.BoxFit;
import plumbline.annotation.assist.Ground;
import plumbline.annotation.assist.Proposal;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.label.LabelClass;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Vec3;
import plumbline.app.service.LabelView;
import plumbline.app.service.Session;
import plumbline.storage.project.Project;

@Command(name = "fit", description = "Proposes a cuboid around the points at a place. Changes nothing.")
final class LabelFitCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Option(names = "--frame", required = true, paramLabel = "F")
    private int frame;

    @Option(names = "--at", required = true, split = ",", paramLabel = "x,y,z")
    private double[] at;

    @Option(names = "--class", defaultValue = "Car", description = "Default: ${DEFAULT-VALUE}.")
    private String className;

    @Option(names = "--world", description = "The place and the box are in the world frame.")
    private boolean world;

    @Override
    public Integer call() throws IOException {
        if (at.length != 3) {
            throw new IllegalArgumentException("--at takes three numbers, as in --at 12.5,-3,0.4");
        }
        try (Project project = common.readProject();
                Session session = common.session(project)) {
            Frame f = Common.frame(session.capture(), frame);
            LabelClass cls = session.ontology()
                    .find(className)
                    .orElseThrow(() -> new IllegalArgumentException("The ontology has no class \"" + className + "\"."));
            Pose frameFromLidar = world ? session.capture().worldFromLidar(f) : Pose.IDENTITY;
            PointBlock points = session.points(frame);
            Vec3 seed = frameFromLidar.inverse().apply(new Vec3(at[0], at[1], at[2]));
            Optional<Proposal> proposal = BoxFit.atPoint(points, Ground.estimate(points), seed, cls);
            if (proposal.isEmpty()) {
                common.answer(
                        Map.of("objects", List.of(), "reason", "No box found: fewer than 12 points there."),
                        List.of("No box found: fewer than 12 points there."));
                return Exit.CHECK_FAILED;
            }
            answer(proposal.get(), frameFromLidar);
            return Exit.DONE;
        }
    }

    private void answer(Proposal p, Pose frameFromLidar) {
        Box box = world ? p.box().in(frameFromLidar) : p.box();
        Map<String, Object> object = LabelView.box(box);
        object.put("class", className);
        object.put("frame", frame);
        object.put("id", null);
        object.put("track", null);
        object.put("points", p.inside());
        object.put("justOutside", p.justOutside());
        common.answer(
                Map.of("objects", List.of(object)),
                List.of(String.format(
                        Locale.ROOT, "%s %.2f × %.2f × %.2f m at %.2f %.2f %.2f m, heading %.1f°, %d points",
                        className, box.length(), box.width(), box.height(), box.centre().x(), box.centre().y(),
                        box.centre().z(), Math.toDegrees(box.yaw()), p.inside())));
    }
}
