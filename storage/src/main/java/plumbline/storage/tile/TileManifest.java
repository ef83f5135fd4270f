package plumbline.storage.tile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import plumbline.annotation.scene.Problem;
import plumbline.annotation.scene.TileSet;
import plumbline.annotation.scene.Vec3;
import plumbline.storage.format.AtomicFile;
import plumbline.storage.format.FormatException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code tiles.json} and {@code building/state.json}; see docs/formats/tiles.md. */
record TileManifest(
        String format, int version, String name, long points, long unplaced, Vec3 min, Vec3 max, Vec3 cubeMin,
        double cubeSize, double rootSpacing, long tiles, Optional<Grid> grid, List<TileSet.Field> fields,
        Optional<String> crs, List<Problem> problems, PointStream.Source source) {
    static final String FORMAT = "plumbline-tiles";
    private static final int VERSION = 1;
    private static final long LARGEST = 1 << 24;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** {@code read} once all points of the source are in the spill. */
    record State(boolean read, TileManifest set) {}

    static TileManifest begin(PointStream in, Cube cube, Optional<Grid> grid, List<TileSet.Field> fields) {
        return new TileManifest(
                FORMAT, VERSION, in.source().name(), in.expected(), 0, in.min(), in.max(), cube.min(), cube.size(),
                cube.size() / Sampler.CELLS, 0, grid, fields, in.crs(), List.of(), in.source());
    }

    TileManifest read(long count, long without, Vec3 low, Vec3 high, List<TileSet.Field> ranges, List<Problem> found) {
        return new TileManifest(
                format, version, name, count, without, low, high, cubeMin, cubeSize, rootSpacing, tiles, grid, ranges,
                crs, found, source);
    }

    TileManifest withTiles(long count) {
        return new TileManifest(
                format, version, name, points, unplaced, min, max, cubeMin, cubeSize, rootSpacing, count, grid, fields,
                crs, problems, source);
    }

    Cube cube() {
        return new Cube(cubeMin, cubeSize);
    }

    int[] fieldWidths() {
        return fields.stream().mapToInt(f -> Lane.width(f.type())).toArray();
    }

    List<String> fieldTypes() {
        return fields.stream().map(TileSet.Field::type).toList();
    }

    TileSet set(boolean complete, List<Problem> more) {
        List<Problem> all = new java.util.ArrayList<>(problems);
        all.addAll(more);
        return new TileSet(
                name, points, min, max, cubeMin, cubeSize, rootSpacing, fields, crs, complete, all);
    }

    static void write(Path file, Object content) throws IOException {
        AtomicFile.write(file, JSON.writeValueAsBytes(content));
    }

    static TileManifest of(Path file) throws IOException {
        return checked(parse(file, TileManifest.class), file);
    }

    static State state(Path file) throws IOException {
        State s = parse(file, State.class);
        if (s.set() == null) {
            throw new FormatException(file.toString(), "", "it does not say what is being built");
        }
        return new State(s.read(), checked(s.set(), file));
    }

    private static <T> T parse(Path file, Class<T> type) throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new FormatException(file.toString(), "", "too large to be a description of tiles");
        }
        try {
            return JSON.readValue(Files.readAllBytes(file), type);
        } catch (JacksonException e) {
            throw new FormatException(file.toString(), "", "not a description of tiles: " + e.getOriginalMessage(), e);
        }
    }

    private static TileManifest checked(TileManifest m, Path file) throws FormatException {
        if (!FORMAT.equals(m.format) || m.version != VERSION) {
            throw new FormatException(file.toString(), "", "not tiles of this version (format \"" + FORMAT + "\", version 1)");
        }
        if (m.min == null || m.max == null || m.cubeMin == null || m.fields == null || m.source == null
                || m.grid.map(g -> g.scale() == null || g.offset() == null).orElse(false)
                || m.problems == null || m.name == null || !(m.cubeSize > 0) || !(m.rootSpacing > 0)) {
            throw new FormatException(file.toString(), "", "the description of the tiles is not whole");
        }
        for (TileSet.Field f : m.fields) {
            if (f.name() == null || f.type() == null || !f.type().matches("[ui][1248]|f[48]")) {
                throw new FormatException(file.toString(), "", "a field's type is not known: \"" + f.type() + "\"");
            }
        }
        return m;
    }
}
