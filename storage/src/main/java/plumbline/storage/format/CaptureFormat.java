package plumbline.storage.format;

import java.io.IOException;
import java.nio.file.Path;
import plumbline.annotation.scene.CaptureSource;

/** A recording or dataset layout that can be opened as a capture. One class each, listed once in {@link Captures#ALL}. */
public interface CaptureFormat {
    /** Short name, for example {@code kitti-raw}. */
    String name();

    /** Cheap: looks at names and the first bytes only. */
    boolean recognises(Path path) throws IOException;

    /** Reads descriptions, calibration and poses; points and images only when asked. */
    CaptureSource open(Path path) throws IOException;
}
