package plumbline.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import plumbline.app.service.Tiles;

@Command(name = "tiles",
        description = "An octree of tiles from a point file of any size, or from all sweeps of a capture in the world's frame. Stopped, it goes on when started again.")
final class TilesCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Parameters(index = "0", paramLabel = "PATH", description = "A point file, or a recording or dataset folder.")
    private Path path;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "The folder of the tiles.")
    private Path out;

    @Option(names = "--without-moving", description = "Of a capture: without the points on labelled objects that move.")
    private boolean withoutMoving;

    @Override
    public Integer call() throws IOException {
        Tiles.Made made;
        try {
            made = Tiles.make(path, out, withoutMoving, common.progress());
        } catch (CancellationException e) {
            common.refuse("The tiles were " + e.getMessage() + ".");
            return Exit.CHECK_FAILED;
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("points", made.built().points());
        json.put("unplaced", made.built().unplaced());
        if (withoutMoving) {
            json.put("leftOut", made.leftOut());
        }
        json.put("tiles", made.built().tiles());
        json.put("seconds", made.seconds());
        json.put("pointsPerSecond", made.pointsPerSecond());
        made.peakBytes().ifPresent(b -> json.put("peakBytes", b));
        json.put("resumed", made.built().resumed());
        json.put("problems", made.built().problems());
        json.put("out", out.toString());
        List<String> lines = new ArrayList<>();
        lines.add(made.built().points() + " points in " + made.built().tiles() + " tiles in " + out + ", "
                + Common.number(made.seconds(), 1) + " s");
        if (withoutMoving) {
            lines.add(made.leftOut() + " points on what moves are left out.");
        }
        if (made.built().unplaced() > 0) {
            lines.add(made.built().unplaced() + " points have no coordinates and are left out.");
        }
        made.built().problems().forEach(p -> lines.add(p.where() + ": " + p.what()));
        common.answer(json, lines);
        return Exit.DONE;
    }
}
