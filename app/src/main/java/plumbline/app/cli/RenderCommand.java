package plumbline.app.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.imageio.ImageIO;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.SensorId;
import plumbline.app.service.CameraPictures;
import plumbline.app.service.SweepScenes;
import plumbline.app.service.TilePictures;
import plumbline.app.service.ViewLink;
import plumbline.app.ui.WindowPictures;
import plumbline.storage.tile.TileFolder;
import plumbline.viewer3d.render.Legend;
import plumbline.viewer3d.render.Pictures;
import plumbline.viewer3d.view.Camera;
import plumbline.viewer3d.view.ViewState;

@Command(name = "render", description = "A picture without a window: of points, of a camera with points and boxes, or of a workspace.")
final class RenderCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Parameters(paramLabel = "PATH", description = "A capture, a point file, a folder of tiles or a project.")
    private Path path;

    @Option(names = "--out", required = true, paramLabel = "P.png")
    private Path out;

    @Mixin
    private CameraOptions seen = new CameraOptions();

    @Mixin
    private LooksOptions looks = new LooksOptions();

    @Option(names = "--sweeps", paramLabel = "N", description = "So many sweeps more on each side, moved by the rig's poses.")
    private int sweeps;

    @Option(names = "--legend", description = "Writes what the colours mean into the picture.")
    private boolean legend;

    @Option(names = "--budget", defaultValue = "20000000", paramLabel = "N", description = "At most so many points. Default: ${DEFAULT-VALUE}.")
    private int budget;

    @Option(names = "--time", paramLabel = "T", description = "Nanoseconds since 1970 UTC: the frame nearest to it.")
    private Optional<Long> time = Optional.empty();

    @Option(names = "--frame", paramLabel = "F")
    private int frame;

    @Option(names = "--labels", description = "Draws the boxes.")
    private boolean labels;

    @Option(names = "--sensor", paramLabel = "CAM", description = "The camera's image with points and boxes.")
    private Optional<String> sensor = Optional.empty();

    @Option(names = "--view-link", paramLabel = "LINK", description = "What a link to a view shows, as Ctrl+Shift+K copies it; PATH is the project.")
    private Optional<String> link = Optional.empty();

    @Option(names = "--ui", paramLabel = "WORKSPACE", description = "The window at annotate, replay, calibrate, audit or merge; PATH is a project.")
    private Optional<String> workspace = Optional.empty();

    @Option(names = "--press", split = ",", paramLabel = "KEYS", description = "With --ui: keys pressed there first, as in Shift+C.")
    private List<String> press = List.of();

    @Option(names = "--light", description = "With --ui: the light theme.")
    private boolean light;

    @Override
    public Integer call() throws IOException {
        int[] wh = seen.size();
        if (workspace.isPresent()) {
            return ui(wh);
        }
        if (link.isPresent()) {
            Pictures.Picture p = LinkedPicture.draw(
                    path, common, ViewLink.parse(link.get()), wh, budget, legend, seen.choice());
            save(p.png());
            answer(p.drawn().points(), p.drawn().milliseconds(), p.renderer());
            return Exit.DONE;
        }
        if (TileFolder.isTiles(path)) {
            return tiles(wh);
        }
        try (Opened opened = Opened.at(path, common)) {
            Frame f = frame(opened.source().capture());
            SweepScenes scenes = new SweepScenes(opened.source(), opened.labels(), opened.ontology());
            if (sensor.isPresent()) {
                long began = System.nanoTime();
                CameraPictures.Picture p = CameraPictures.draw(
                        opened.source(), f, new SensorId(sensor.get()), scenes.points(f), opened.labels().cuboids(f.index()),
                        opened.ontology());
                ByteArrayOutputStream png = new ByteArrayOutputStream();
                ImageIO.write(p.image(), "png", png);
                save(png.toByteArray());
                answer(p.points(), (System.nanoTime() - began) / 1e6, "image");
                return Exit.DONE;
            }
            SweepScenes.Scene scene = scenes.at(f, new SweepScenes.Wish(looks.looks(), labels, sweeps, budget));
            ViewState at = view(seen.camera(scene.points()), wh);
            Optional<Legend> words = legend ? scene.legend() : Optional.empty();
            Pictures.Picture picture = Pictures.png(scene.snapshot(), at, seen.choice(), true, words);
            save(picture.png());
            answer(picture.drawn().points(), picture.drawn().milliseconds(), picture.renderer());
        }
        return Exit.DONE;
    }

    private ViewState view(Camera camera, int[] wh) {
        return new ViewState(camera, wh[0], wh[1], 1, looks.looks().style(), looks.clip());
    }

    private Integer tiles(int[] wh) throws IOException {
        TilePictures.Result r = TilePictures.draw(
                path, looks.looks(), root -> view(seen.camera(root), wh), budget, seen.choice(), legend);
        save(r.picture().png());
        r.problems().forEach(p -> common.refuse(p.what()));
        answer(r.picture().drawn().points(), r.picture().drawn().milliseconds(), r.picture().renderer());
        return r.problems().isEmpty() ? Exit.DONE : Exit.CHECK_FAILED;
    }

    private Integer ui(int[] wh) throws IOException {
        WindowPictures.take(path, workspace.orElseThrow(), press, !light, wh[0], wh[1], out, common.settings());
        common.answer(Map.of("out", out.toString()), List.of("Wrote " + out));
        return Exit.DONE;
    }

    private Frame frame(Capture capture) throws IOException {
        if (time.isPresent() && !capture.frames().isEmpty()) {
            return capture.frames().stream()
                    .min(java.util.Comparator.comparingLong(f -> Math.abs(f.timeNanos() - time.get())))
                    .orElseThrow();
        }
        return Common.frame(capture, frame);
    }

    private void save(byte[] png) throws IOException {
        Path parent = out.toAbsolutePath().getParent();
        Files.createDirectories(parent);
        Path temp = parent.resolve("." + out.getFileName() + ".new");
        Files.write(temp, png);
        Files.move(temp, out, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    private void answer(long drawn, double milliseconds, String with) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("drawn", drawn);
        json.put("milliseconds", milliseconds);
        json.put("renderer", with);
        json.put("out", out.toString());
        common.answer(json, List.of("Drew " + drawn + " points to " + out + " (" + with + ")"));
    }
}
