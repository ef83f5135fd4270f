package plumbline.storage.format.point;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Problem;

/**
 * Files that are nothing but little-endian floats, known by their name: KITTI's {@code .bin} (x y z intensity) and
 * nuScenes' {@code .pcd.bin} (x y z intensity ring). A length that is no whole number of points is said.
 */
public final class FloatRecords extends StreamedPoints {
    private final String name;
    private final Predicate<String> named;
    private final List<FieldLayout> fields;

    private FloatRecords(String name, Predicate<String> named, List<String> fields) {
        this.name = name;
        this.named = named;
        List<FieldLayout> layouts = new ArrayList<>();
        for (String f : fields) {
            layouts.add(new FieldLayout(f, "f4", 4 * layouts.size(), 4 * fields.size()));
        }
        this.fields = List.copyOf(layouts);
    }

    public static FloatRecords kitti() {
        return new FloatRecords(
                "kitti-bin", n -> n.endsWith(".bin") && !n.endsWith(".pcd.bin"), List.of("x", "y", "z", "intensity"));
    }

    public static FloatRecords nuScenes() {
        return new FloatRecords(
                "nuscenes-bin", n -> n.endsWith(".pcd.bin"), List.of("x", "y", "z", "intensity", "ring"));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean recognises(Path path) {
        return named.test(PointConversion.fileName(path));
    }

    @Override
    Info inspect(PointInput in) throws IOException {
        int record = 4 * fields.size();
        Bounds bounds = FixedRecords.bounds(in, 0, in.size() / record, record, ByteOrder.LITTLE_ENDIAN, fields);
        List<Problem> problems = odd(in, in.size() / record, record);
        return new Info(
                name, bounds.points(), bounds.min(), bounds.max(),
                fields.stream().map(f -> new Field(f.name(), f.type())).toList(), Optional.empty(), problems);
    }

    @Override
    List<Problem> read(PointInput in, Consumer<PointBlock> sink) throws IOException {
        int record = 4 * fields.size();
        long n = in.size() / record;
        FixedRecords.read(in, 0, n, record, ByteOrder.LITTLE_ENDIAN, fields, sink);
        return odd(in, n, record);
    }

    private static List<Problem> odd(PointInput in, long n, int record) {
        if (n * record == in.size()) {
            return List.of();
        }
        return List.of(new Problem(
                in.name() + ", byte " + n * record,
                "the file ends within a point of " + record + " bytes; the " + n + " before it are kept"));
    }
}
