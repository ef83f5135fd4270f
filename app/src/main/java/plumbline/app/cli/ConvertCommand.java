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
import plumbline.storage.format.point.PointConversion;

@Command(name = "convert", description = "Point files into one another, by their endings.")
final class ConvertCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Parameters(index = "0", paramLabel = "IN")
    private Path in;

    @Parameters(index = "1", paramLabel = "OUT")
    private Path out;

    @Option(names = "--crs", paramLabel = "EPSG:n", description = "Into this coordinate reference system; heights stay.")
    private Optional<String> toCrs = Optional.empty();

    @Option(
            names = "--from-crs", paramLabel = "EPSG:n",
            description = "The system that IN is in, where it does not say or says it wrong.")
    private Optional<String> fromCrs = Optional.empty();

    @Override
    public Integer call() throws IOException {
        if (fromCrs.isPresent() && toCrs.isEmpty()) {
            throw new IllegalArgumentException("--from-crs says where to start; --crs EPSG:n says where to go.");
        }
        PointConversion.Result r = PointConversion.convert(in, out, fromCrs, toCrs);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("points", r.points());
        json.put("losses", r.losses());
        List<String> lines = new ArrayList<>();
        lines.add(r.points() + " points written to " + out);
        r.losses().forEach(l -> lines.add("Loss: " + l));
        common.answer(json, lines);
        return Exit.DONE;
    }
}
