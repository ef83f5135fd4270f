package plumbline.app.cli.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import plumbline.annotation.assist.Ground;
import plumbline.annotation.edit.ChangeSet;
import plumbline.annotation.edit.History;
import plumbline.annotation.edit.MaskEdits;
import plumbline.annotation.edit.SweepMasks;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.Ontology;
import plumbline.annotation.label.PointRuns;
import plumbline.annotation.label.TrackId;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Progress;
import plumbline.annotation.scene.SensorId;
import plumbline.annotation.scene.Vec3;
import plumbline.app.service.MaskColours;
import plumbline.viewer3d.render.Looks;
import plumbline.viewer3d.render.PointColours;
import plumbline.viewer3d.render.PointRenderer;
import plumbline.viewer3d.render.SceneSnapshot;
import plumbline.viewer3d.render.SceneSnapshot.PointLayer;
import plumbline.viewer3d.render.splat.SplatRenderer;
import plumbline.viewer3d.tool.LayerPoints;
import plumbline.viewer3d.tool.PointIndex;
import plumbline.viewer3d.tool.PointQuery;
import plumbline.viewer3d.tool.ScreenRegion;
import plumbline.viewer3d.tool.Seen;
import plumbline.viewer3d.tool.ViewPort;
import plumbline.viewer3d.view.Camera;
import plumbline.viewer3d.view.PointStyle;
import plumbline.viewer3d.view.Projection;
import plumbline.viewer3d.view.ViewState;

/** Painting one sweep of N points: to find the points, to make the edit, to colour again. */
final class SegmentBenchmark implements Benchmark {
    private static final int WIDTH = 1600;
    private static final int HEIGHT = 1000;
    private static final int TIMES = 9;
    private static final MaskEdits.Sweep SWEEP = new MaskEdits.Sweep(0, new SensorId("lidar"));

    @Override
    public String name() {
        return "segment";
    }

    @Override
    public String what() {
        return "paints a cloud of N points: finds the points of brush, lasso and polygon, makes the edit, colours again";
    }

    @Override
    public int defaultSize() {
        return 10_000_000;
    }

    /** A view that was drawn once by the Java renderer. */
    private record Drawn(SceneSnapshot scene, ViewState state, PointRenderer renderer) implements ViewPort {
        @Override
        public Projection projection() {
            return Projection.of(state.camera(), WIDTH, HEIGHT);
        }

        @Override
        public Ground ground() {
            return Ground.estimate(PointBlock.EMPTY);
        }

        @Override
        public Optional<PointRenderer.Picked> pick(double x, double y) {
            return renderer.pick((int) x, (int) y);
        }

        @Override
        public Optional<Seen> seen(double left, double top, double width, double height) {
            return Optional.of(Seen.of(
                    renderer.visible((int) left, (int) top, (int) width, (int) height), state, 1));
        }

        @Override
        public void setPreview(Optional<SceneSnapshot.BoxItem> item) {}

        @Override
        public void note(String sentence) {}

        @Override
        public Optional<Vec3> groundAt(double x, double y) {
            return Optional.empty();
        }
    }

    private interface Work {
        void run();
    }

    /** The median of some runs after two that do not count, in milliseconds. */
    private static double median(Work work) {
        double[] took = new double[TIMES];
        for (int i = -2; i < TIMES; i++) {
            long began = System.nanoTime();
            work.run();
            if (i >= 0) {
                took[i] = (System.nanoTime() - began) / 1e6;
            }
        }
        Arrays.sort(took);
        return took[TIMES / 2];
    }

    /** Walls in rows over a plain, in the order that a scanner would give them. */
    private static PointBlock cloud(int n) {
        Random random = new Random(5);
        float[][] p = new float[3][n];
        for (int i = 0; i < n; i++) {
            double along = 400.0 * i / n - 200;
            boolean wall = random.nextInt(3) == 0;
            p[0][i] = (float) (along + random.nextDouble());
            p[1][i] = (float) (wall ? 20 * (random.nextInt(10) - 5) : 200 * random.nextDouble() - 100);
            p[2][i] = (float) (wall ? 6 * random.nextDouble() : 0.05 * random.nextDouble());
        }
        return PointBlock.of(p[0], p[1], p[2], List.of());
    }

    @Override
    public List<Result> run(Path folder, int size, Progress progress) throws IOException {
        PointBlock points = cloud(size);
        int[] grey = new int[size];
        Arrays.fill(grey, 0xFF707070);
        PointLayer layer = new PointLayer("sweep", points, Pose.IDENTITY, grey);
        SceneSnapshot scene = new SceneSnapshot(List.of(layer), List.of(), List.of());
        Camera camera = new Camera(new Vec3(-40, -60, 45), new Vec3(20, 0, 0), new Vec3(0, 0, 1), Math.toRadians(50), 0);
        ViewState state = new ViewState(camera, WIDTH, HEIGHT, PointStyle.DEFAULT);
        List<Result> out = new ArrayList<>();
        try (SplatRenderer renderer = new SplatRenderer("bench")) {
            renderer.render(scene, state, ByteBuffer.allocateDirect(WIDTH * HEIGHT * 4));
            Drawn view = new Drawn(scene, state, renderer);
            long began = System.nanoTime();
            PointIndex index = PointIndex.of(points);
            out.add(Result.of("index of the points, once", (System.nanoTime() - began) / 1e6, "ms"));
            Vec3 at = renderer.pick(WIDTH / 2, HEIGHT / 2).map(PointRenderer.Picked::positionView).orElse(new Vec3(20, 0, 0));
            out.add(Result.atMost("brush of 0.5 m, a step", median(() -> index.within(at, 0.5)), "ms", 16));
            out.add(Result.atMost("brush of 3 m, a step", median(() -> index.within(at, 3)), "ms", 16));
            selecting(view, out);
            painting(layer, index.within(at, 3), out);
            out.add(Result.of("memory of index, owners and colours", 3 * 4.0 * size / 1e6, "MB"));
        }
        return out;
    }

    private static double[] loop(int corners, double radius) {
        double[] xy = new double[2 * corners];
        for (int i = 0; i < corners; i++) {
            double r = radius * (i % 2 == 0 ? 1 : 0.9);
            xy[2 * i] = WIDTH / 2.0 + r * Math.cos(2 * Math.PI * i / corners);
            xy[2 * i + 1] = HEIGHT / 2.0 + r * Math.sin(2 * Math.PI * i / corners);
        }
        return xy;
    }

    private static void selecting(Drawn view, List<Result> out) {
        double[] lasso = loop(300, 200);
        double[] polygon = loop(8, 200);
        out.add(Result.of("lasso through, on release", median(() -> under(view, lasso, true)), "ms"));
        out.add(Result.of("lasso visible only, on release", median(() -> under(view, lasso, false)), "ms"));
        out.add(Result.of("polygon visible only, on closing", median(() -> under(view, polygon, false)), "ms"));
        out.add(Result.of("points under the lasso, through", under(view, lasso, true).count(), "points"));
        out.add(Result.of("points under the lasso, visible", under(view, lasso, false).count(), "points"));
    }

    private static LayerPoints under(Drawn view, double[] outline, boolean through) {
        ScreenRegion region = ScreenRegion.of(outline, WIDTH, HEIGHT);
        return PointQuery.under(
                region, view,
                through ? Optional.empty() : view.seen(region.left(), region.top(), region.width(), region.height()));
    }

    private static void painting(PointLayer layer, PointRuns stroke, List<Result> out) {
        int size = layer.points().size();
        MaskEdits.Paint car = new MaskEdits.Paint("Car", new TrackId("1"), 1);
        MaskEdits.Paint other = new MaskEdits.Paint("Other", new TrackId("2"), 0);
        Labels before = new ChangeSet("half", MaskEdits.paint(
                        Labels.EMPTY, SWEEP, PointRuns.ofBounds(0, size / 2), other, MaskEdits.Overwrite.ALL))
                .apply(Labels.EMPTY);
        out.add(Result.of("points of the stroke", stroke.count(), "points"));
        out.add(Result.atMost("edit of the stroke", median(() -> {
            History history = new History(before, plumbline.annotation.edit.Journal.none());
            history.apply(new ChangeSet("stroke", MaskEdits.paint(before, SWEEP, stroke, car, MaskEdits.Overwrite.ALL)));
        }), "ms", 50));
        List<Label.PointMask> masks = MaskEdits.masks(before, SWEEP);
        SweepMasks owners = SweepMasks.of(size, masks);
        MaskColours look = new MaskColours(Looks.of("labels"), Ontology.STREET);
        PointColours all = look.of(layer.colours(), owners);
        out.add(Result.atMost(
                "colouring the stroke again", median(() -> look.again(all, layer.colours(), owners, stroke)), "ms", 16));
        out.add(Result.of("colouring all again", median(() -> look.of(layer.colours(), owners)), "ms"));
    }
}
