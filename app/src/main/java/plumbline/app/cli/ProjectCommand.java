package plumbline.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import plumbline.annotation.label.Label;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Sample;
import plumbline.annotation.scene.SensorId;
import plumbline.annotation.scene.SensorKind;
import plumbline.app.service.LabelView;
import plumbline.app.service.Projection;
import plumbline.app.service.SweepPoints;

@Command(name = "project", description = "Points and boxes of a frame projected into a camera's image, pixels and metres.")
final class ProjectCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Parameters(paramLabel = "FRAME")
    private int frame;

    @Option(names = "--sensor", required = true, paramLabel = "CAM")
    private String camera;

    @Option(names = "--path", description = "A capture that is not in a project.")
    private Optional<Path> path = Optional.empty();

    @Override
    public Integer call() throws IOException {
        try (Opened opened = path.isPresent() ? Opened.at(path.get(), common) : Opened.inProject(common.projectFolder(), common)) {
            Capture capture = opened.source().capture();
            Frame f = Common.frame(capture, frame);
            SensorId id = new SensorId(camera);
            Projection.View view = Projection.view(capture, f, id)
                    .orElseThrow(() -> new IllegalArgumentException(
                            camera + " has no image with a known lens at frame " + frame + "; cameras are "
                                    + capture.sensors(SensorKind.CAMERA).stream().map(s -> s.id().value()).toList() + "."));
            Optional<Sample> sweep = f.sample(capture.referenceLidar());
            PointBlock points = sweep.isPresent() ? SweepPoints.of(opened.source(), sweep.get()) : PointBlock.EMPTY;
            Projection.Points projected = Projection.points(view, points);
            List<Map<String, Object>> list = new ArrayList<>(projected.size());
            for (int i = 0; i < projected.size(); i++) {
                Map<String, Object> m = new LinkedHashMap<>();
                m.put("index", projected.index()[i]);
                m.put("u", projected.u()[i]);
                m.put("v", projected.v()[i]);
                m.put("depth", projected.depth()[i]);
                list.add(m);
            }
            List<Map<String, Object>> boxes = boxes(opened, view);
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("sensor", camera);
            json.put("frame", frame);
            json.put("width", view.lens().width());
            json.put("height", view.lens().height());
            json.put("offsetMs", view.offsetNanos() / 1e6);
            json.put("points", list);
            json.put("boxes", boxes);
            common.answer(json, List.of(
                    projected.size() + " of " + points.size() + " points and " + boxes.size() + " boxes fall on " + camera
                            + ", " + Common.number(view.offsetNanos() / 1e6, 1) + " ms after the sweep. Use --json for the numbers."));
        }
        return Exit.DONE;
    }

    private List<Map<String, Object>> boxes(Opened opened, Projection.View view) {
        List<Map<String, Object>> out = new ArrayList<>();
        for (Label.Cuboid c : opened.labels().cuboids(frame)) {
            Projection.Outline outline = Projection.box(view, c.box());
            if (!outline.isEmpty()) {
                Map<String, Object> m = new LinkedHashMap<>();
                m.put("id", c.id().value());
                m.put("class", c.className());
                m.put("track", c.track().value());
                m.putAll(LabelView.box(c.box()));
                m.put("rectangle", outline.bounds());
                m.put("depth", outline.depth());
                m.put("edges", outline.pieces());
                out.add(m);
            }
        }
        return out;
    }
}
