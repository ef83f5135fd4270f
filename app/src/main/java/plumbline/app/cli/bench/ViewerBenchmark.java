package plumbline.app.cli.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import plumbline.annotation.scene.Progress;
import plumbline.app.service.Flights;
import plumbline.app.service.Simulations;
import plumbline.app.service.Tiles;
import plumbline.storage.tile.TileFolder;
import plumbline.viewer3d.lod.LodBudget;
import plumbline.viewer3d.render.RendererChoice;

/** Flying over a made-up street of so many points, or over tiles given by {@code --data}, at 1280x720. */
final class ViewerBenchmark implements Benchmark {
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 720;

    @Override
    public String name() {
        return "viewer";
    }

    @Override
    public String what() {
        return "flies over a street of N points from its tiles: frame times, first picture, time to sharp";
    }

    @Override
    public int defaultSize() {
        return 10_000_000;
    }

    @Override
    public List<Result> run(Path folder, int size, Progress progress) throws IOException {
        Path cloud = folder.resolve("street.las");
        Path tiles = folder.resolve("tiles");
        Simulations.cloud(cloud, size, 1, progress);
        Tiles.make(cloud, tiles, progress);
        return flown(tiles, progress);
    }

    /** Over tiles that are there, whatever their size. */
    @Override
    public List<Result> run(Path folder, Optional<Path> data, int size, Progress progress) throws IOException {
        return data.isPresent() && TileFolder.isTiles(data.get())
                ? flown(data.get(), progress)
                : run(folder, size, progress);
    }

    private static List<Result> flown(Path tiles, Progress progress) throws IOException {
        Flights.Result f = Flights.fly(tiles, WIDTH, HEIGHT, RendererChoice.AUTO, LodBudget.DEFAULT, progress);
        boolean card = f.renderer().equals("gl");
        return List.of(
                Result.atMost("moving: frame time, median", f.median(), "ms", card ? 16 : 33),
                Result.of("moving: frame time, 95th of 100", f.p95(), "ms"),
                Result.of("moving: frame time, worst", f.worst(), "ms"),
                Result.of("points in the median frame", f.points(), "points"),
                Result.of("points in the fullest frame", f.mostPoints(), "points"),
                Result.of("standing: frame time, worst", f.sharpFrame(), "ms"),
                Result.atMost("open to first picture", f.firstPicture(), "ms", 3000),
                Result.atMost("standing still to sharp, worst", f.sharp(), "ms", 1000),
                Result.of("tiles in memory", f.cachedBytes() / 1e6, "MB"));
    }
}
