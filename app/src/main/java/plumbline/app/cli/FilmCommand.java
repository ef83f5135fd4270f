package plumbline.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import plumbline.annotation.scene.Frame;
import plumbline.app.service.SweepScenes;
import plumbline.app.service.film.CameraPath;
import plumbline.app.service.film.Films;
import plumbline.storage.tile.TileFolder;
import plumbline.viewer3d.view.Camera;

@Command(name = "film", description = "A film without a window: a flight through a cloud, a turn about a frame, or a capture played.")
final class FilmCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Parameters(paramLabel = "PATH", description = "A capture, a point file, a folder of tiles or a project.")
    private Path path;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "A film.avi, film.gif, or a folder for PNG pictures.")
    private Path out;

    @Mixin
    private CameraOptions seen = new CameraOptions();

    @Mixin
    private LooksOptions looks = new LooksOptions();

    @Option(names = "--fps", defaultValue = "25", paramLabel = "N", description = "Pictures a second. Default: ${DEFAULT-VALUE}.")
    private double fps;

    @Option(names = "--seconds", defaultValue = "12", paramLabel = "S", description = "How long a flight or turn takes. Default: ${DEFAULT-VALUE}.")
    private double seconds;

    @Option(names = "--path", paramLabel = "STOPS.txt", description = "Where the camera flies: lines of seconds, from, at, up.")
    private Optional<Path> stops = Optional.empty();

    @Option(names = "--play", paramLabel = "A..B", arity = "0..1", fallbackValue = "", description = "The frames of a capture, one a picture.")
    private Optional<String> play = Optional.empty();

    @Option(names = "--frame", paramLabel = "F", description = "The frame that is flown about.")
    private int frame;

    @Option(names = "--sweeps", paramLabel = "N", description = "So many sweeps more on each side, moved by the rig's poses.")
    private int sweeps;

    @Option(names = "--labels", description = "Draws the boxes.")
    private boolean labels;

    @Option(names = "--legend", description = "Writes what the colours mean into the pictures.")
    private boolean legend;

    @Option(names = "--budget", defaultValue = "4000000", paramLabel = "N", description = "At most so many points a picture. Default: ${DEFAULT-VALUE}.")
    private int budget;

    @Override
    public Integer call() throws IOException {
        if (!(seconds > 0 && seconds <= 3600)) {
            throw new IllegalArgumentException("--seconds is above 0 and at most 3600.");
        }
        int[] wh = seen.size();
        Films.Shot shot = new Films.Shot(wh[0], wh[1], fps, looks.looks(), looks.clip(), legend);
        Films films = new Films(seen.choice(), common.progress());
        Optional<CameraPath> given = stops.isPresent()
                ? Optional.of(CameraPath.read(stops.get(), Camera.DEFAULT.fovYRad()))
                : Optional.empty();
        Films.Made made = TileFolder.isTiles(path) ? tiles(films, given, shot) : capture(films, given, shot);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("frames", made.frames());
        json.put("mostPoints", made.mostPoints());
        json.put("renderer", made.renderer());
        json.put("out", out.toString());
        common.answer(json, List.of("Filmed " + made.frames() + " pictures to " + out + " (" + made.renderer() + ")"));
        return Exit.DONE;
    }

    private Films.Made tiles(Films films, Optional<CameraPath> given, Films.Shot shot) throws IOException {
        if (play.isPresent()) {
            throw new IllegalArgumentException("--play is for captures; tiles have no frames.");
        }
        CameraPath way = given.isPresent() ? given.get() : Films.flight(path, seconds);
        return films.tiles(path, root -> way, shot, budget, out);
    }

    private Films.Made capture(Films films, Optional<CameraPath> given, Films.Shot shot) throws IOException {
        try (Opened opened = Opened.at(path, common)) {
            SweepScenes scenes = new SweepScenes(opened.source(), opened.labels(), opened.ontology());
            SweepScenes.Wish wish = new SweepScenes.Wish(looks.looks(), labels, sweeps, budget);
            Frame first = Common.frame(opened.source().capture(), frame);
            if (play.isEmpty()) {
                CameraPath way = given.isPresent()
                        ? given.get()
                        : CameraPath.turn(seen.camera(scenes.points(first)), seconds);
                return films.around(scenes, first, wish, way, shot, out);
            }
            List<Frame> frames = range(opened.source().capture().frames(), play.get());
            return films.play(scenes, frames, wish, seen.camera(scenes.points(frames.getFirst())), shot, out);
        }
    }

    private static List<Frame> range(List<Frame> frames, String text) {
        String[] ends = text.isBlank() ? new String[] {"0", String.valueOf(frames.size() - 1)} : text.split("\\.\\.", -1);
        try {
            int from = Integer.parseInt(ends[0]);
            int to = Integer.parseInt(ends[ends.length - 1]);
            if (ends.length == 2 && from >= 0 && from <= to && to < frames.size()) {
                return frames.subList(from, to + 1);
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--play takes frames as in 10..80, not \"" + text + "\".", e);
        }
        throw new IllegalArgumentException("--play takes frames of 0.." + (frames.size() - 1) + ", as in 0..9.");
    }
}
