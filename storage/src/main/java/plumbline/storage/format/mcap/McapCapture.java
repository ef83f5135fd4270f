package plumbline.storage.format.mcap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import plumbline.storage.format.ros.RecordingFormat;
import plumbline.storage.format.ros.RecordingReader;
import plumbline.storage.format.rosbag2.BagFiles;

/** MCAP recordings: a file, or a rosbag2 folder with one or several of them, compressed as a whole or not. */
public final class McapCapture implements RecordingFormat {
    public static final String NAME = "mcap";
    private static final String ENDING = ".mcap";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean recognises(Path path) throws IOException {
        return BagFiles.holds(path, ENDING) || Files.isRegularFile(path) && McapReader.recognises(path);
    }

    @Override
    public RecordingReader recording(Path path) throws IOException {
        BagFiles bag = BagFiles.open(path, ENDING);
        boolean done = false;
        try {
            RecordingReader reader = McapRecording.open(path, bag.files(), bag.problems(), bag::close);
            done = true;
            return reader;
        } finally {
            if (!done) {
                bag.close();
            }
        }
    }
}
