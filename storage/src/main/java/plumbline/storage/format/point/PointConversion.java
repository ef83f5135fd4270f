package plumbline.storage.format.point;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import plumbline.annotation.scene.PointBlock;
import plumbline.storage.format.FormatException;
import plumbline.storage.format.PointFormat;
import plumbline.storage.format.PointFormats;
import plumbline.storage.format.PointQuery;
import plumbline.storage.format.crs.CrsTransform;

/** Point files into one another, by the ending of the name. */
public final class PointConversion {
    private PointConversion() {}

    /** How many points were written, and in plain words what was lost or could not be read. */
    public record Result(long points, List<String> losses) {}

    public static Result convert(Path in, Path out) throws IOException {
        return convert(in, out, Optional.empty(), Optional.empty());
    }

    /**
     * Into another coordinate reference system where {@code toCrs} is given; from the one that the file names, or
     * {@code fromCrs} where that is given. Both {@code EPSG:n}. Throws {@link IllegalArgumentException} for other names.
     */
    public static Result convert(Path in, Path out, Optional<String> fromCrs, Optional<String> toCrs) throws IOException {
        PointFormat from = format(in);
        PointFormat to = PointFormats.ALL.stream()
                .filter(f -> f.writable() && ending(f, out))
                .findFirst()
                .orElseThrow(() -> new FormatException(
                        out.toString(), "", "files of this ending cannot be written; .pcd, .ply, .las, .laz and .copc.laz can"));
        if (toCrs.isEmpty() && from instanceof LasFamily && to instanceof LasFamily) {
            return records(in, to, out);
        }
        List<String> losses = new ArrayList<>();
        Optional<String> crs = fromCrs;
        if (crs.isEmpty() && from instanceof LasFamily las) {
            crs = las.inspect(in).crs();
        }
        Optional<CrsTransform> transform = Optional.empty();
        if (toCrs.isPresent()) {
            transform = Optional.of(CrsTransform.between(
                    crs.orElseThrow(() -> new FormatException(
                            in.toString(), "", "it names no coordinate reference system; say which with --from-crs")),
                    toCrs.get()));
        }
        PointCollector all = new PointCollector();
        Consumer<PointBlock> sink = transform.<Consumer<PointBlock>>map(t -> b -> all.accept(t.apply(b))).orElse(all);
        from.read(in, sink).forEach(p -> losses.add(p.where() + ": " + p.what()));
        (toCrs.isPresent() ? toCrs : crs).ifPresent(c -> losses.add(
                "the name of the coordinate reference system " + c + ", which the file does not hold"));
        transform.flatMap(CrsTransform::note).ifPresent(losses::add);
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
