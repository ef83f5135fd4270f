package plumbline.storage.format.point;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import plumbline.annotation.scene.Column;
import plumbline.annotation.scene.PointBlock;

/**
 * PCL and ROS pack a colour as 0xAARRGGBB into the 32 bits of a field {@code rgb} or {@code rgba}, which may call
 * itself a float. The field stays as it is; red, green, blue stand beside it so that everything else need not know.
 */
public final class PackedColours {
    private static final Set<String> PARTS = Set.of("red", "green", "blue");

    private PackedColours() {}

    public static PointBlock unpacked(PointBlock block) {
        Optional<Column> packed = packed(block);
        if (packed.isEmpty() || block.column("red").isPresent()) {
            return block;
        }
        int n = block.size();
        short[] red = new short[n];
        short[] green = new short[n];
        short[] blue = new short[n];
        for (int i = 0; i < n; i++) {
            int argb = switch (packed.get()) {
                case Column.Floats f -> Float.floatToRawIntBits(f.values()[i]);
                case Column.Ints v -> v.values()[i];
                case Column.Longs v -> (int) v.values()[i];
                default -> 0;
            };
            red[i] = (short) (argb >> 16 & 0xFF);
            green[i] = (short) (argb >> 8 & 0xFF);
            blue[i] = (short) (argb & 0xFF);
        }
        List<Column> columns = new ArrayList<>(block.columns());
        columns.add(new Column.Shorts("red", "u1", red));
        columns.add(new Column.Shorts("green", "u1", green));
        columns.add(new Column.Shorts("blue", "u1", blue));
        return new PointBlock(block.origin(), block.x(), block.y(), block.z(), block.exact(), columns);
    }

    /** The columns without those that {@link #unpacked} added. */
    public static List<Column> stored(PointBlock block) {
        if (packed(block).isEmpty()) {
            return block.columns();
        }
        return block.columns().stream().filter(c -> !PARTS.contains(c.name())).toList();
    }

    private static Optional<Column> packed(PointBlock block) {
        return block.columns().stream()
                .filter(c -> c.name().equals("rgb") || c.name().equals("rgba"))
                .filter(c -> Set.of("f4", "i4", "u4").contains(c.type()))
                .findFirst();
    }
}
