package plumbline.storage.format;

import java.util.List;

/** All point file formats. */
public final class PointFormats {
    public static final List<PointFormat> ALL = List.of();

    private PointFormats() {}
}
