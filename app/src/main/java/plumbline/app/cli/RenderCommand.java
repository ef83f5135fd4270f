package plumbline.app.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.imageio.ImageIO;
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
import plumbline.annotation.scene.Vec3;
import plumbline.app.service.CameraPictures;
import plumbline.app.service.SweepPoints;
import plumbline.app.service.Thinning;
import plumbline.app.service.TilePictures;
import plumbline.app.service.Views;
import plumbline.app.ui.WindowPictures;
import plumbline.storage.tile.TileFolder;
import plumbline.viewer3d.render.Pictures;
import plumbline.viewer3d.render.RendererChoice;
import plumbline.viewer3d.render.SceneSnapshot;
import plumbline.viewer3d.view.Camera;
import plumbline.viewer3d.view.CameraMoves;
import plumbline.viewer3d.view.ViewAxis;
import plumbline.viewer3d.view.ViewState;

@Command(name = "render", description = "A picture without a window: of points, of a camera with points and boxes, or of a workspace.")
final class RenderCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Parameters(paramLabel = "PATH", description = "A capture, a point file, a folder of tiles or a project.")
    private Path path;

    @Option(names = "--out", required = true, paramLabel = "P.png")
    private Path out;

    @Option(names = "--size", defaultValue = "1600x1000", paramLabel = "WxH")
    private String size;

    @Option(names = "--camera", split = ",", paramLabel = "x,y,z,ax,ay,az,ux,uy,uz", description = "From, at, up, metres.")
    private double[] camera = {};

    @Option(names = "--view", paramLabel = "NAME", description = "top, front, side or fit.")
    private Optional<String> view = Optional.empty();

    @Option(names = "--colour", defaultValue = Views.LABELS, paramLabel = "FIELD",
            description = "labels, height, distance, rgb or a field's name. Default: ${DEFAULT-VALUE}.")
    private String colour;

    @Option(names = "--budget", defaultValue = "20000000", paramLabel = "N", description = "At most so many points. Default: ${DEFAULT-VALUE}.")
    private int budget;

    @Option(names = "--renderer", paramLabel = "gl|splat")
    private Optional<String> renderer = Optional.empty();

    @Option(names = "--time", paramLabel = "T", description = "Nanoseconds since 1970 UTC: the frame nearest to it.")
    private Optional<Long> time = Optional.empty();

    @Option(names = "--frame", paramLabel = "F")
    private int frame;

    @Option(names = "--labels", description = "Draws the boxes.")
    private boolean labels;

    @Option(names = "--sensor", paramLabel = "CAM", description = "The camera's image with points and boxes.")
    private Optional<String> sensor = Optional.empty();

    @Option(names = "--ui", paramLabel = "WORKSPACE", description = "The window at annotate, replay, calibrate, audit or merge; PATH is a project.")
    private Optional<String> workspace = Optional.empty();

    @Option(names = "--press", split = ",", paramLabel = "KEYS", description = "With --ui: keys pressed there first, as in Shift+C.")
    private List<String> press = List.of();

    @Option(names = "--light", description = "With --ui: the light theme.")
    private boolean light;

    @Override
    public Integer call() throws IOException {
        int[] wh = size();
        if (workspace.isPresent()) {
            return ui(wh);
        }
        if (TileFolder.isTiles(path)) {
            return tiles(wh);
        }
        try (Opened opened = Opened.at(path, common)) {
            Frame f = frame(opened.source().capture());
            PointBlock points = points(opened, f);
            List<Label.Cuboid> cuboids = labels || sensor.isPresent() ? opened.labels().cuboids(f.index()) : List.of();
            if (sensor.isPresent()) {
                long began = System.nanoTime();
                CameraPictures.Picture p = CameraPictures.draw(
                        opened.source(), f, new SensorId(sensor.get()), points, cuboids, opened.ontology());
                ByteArrayOutputStream png = new ByteArrayOutputStream();
                ImageIO.write(p.image(), "png", png);
                save(png.toByteArray());
                answer(p.points(), (System.nanoTime() - began) / 1e6, "image");
                return Exit.DONE;
            }
            SceneSnapshot scene = Views.scene(
                    Thinning.atMost(points, budget), cuboids, opened.ontology(), colour, Optional.empty());
            Camera at = camera(points);
            Pictures.Picture picture = Pictures.png(scene, new ViewState(at, wh[0], wh[1], 1.6, 0.5), choice());
            save(picture.png());
            answer(picture.drawn().points(), picture.drawn().milliseconds(), picture.renderer());
        }
        return Exit.DONE;
    }

    private Integer tiles(int[] wh) throws IOException {
        TilePictures.Result r = TilePictures.draw(
                path, colour, root -> new ViewState(camera(root), wh[0], wh[1], 1.6, 0.5), budget, choice());
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

    private int[] size() {
        String[] parts = size.toLowerCase(Locale.ROOT).split("x", -1);
        try {
            int[] wh = {Integer.parseInt(parts[0]), Integer.parseInt(parts[1])};
            if (parts.length == 2 && wh[0] >= 16 && wh[1] >= 16 && wh[0] <= 16384 && wh[1] <= 16384) {
                return wh;
            }
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw new IllegalArgumentException("--size is width x height in pixels, as in 1600x1000, not \"" + size + "\".", e);
        }
        throw new IllegalArgumentException("--size is width x height, 16 to 16384 pixels each, as in 1600x1000.");
    }

    private Frame frame(Capture capture) throws IOException {
        if (time.isPresent() && !capture.frames().isEmpty()) {
            return capture.frames().stream()
                    .min(java.util.Comparator.comparingLong(f -> Math.abs(f.timeNanos() - time.get())))
                    .orElseThrow();
        }
        return Common.frame(capture, frame);
    }

    private static PointBlock points(Opened opened, Frame f) throws IOException {
        Optional<Sample> sweep = f.sample(opened.source().capture().referenceLidar());
        return sweep.isPresent() ? SweepPoints.of(opened.source(), sweep.get()) : PointBlock.EMPTY;
    }

    private Camera camera(PointBlock points) {
        if (camera.length == 9) {
            Vec3 along = new Vec3(camera[3] - camera[0], camera[4] - camera[1], camera[5] - camera[2]);
            if (!(along.cross(new Vec3(camera[6], camera[7], camera[8])).length() > 1e-9)) {
                throw new IllegalArgumentException(
                        "--camera looks nowhere: from and at must differ, and up must not lie along the view.");
            }
            return new Camera(
                    new Vec3(camera[0], camera[1], camera[2]),
                    new Vec3(camera[3], camera[4], camera[5]),
                    new Vec3(camera[6], camera[7], camera[8]),
                    Camera.DEFAULT.fovYRad(),
                    0);
        }
        if (camera.length != 0) {
            throw new IllegalArgumentException("--camera takes nine numbers: from x,y,z, at x,y,z, up x,y,z.");
        }
        Camera fitted = CameraMoves.fit(Camera.DEFAULT, points);
        return switch (view.orElse("")) {
            case "" -> CameraMoves.home(points);
            case "fit" -> fitted;
            case "top" -> CameraMoves.toggleOrtho(CameraMoves.axis(fitted, ViewAxis.TOP));
            case "front" -> CameraMoves.toggleOrtho(CameraMoves.axis(fitted, ViewAxis.FRONT));
            case "side" -> CameraMoves.toggleOrtho(CameraMoves.axis(fitted, ViewAxis.SIDE));
            default -> throw new IllegalArgumentException("--view is top, front, side or fit, not \"" + view.get() + "\".");
        };
    }

    private RendererChoice choice() {
        return switch (renderer.orElse("auto")) {
            case "auto" -> RendererChoice.AUTO;
            case "gl" -> RendererChoice.GL;
            case "splat" -> RendererChoice.SPLAT;
            default -> throw new IllegalArgumentException("--renderer is gl or splat, not \"" + renderer.get() + "\".");
        };
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
