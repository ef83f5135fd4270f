package plumbline.app.service.film;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Progress;
import plumbline.annotation.scene.TileKey;
import plumbline.app.service.Flights;
import plumbline.app.service.SweepScenes;
import plumbline.app.service.TilePictures;
import plumbline.storage.tile.TileFolder;
import plumbline.viewer3d.lod.LodBudget;
import plumbline.viewer3d.lod.LodView;
import plumbline.viewer3d.lod.TileColours;
import plumbline.viewer3d.render.Legend;
import plumbline.viewer3d.render.Looks;
import plumbline.viewer3d.render.Pictures;
import plumbline.viewer3d.render.PointRenderer;
import plumbline.viewer3d.render.RendererChoice;
import plumbline.viewer3d.render.Renderers;
import plumbline.viewer3d.render.SceneSnapshot;
import plumbline.viewer3d.view.Camera;
import plumbline.viewer3d.view.Clip;
import plumbline.viewer3d.view.ViewState;

/** Films without a window, picture by picture, each as sharp as a still one: a camera's flight, or a capture played. */
public final class Films {
    /** How the pictures look. */
    public record Shot(int width, int height, double framesPerSecond, Looks looks, Clip clip, boolean legend) {
        public Shot {
            if (!(framesPerSecond >= 1 && framesPerSecond <= 120)) {
                throw new IllegalArgumentException("A film has 1 to 120 pictures a second.");
            }
        }

        private ViewState view(Camera camera) {
            return new ViewState(camera, width, height, 1, looks.style(), clip);
        }
    }

    /** What was made: pictures, points in the fullest of them, and by which renderer. */
    public record Made(int frames, long mostPoints, String renderer) {}

    private final RendererChoice choice;
    private final Progress progress;

    public Films(RendererChoice choice, Progress progress) {
        this.choice = choice;
        this.progress = progress;
    }

    /** Through a folder of tiles; {@code pathOf} gets the coarsest points. */
    public Made tiles(Path folder, Function<PointBlock, CameraPath> pathOf, Shot shot, long budget, Path out)
            throws IOException {
        try (TileFolder tiles = TileFolder.open(folder);
                PointRenderer renderer = Renderers.create(choice);
                FilmWriter film = FilmWriter.to(out, shot.framesPerSecond())) {
            CameraPath path = pathOf.apply(tiles.load(TileKey.ROOT, f -> false));
            int threads = Runtime.getRuntime().availableProcessors();
            LodBudget most = new LodBudget(budget, LodBudget.DEFAULT.bytes(), LodBudget.DEFAULT.pixels(), Double.MAX_VALUE);
            try (LodView lod = new LodView(tiles, TileColours.of(shot.looks(), tiles), most, threads, () -> {})) {
                Optional<Legend> legend = shot.legend() ? lod.colours().legend() : Optional.empty();
                return shoot(renderer, film, path, shot, legend, camera ->
                        new SceneSnapshot(TilePictures.sharp(lod, shot.view(camera)).layers(), List.of(), List.of()));
            }
        }
    }

    /** The way from all of a folder of tiles to where it is densest, around there and back. */
    public static CameraPath flight(Path folder, double seconds) throws IOException {
        try (TileFolder tiles = TileFolder.open(folder)) {
            List<Camera> stops = Flights.path(tiles);
            List<CameraPath.Stop> out = new ArrayList<>();
            double each = seconds / (2 * stops.size() - 1);
            for (int i = 0; i < stops.size(); i++) {
                out.add(new CameraPath.Stop(i * each, stops.get(i)));
            }
            List<CameraPath.Stop> turn = CameraPath.turn(stops.getLast(), each).stops();
            double from = out.getLast().seconds();
            turn.stream().skip(1).forEach(s -> out.add(new CameraPath.Stop(from + s.seconds(), s.camera())));
            double back = out.getLast().seconds();
            out.add(new CameraPath.Stop(Math.max(back + each, seconds), stops.getFirst()));
            return new CameraPath(out);
        }
    }

    /** Around one frame of a capture, or along a path there. */
    public Made around(SweepScenes scenes, Frame frame, SweepScenes.Wish wish, CameraPath path, Shot shot, Path out)
            throws IOException {
        SweepScenes.Scene scene = scenes.at(frame, wish);
        try (PointRenderer renderer = Renderers.create(choice);
                FilmWriter film = FilmWriter.to(out, shot.framesPerSecond())) {
            Optional<Legend> legend = shot.legend() ? scene.legend() : Optional.empty();
            return shoot(renderer, film, path, shot, legend, camera -> scene.snapshot());
        }
    }

    /** Frames of a capture one after the other as they were recorded, each for one picture, seen by one camera. */
    public Made play(
            SweepScenes scenes, List<Frame> frames, SweepScenes.Wish wish, Camera camera, Shot shot, Path out)
            throws IOException {
        try (PointRenderer renderer = Renderers.create(choice);
                FilmWriter film = FilmWriter.to(out, shot.framesPerSecond())) {
            long most = 0;
            for (int i = 0; i < frames.size(); i++) {
                progress.update("Filming", i, frames.size());
                SweepScenes.Scene scene = scenes.at(frames.get(i), wish);
                Optional<Legend> legend = shot.legend() ? scene.legend() : Optional.empty();
                Pictures.Frame picture =
                        Pictures.frame(renderer, scene.snapshot(), shot.view(camera), wish.boxes(), legend);
                film.frame(picture.image());
                most = Math.max(most, picture.drawn().points());
            }
            film.finish();
            return new Made(frames.size(), most, renderer.name());
        }
    }

    private interface SceneOf {
        SceneSnapshot at(Camera camera) throws IOException;
    }

    private Made shoot(
            PointRenderer renderer, FilmWriter film, CameraPath path, Shot shot, Optional<Legend> legend, SceneOf scenes)
            throws IOException {
        int frames = Math.max(1, (int) Math.round(path.seconds() * shot.framesPerSecond()));
        long most = 0;
        for (int i = 0; i < frames; i++) {
            progress.update("Filming", i, frames);
            Camera camera = path.at(i / shot.framesPerSecond());
            Pictures.Frame picture = Pictures.frame(renderer, scenes.at(camera), shot.view(camera), true, legend);
            film.frame(picture.image());
            most = Math.max(most, picture.drawn().points());
        }
        film.finish();
        return new Made(frames, most, renderer.name());
    }
}
