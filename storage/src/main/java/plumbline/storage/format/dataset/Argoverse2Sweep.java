package plumbline.storage.format.dataset;

import java.util.ArrayList;
import java.util.List;
import plumbline.annotation.scene.Column;
import plumbline.annotation.scene.PointBlock;
import plumbline.storage.format.FormatException;
import plumbline.storage.format.PointEncoding;
import plumbline.storage.format.arrow.ArrowTable;

/**
 * {@code av2-feather}: one sweep of Argoverse 2. x, y, z (half or single floats, metres) in the vehicle's frame at the
 * sweep's time, the vehicle's own motion already taken out; intensity, laser_number and offset_ns beside them.
 */
public final class Argoverse2Sweep implements PointEncoding {
    static final String ENCODING = "av2-feather";

    @Override
    public String name() {
        return ENCODING;
    }

    @Override
    public PointBlock decode(String where, byte[] raw) throws FormatException {
        ArrowTable table = ArrowTable.read(where, raw);
        if (!table.problems().isEmpty()) {
            throw new FormatException(where, "", table.problems().getFirst().what() + "; fetch the file again");
        }
        List<Column> extra = new ArrayList<>(table.columns());
        float[][] xyz = new float[3][];
        for (int i = 0; i < 3; i++) {
            Column c = table.column(List.of("x", "y", "z").get(i));
            if (!(c instanceof Column.Floats f)) {
                throw new FormatException(where, c.name(), "the position is " + c.type() + ", not a float");
            }
            xyz[i] = f.values();
            extra.remove(c);
        }
        return PointBlock.of(xyz[0], xyz[1], xyz[2], extra);
    }
}
