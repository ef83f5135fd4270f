package plumbline.storage.format.rosbag2;

import java.io.IOException;
import java.nio.file.Path;
import plumbline.storage.format.ros.RecordingFormat;
import plumbline.storage.format.ros.RecordingReader;

/** rosbag2 recordings kept in SQLite ({@code .db3}): a file or a folder of them (docs/formats/rosbag2.md). */
public final class Rosbag2Capture implements RecordingFormat {
    public static final String NAME = "rosbag2";
    private static final String ENDING = ".db3";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean recognises(Path path) throws IOException {
        return BagFiles.holds(path, ENDING);
    }

    @Override
    public RecordingReader recording(Path path) throws IOException {
        BagFiles bag = BagFiles.open(path, ENDING);
        boolean done = false;
        try {
            RecordingReader reader = BagRecording.open(path, bag);
            done = true;
            return reader;
        } finally {
            if (!done) {
                bag.close();
            }
        }
    }
}
