package plumbline.storage.format.point;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import plumbline.storage.format.FormatException;
import plumbline.storage.format.PointFormat;
import plumbline.storage.format.PointFormats;
import plumbline.storage.format.PointQuery;

/** Point files into one another, by the ending of the name. */
public final class PointConversion {
    private PointConversion() {}

    /** How many points were written, and in plain words what was lost or could not be read. */
    public record Result(long points, List<String> losses) {}

    public static Result convert(Path in, Path out) throws IOException {
        PointFormat from = format(in);
        PointFormat to = PointFormats.ALL.stream()
                .filter(f -> f.writable() && ending(f, out))
                .findFirst()
                .orElseThrow(() -> new FormatException(
                        out.toString(), "", "files of this ending cannot be written; .pcd, .ply, .las, .laz and .copc.laz can"));
        if (from instanceof LasFamily && to instanceof LasFamily) {
            return records(in, to, out);
        }
        PointCollector all = new PointCollector();
        List<String> losses = new ArrayList<>();
        from.read(in, all).forEach(p -> losses.add(p.where() + ": " + p.what()));
        if (from instanceof LasFamily las) {
            las.inspect(in).crs().ifPresent(c -> losses.add("the coordinate reference system " + c));
        }
        losses.addAll(to.write(out, all.block()));
        return new Result(all.size(), losses);
    }

    /** Between LAS, LAZ and COPC the records go over as they are, reference system and all. */
    private static Result records(Path in, PointFormat to, Path out) throws IOException {
        try (LasFile file = LasFile.open(PointInput.of(in), PointQuery.ALL)) {
            LasCopy.Result r = to instanceof Copc
                    ? CopcWriter.write(file, out)
                    : LasCopy.write(file, out, to instanceof Laz);
            return new Result(r.points(), r.losses());
        }
    }

    /** The format of an existing point file. */
    public static PointFormat format(Path path) throws IOException {
        for (PointFormat f : PointFormats.ALL) {
            if (f.recognises(path)) {
                return f;
            }
        }
        throw new FormatException(
                path.toString(), "", "not a point file that is known; known are "
                        + String.join(", ", PointFormats.ALL.stream().map(PointFormat::name).toList()));
    }

    private static boolean ending(PointFormat format, Path path) {
        return fileName(path).endsWith(format.ending());
    }

    static String fileName(Path path) {
        return path.getFileName() == null ? "" : path.getFileName().toString().toLowerCase(Locale.ROOT);
    }
}
