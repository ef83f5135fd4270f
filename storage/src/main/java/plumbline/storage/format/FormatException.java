package plumbline.storage.format;

import java.io.IOException;

/** A file that is not what it says it is: file, place (byte offset, line or record) and what to do, in one sentence. */
public final class FormatException extends IOException {
    private static final long serialVersionUID = 1L;

    public FormatException(String file, String place, String what) {
        super(file + (place.isEmpty() ? "" : ", " + place) + ": " + what);
    }

    public FormatException(String file, String place, String what, Throwable cause) {
        super(file + (place.isEmpty() ? "" : ", " + place) + ": " + what, cause);
    }
}
