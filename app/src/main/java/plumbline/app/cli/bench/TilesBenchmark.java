package plumbline.app.cli.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import plumbline.annotation.scene.Progress;
import plumbline.app.service.Simulations;
import plumbline.app.service.Tiles;

/** Building the octree of a made-up street in LAS. */
final class TilesBenchmark implements Benchmark {
    @Override
    public String name() {
        return "tiles";
    }

    @Override
    public String what() {
        return "builds the octree of a LAS file of N points; its memory is that of this program, making the file included";
    }

    @Override
    public int defaultSize() {
        return 10_000_000;
    }

    @Override
    public List<Result> run(Path folder, int size, Progress progress) throws IOException {
        Path cloud = folder.resolve("street.las");
        Simulations.cloud(cloud, size, 1, progress);
        Tiles.Made made = Tiles.make(cloud, folder.resolve("tiles"), progress);
        List<Result> out = new ArrayList<>();
        out.add(Result.atLeast("points per second", made.pointsPerSecond(), "points/s", 4_000_000));
        made.peakBytes().ifPresent(b -> out.add(Result.of("peak resident memory", b / 1e6, "MB")));
        return out;
    }
}
