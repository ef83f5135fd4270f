package plumbline.app.service;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import plumbline.annotation.scene.Progress;
import plumbline.annotation.scene.TileKey;
import plumbline.annotation.scene.TileNode;
import plumbline.annotation.scene.TileSource;
import plumbline.annotation.scene.Vec3;
import plumbline.storage.tile.TileFolder;
import plumbline.viewer3d.lod.LodBudget;
import plumbline.viewer3d.lod.LodView;
import plumbline.viewer3d.lod.TileColours;
import plumbline.viewer3d.render.PointRenderer;
import plumbline.viewer3d.render.RendererChoice;
import plumbline.viewer3d.render.Renderers;
import plumbline.viewer3d.render.SceneSnapshot;
import plumbline.viewer3d.view.Camera;
import plumbline.viewer3d.view.CameraMoves;
import plumbline.viewer3d.view.ViewState;

/**
 * Flies a camera over a folder of tiles and measures what a person would feel: from the whole cloud down to where it is
 * densest, once around, and back. Each frame chooses tiles and draws; loading goes on beside it.
 */
public final class Flights {
    private static final int FRAMES = 90;
    private static final int LONGEST_STILL = 2000;

    private Flights() {}

    /**
     * Milliseconds a frame while the camera moves, and of a sharp one; milliseconds from opening the folder to the first picture with points; from standing still to
     * nothing missing, the worst of the stops; points in the median and the fullest frame.
     */
    public record Result(
            int frames, double median, double p95, double worst, double sharpFrame, double firstPicture, double sharp, long points,
            long mostPoints, long cachedBytes, String renderer) {}

    public static Result fly(Path folder, int width, int height, RendererChoice choice, LodBudget budget, Progress progress)
            throws IOException {
        try (PointRenderer renderer = Renderers.create(choice)) {
            // The first pictures of a program are slow for reasons of their own.
            ByteBuffer pixels = ByteBuffer.allocateDirect(width * height * 4);
            renderer.render(SceneSnapshot.EMPTY, new ViewState(Camera.DEFAULT, width, height, 1.6, 0.5), pixels);
            long opened = System.nanoTime();
            try (TileFolder tiles = TileFolder.open(folder);
                    LodView lod = new LodView(
                            tiles, TileColours.named("labels", tiles), budget,
                            Math.max(1, Runtime.getRuntime().availableProcessors() - 1), () -> {})) {
                return new Flight(lod, renderer, pixels, width, height).run(path(tiles), opened, progress);
            }
        }
    }

    /** All of it; where it is densest, from 60 and from 12 metres. */
    public static List<Camera> path(TileSource tiles) throws IOException {
        Camera all = CameraMoves.fit(Camera.DEFAULT, tiles.load(TileKey.ROOT, f -> false));
        TileNode dense = tiles.node(TileKey.ROOT).orElseThrow();
        boolean deeper = true;
        while (deeper) {
            TileNode best = null;
            for (int octant = 0; octant < 8; octant++) {
                Optional<TileNode> child = tiles.node(dense.key().child(octant));
                if (dense.has(octant) && child.isPresent() && (best == null || child.get().points() > best.points())) {
                    best = child.get();
                }
            }
            deeper = best != null;
            dense = deeper ? best : dense;
        }
        double half = tiles.set().size(dense.key()) / 2;
        Vec3 place = tiles.set().corner(dense.key()).plus(new Vec3(half, half, half));
        return List.of(all, at(place, 60), at(place, 12));
    }

    private static Camera at(Vec3 place, double metres) {
        Vec3 eye = place.plus(new Vec3(-0.8, 0, 0.6).times(metres));
        return new Camera(eye, place, new Vec3(0, 0, 1), Camera.DEFAULT.fovYRad(), 0);
    }

    /** One flight's clock. */
    private static final class Flight {
        private final LodView lod;
        private final PointRenderer renderer;
        private final ByteBuffer pixels;
        private final int width;
        private final int height;
        private final List<Double> milliseconds = new ArrayList<>();
        private final List<Long> points = new ArrayList<>();
        private double firstPicture = -1;
        private double sharp;
        private double sharpFrame;
        private long opened;

        Flight(LodView lod, PointRenderer renderer, ByteBuffer pixels, int width, int height) {
            this.lod = lod;
            this.renderer = renderer;
            this.pixels = pixels;
            this.width = width;
            this.height = height;
        }

        Result run(List<Camera> stops, long openedNanos, Progress progress) {
            opened = openedNanos;
            still(stops.getFirst());
            for (int leg = 1; leg < stops.size(); leg++) {
                progress.update("Flying", leg, stops.size());
                for (int i = 1; i <= FRAMES; i++) {
                    double t = i / (double) FRAMES;
                    frame(CameraMoves.between(stops.get(leg - 1), stops.get(leg), t * t * (3 - 2 * t)), true);
                }
                still(stops.get(leg));
                for (int i = 1; i <= FRAMES; i++) {
                    frame(CameraMoves.orbit(stops.get(leg), stops.get(leg).target(), 2 * Math.PI * i / FRAMES, 0), true);
                }
                still(stops.get(leg));
            }
            for (int i = 1; i <= FRAMES; i++) {
                frame(CameraMoves.between(stops.getLast(), stops.getFirst(), i / (double) FRAMES), true);
            }
            still(stops.getFirst());
            Collections.sort(milliseconds);
            Collections.sort(points);
            int n = milliseconds.size();
            return new Result(
                    n, milliseconds.get(n / 2), milliseconds.get((int) (0.95 * (n - 1))), milliseconds.getLast(),
                    sharpFrame, firstPicture, sharp, points.get(n / 2), points.getLast(), lod.cachedBytes(), renderer.name());
        }

        private void still(Camera camera) {
            long start = System.nanoTime();
            int missing = 1;
            for (int i = 0; i < LONGEST_STILL && missing > 0; i++) {
                missing = frame(camera, false);
            }
            if (milliseconds.size() >= FRAMES) {
                sharp = Math.max(sharp, (System.nanoTime() - start) / 1e6);
            }
        }

        private int frame(Camera camera, boolean moving) {
            long start = System.nanoTime();
            ViewState view = new ViewState(camera, width, height, 1.6, 0.5);
            LodView.Frame f = lod.frame(view, Optional.empty());
            renderer.render(new SceneSnapshot(f.layers(), List.of(), List.of()), view, pixels);
            long end = System.nanoTime();
            double took = (end - start) / 1e6;
            lod.took(took);
            if (f.points() > 0) {
                if (firstPicture < 0) {
                    firstPicture = (end - opened) / 1e6;
                }
                if (moving) {
                    milliseconds.add(took);
                    points.add(f.points());
                } else {
                    sharpFrame = Math.max(sharpFrame, took);
                }
            }
            return f.missing();
        }
    }
}
