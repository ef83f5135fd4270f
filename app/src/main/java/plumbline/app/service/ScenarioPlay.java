package plumbline.app.service;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import plumbline.annotation.label.Label;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Progress;
import plumbline.annotation.scene.Sample;
import plumbline.annotation.scene.SensorId;
import plumbline.storage.format.AtomicFile;
import plumbline.storage.project.Project;
import plumbline.storage.project.Scenario;
import plumbline.viewer3d.render.Pictures;
import plumbline.viewer3d.render.RendererChoice;
import plumbline.viewer3d.view.Camera;
import plumbline.viewer3d.view.CameraMoves;
import plumbline.viewer3d.view.ViewState;

/** A scenario played without a window: what was there at each sweep, and pictures of it where they are asked for. */
public final class ScenarioPlay {
    /**
     * A sweep of the range: how old each sensor's last message was then (nanoseconds; a sensor that had not spoken is
     * missing), how many points and boxes.
     */
    public record Moment(int frame, long timeNanos, Map<String, Long> ageNanos, int points, int boxes, Optional<Path> picture) {}

    /** Pictures of the points and boxes, or of one camera; PNG. */
    public record Pictured(Path folder, Optional<SensorId> camera, int width, int height) {}

    private ScenarioPlay() {}

    public static List<Moment> run(Project project, Scenario scenario, Optional<Pictured> pictured, Progress progress)
            throws IOException {
        List<Moment> out = new ArrayList<>();
        try (Session session = Scenarios.open(project, scenario)) {
            List<Frame> frames = Scenarios.frames(session, scenario);
            List<Sample> samples = session.capture().samples();
            Map<String, Long> last = new TreeMap<>();
            Camera home = null;
            int next = 0;
            for (Frame f : frames) {
                if (progress.cancelled()) {
                    throw new InterruptedIOException("playing was stopped");
                }
                while (next < samples.size() && samples.get(next).timeNanos() <= f.timeNanos()) {
                    last.put(samples.get(next).sensor().value(), samples.get(next).timeNanos());
                    next++;
                }
                Map<String, Long> ages = new TreeMap<>();
                last.forEach((sensor, at) -> ages.put(sensor, f.timeNanos() - at));
                PointBlock points = session.points(f.index());
                home = home == null ? CameraMoves.home(points) : home;
                Optional<Path> picture = Optional.empty();
                if (pictured.isPresent()) {
                    picture = Optional.of(picture(session, f, points, home, pictured.get(), out.size()));
                }
                out.add(new Moment(
                        f.index(), f.timeNanos(), ages, points.size(), session.labels().cuboids(f.index()).size(), picture));
                progress.update("Playing " + scenario.name(), out.size(), frames.size());
            }
        }
        return out;
    }

    private static Path picture(Session session, Frame f, PointBlock points, Camera home, Pictured p, int number)
            throws IOException {
        Files.createDirectories(p.folder());
        Path file = p.folder().resolve(String.format("%05d.png", number));
        List<Label.Cuboid> boxes = session.labels().cuboids(f.index());
        if (p.camera().isPresent()) {
            ByteArrayOutputStream png = new ByteArrayOutputStream();
            ImageIO.write(
                    CameraPictures.draw(session.source(), f, p.camera().get(), points, boxes, session.ontology()).image(),
                    "png", png);
            AtomicFile.write(file, png.toByteArray());
        } else {
            ViewState view = new ViewState(home, p.width(), p.height(), 1.6, 0.5);
            AtomicFile.write(
                    file,
                    Pictures.png(
                                    Views.scene(points, boxes, session.ontology(), Views.LABELS, Optional.empty()), view,
                                    RendererChoice.AUTO)
                            .png());
        }
        return file;
    }
}
