package plumbline.storage.format;

import java.util.List;

/** All label formats. */
public final class LabelFormats {
    public static final List<LabelFormat> ALL = List.of();

    private LabelFormats() {}
}
