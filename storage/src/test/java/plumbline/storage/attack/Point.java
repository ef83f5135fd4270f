package plumbline.storage.attack;

import java.util.Optional;

/** One attack: what was done to which workflow at which call, and what was wrong afterwards. */
record Point(String workflow, Kind kind, long number, String call, String path, Optional<String> wrong) {
    enum Kind {
        KILLED("killed before the call"),
        KILLED_TORN("killed half-way through a write"),
        STOPPED("state as a kill before the call leaves it"),
        STOPPED_TORN("state as a kill half-way through a write leaves it"),
        POWER("power cut: what was not forced to disk is lost or torn"),
        FULL("no room from the call on"),
        EIO("the call fails with an I/O error"),
        SHORT("the call writes half of its bytes");

        final String words;

        Kind(String words) {
            this.words = words;
        }
    }
}
