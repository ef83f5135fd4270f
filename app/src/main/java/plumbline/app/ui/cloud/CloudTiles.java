package plumbline.app.ui.cloud;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import plumbline.annotation.scene.Column;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.TileKey;
import plumbline.annotation.scene.TileNode;
import plumbline.annotation.scene.TileSet;
import plumbline.annotation.scene.TileSource;
import plumbline.annotation.scene.Vec3;
import plumbline.storage.tile.TileFolder;
import plumbline.viewer3d.lod.LodBudget;
import plumbline.viewer3d.lod.LodView;
import plumbline.viewer3d.lod.TileColours;
import plumbline.viewer3d.render.Looks;
import plumbline.viewer3d.render.PointRenderer.Picked;
import plumbline.viewer3d.render.SceneSnapshot.PointLayer;
import plumbline.viewer3d.view.Camera;
import plumbline.viewer3d.view.CameraMoves;
import plumbline.viewer3d.view.ViewState;

/** Tiles opened for the screen. All of this reads files: call it off the window's thread. */
final class CloudTiles {
    private static final long FIRST_MILLIS = 3000;

    private CloudTiles() {}

    /** {@code ranged} is false while the range of the fields' values is not known yet, and height must do. */
    record Opened(LodView lod, Camera camera, boolean ranged) {
        TileSource source() {
            return lod.source();
        }
    }

    /** One point with its place as the file has it, and its fields. */
    record Read(Vec3 place, List<String> fields) {}

    /**
     * Empty where there is nothing to see yet. What is needed first for {@code at}, or for all of it, is loaded when it
     * returns, so that the picture before can stay until then.
     */
    static Optional<Opened> open(Path folder, Looks looks, Optional<ViewState> at, Runnable changed) throws IOException {
        if (!TileFolder.isTiles(folder)) {
            return Optional.empty();
        }
        TileFolder tiles = TileFolder.open(folder);
        if (tiles.node(TileKey.ROOT).map(TileNode::points).orElse(0) == 0) {
            if (tiles.set().complete()) {
                throw new IOException(tiles.set().name() + " holds no points with coordinates, so there is nothing to show");
            }
            return Optional.empty();
        }
        boolean ranged = ranged(tiles.set());
        Camera all = CameraMoves.fit(Camera.DEFAULT, tiles.load(TileKey.ROOT, f -> false));
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
        boolean known = ranged && colours(tiles.set()).contains(looks.colour());
        TileColours colours = TileColours.of(known ? looks : looks.withColour(ranged ? "labels" : "height"), tiles);
        LodView lod = new LodView(tiles, colours, LodBudget.DEFAULT, threads, changed);
        lod.frame(at.orElse(new ViewState(all, 640, 400, 2, 0.5)), Optional.empty());
        try {
            lod.await(FIRST_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.of(new Opened(lod, all, ranged));
    }

    /** Whether it is known what the fields' values are like; also where there are none. */
    static boolean ranged(TileSet set) {
        return set.complete() || set.fields().stream().anyMatch(f -> f.high() > f.low());
    }

    /** What the points can be coloured by, as {@link TileColours#named} takes it. */
    static List<String> colours(TileSet set) {
        List<String> out = new ArrayList<>(List.of("labels", "height"));
        List<String> names = set.fields().stream().map(TileSet.Field::name).toList();
        if (names.containsAll(List.of("red", "green", "blue"))) {
            out.add("rgb");
        }
        set.fields().stream()
                .filter(f -> !List.of("red", "green", "blue").contains(f.name()) && f.high() > f.low())
                .forEach(f -> out.add(f.name()));
        return out;
    }

    static String words(String colour) {
        return switch (colour) {
            case "labels" -> "As recorded";
            case "height" -> "Height";
            case "rgb" -> "Recorded colour";
            default -> "Field " + colour;
        };
    }

    /** The point itself where its tile is as it was drawn; else the place that was drawn. */
    static Read read(TileSource source, PointLayer layer, Picked picked) throws IOException {
        String[] key = layer.name().substring(layer.name().indexOf(' ') + 1).split("-");
        TileKey tile = new TileKey(
                Integer.parseInt(key[0]), Integer.parseInt(key[1]), Integer.parseInt(key[2]), Integer.parseInt(key[3]));
        PointBlock exact = source.exact(tile);
        int i = picked.index();
        if (exact.size() != layer.points().size()) {
            return new Read(picked.positionView(), List.of());
        }
        List<String> fields = new ArrayList<>();
        for (Column c : exact.columns()) {
            double v = c.get(i);
            fields.add(c.name() + "\t" + (v == Math.rint(v) && Math.abs(v) < 1e15 ? String.valueOf((long) v) : String.valueOf(v)));
        }
        return new Read(new Vec3(exact.px(i), exact.py(i), exact.pz(i)), fields);
    }
}
