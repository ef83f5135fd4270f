package plumbline.app.service;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Problem;
import plumbline.annotation.scene.TileKey;
import plumbline.storage.tile.TileFolder;
import plumbline.viewer3d.lod.LodBudget;
import plumbline.viewer3d.lod.LodView;
import plumbline.viewer3d.lod.TileColours;
import plumbline.viewer3d.render.Looks;
import plumbline.viewer3d.render.Pictures;
import plumbline.viewer3d.render.RendererChoice;
import plumbline.viewer3d.render.SceneSnapshot;
import plumbline.viewer3d.view.ViewState;

/** A sharp picture of a folder of tiles without a window. */
public final class TilePictures {
    private static final long PATIENCE_MILLIS = 60_000;
    private static final int ROUNDS = 1000;

    private TilePictures() {}

    /** {@code problems}: tiles that could not be read and are missing in the picture. */
    public record Result(Pictures.Picture picture, long points, int tiles, List<Problem> problems) {}

    /** {@code viewOf} chooses the view from the root's points; {@code looks} as in {@link TileColours#of}. */
    public static Result draw(
            Path folder, Looks looks, Function<PointBlock, ViewState> viewOf, long budget, RendererChoice choice,
            boolean legend)
            throws IOException {
        try (TileFolder tiles = TileFolder.open(folder)) {
            ViewState view = viewOf.apply(tiles.load(TileKey.ROOT, f -> false));
            LodBudget most = LodBudget.still(budget);
            int threads = Runtime.getRuntime().availableProcessors();
            try (LodView lod = new LodView(tiles, TileColours.of(looks, tiles), most, threads, () -> {})) {
                LodView.Frame frame = sharp(lod, view);
                Pictures.Picture p = Pictures.png(
                        new SceneSnapshot(frame.layers(), List.of(), List.of()), view, choice, false,
                        legend ? lod.colours().legend() : Optional.empty());
                return new Result(p, frame.points(), frame.layers().size(), lod.problems());
            }
        }
    }

    /** Waits until nothing is missing of what a view needs. */
    public static LodView.Frame sharp(LodView lod, ViewState view) throws IOException {
        LodView.Frame frame = lod.frame(view, Optional.empty());
        try {
            for (int i = 0; i < ROUNDS && frame.missing() > 0; i++) {
                if (!lod.await(PATIENCE_MILLIS)) {
                    throw new IOException("The tiles could not be read within a minute; is the disk at work?");
                }
                frame = lod.frame(view, Optional.empty());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return frame;
    }
}
