package plumbline.storage.format.rosbag2;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import plumbline.annotation.scene.Problem;
import plumbline.storage.format.FormatException;
import plumbline.storage.format.ros.RecordingContents;
import plumbline.storage.format.ros.RecordingReader;
import plumbline.storage.format.ros.RosSchemas;

/** The SQLite files of one recording in their order. A message's key is {@code FILE:ROWID}, both from the bag. */
final class BagRecording implements RecordingReader {
    private final String file;
    private final BagFiles bag;
    private final List<BagDatabase> parts = new ArrayList<>();

    private BagRecording(String file, BagFiles bag) {
        this.file = file;
        this.bag = bag;
    }

    static BagRecording open(Path path, BagFiles bag) throws IOException {
        BagRecording out = new BagRecording(path.toString(), bag);
        boolean done = false;
        try {
            for (Path p : bag.files()) {
                out.parts.add(BagDatabase.open(p, bag.name(p)));
            }
            done = true;
            return out;
        } finally {
            if (!done) {
                out.parts.forEach(BagDatabase::close);
            }
        }
    }

    @Override
    public String format() {
        return Rosbag2Capture.NAME;
    }

    @Override
    public String file() {
        return file;
    }

    @Override
    public List<Problem> scan(Visitor visitor) throws IOException {
        List<Problem> out = new ArrayList<>(bag.problems());
        for (int i = 0; i < parts.size(); i++) {
            String number = i + ":";
            for (Channel c : parts.get(i).channels()) {
                visitor.channel(c);
            }
            out.addAll(parts.get(i).scan(r -> visitor.message(message(r, number + r.id()))));
        }
        return out;
    }

    private static Message message(BagDatabase.Row r, String key) {
        return new Message(r.channel(), r.timeNanos(), ByteBuffer.wrap(r.data()), key);
    }

    @Override
    public Message message(String key) throws IOException {
        if (!key.matches("[0-9]{1,6}:-?[0-9]{1,19}")) {
            throw new FormatException(file, key, "is not the key of a message");
        }
        int colon = key.indexOf(':');
        int number = Integer.parseInt(key.substring(0, colon));
        if (number >= parts.size()) {
            throw new FormatException(file, key, "names no file of this recording");
        }
        return message(parts.get(number).row(Long.parseLong(key.substring(colon + 1))), key);
    }

    @Override
    public Optional<String> definition(String type) throws IOException {
        for (BagDatabase p : parts) {
            Optional<String> found = p.definition(type);
            if (found.isPresent()) {
                return found;
            }
        }
        return RosSchemas.find(type);
    }

    @Override
    public byte[] attachment(String key) throws IOException {
        throw new FormatException(file, key, "rosbag2 files have no attachments");
    }

    @Override
    public RecordingContents contents() throws IOException {
        List<RecordingContents> out = new ArrayList<>();
        out.add(new RecordingContents(List.of(), 0, 0, bag.problems()));
        for (BagDatabase p : parts) {
            out.add(p.contents());
        }
        return RecordingContents.joined(out);
    }

    @Override
    public void close() {
        parts.forEach(BagDatabase::close);
        bag.close();
    }
}
