package plumbline.storage.tile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import plumbline.annotation.scene.Column;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Progress;
import plumbline.annotation.scene.TileNode;
import plumbline.storage.format.point.Las;
import plumbline.storage.fuzz.Digest;
import plumbline.storage.fuzz.FolderTarget;
import plumbline.storage.fuzz.FuzzOracle;
import plumbline.storage.fuzz.FuzzTarget;

/** The reader of tiles. */
public final class TileFuzz {
    public static final List<FuzzTarget> ALL = List.of(FolderTarget.of("tiles", TileFuzz::make, TileFuzz::read));

    private TileFuzz() {}

    private static void make(Path folder) throws IOException {
        int n = 300;
        double[][] xyz = new double[3][n];
        short[] intensity = new short[n];
        for (int i = 0; i < n; i++) {
            xyz[0][i] = 455_000 + i % 17;
            xyz[1][i] = 5_411_000 + i / 17;
            xyz[2][i] = i % 5;
            intensity[i] = (short) (i % 200);
        }
        Path las = Files.createTempDirectory("fuzz-tiles-").resolve("a.las");
        new Las().write(las, PointBlock.ofExact(xyz[0], xyz[1], xyz[2], List.of(new Column.Shorts("intensity", "u1", intensity))));
        TileBuilder.build(new PointFileStream(las), folder, 1, Progress.NONE);
    }

    private static void read(Path folder, Digest into) throws IOException {
        try (TileFolder tiles = TileFolder.open(folder)) {
            into.value(tiles.set());
            int n = 0;
            for (TileNode node : tiles.nodes()) {
                if (n++ < 20) {
                    FuzzOracle.orTold(into, () -> into.points(tiles.load(node.key(), c -> true)));
                    FuzzOracle.orTold(into, () -> into.points(tiles.exact(node.key())));
                }
            }
        }
    }
}
