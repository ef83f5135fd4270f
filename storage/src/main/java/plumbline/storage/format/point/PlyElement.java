package plumbline.storage.format.point;

import java.util.ArrayList;
import java.util.List;

/** An element of a PLY file: its name, how many there are, and their properties in order. */
record PlyElement(String name, long count, List<Property> properties) {
    /** {@code count} is the type of a list's length, empty for a single value. */
    record Property(String name, String type, String count) {
        boolean list() {
            return !count.isEmpty();
        }
    }

    boolean lists() {
        return properties.stream().anyMatch(Property::list);
    }

    List<Property> scalars() {
        return properties.stream().filter(p -> !p.list()).toList();
    }

    /** Of an element without lists. */
    int recordBytes() {
        return properties.stream().mapToInt(p -> FieldLayout.bytes(p.type())).sum();
    }

    /** Where the values of an element without lists lie. */
    List<FieldLayout> placed() {
        List<FieldLayout> out = new ArrayList<>();
        int offset = 0;
        for (Property p : properties) {
            out.add(new FieldLayout(p.name(), p.type(), offset, recordBytes()));
            offset += FieldLayout.bytes(p.type());
        }
        return out;
    }

    /** The values of a line of text. */
    List<FieldLayout> text() {
        return properties.stream()
                .map(p -> new FieldLayout(p.name(), p.list() ? TextPoints.LIST : p.type(), 0, 0))
                .toList();
    }
}
