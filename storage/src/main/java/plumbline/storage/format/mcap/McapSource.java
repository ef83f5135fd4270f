package plumbline.storage.format.mcap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.Ontology;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Sample;
import plumbline.storage.format.FormatException;
import plumbline.storage.format.LabelFormat;
import plumbline.storage.format.LabelFormats;
import plumbline.storage.format.ros.CompressedImage;
import plumbline.storage.format.ros.PointCloud2Codec;
import plumbline.storage.format.ros.RawImage;

/** An opened MCAP capture: each sample's key is the place of its message. Safe for use by several threads. */
final class McapSource implements CaptureSource {
    private final String file;
    private final McapReader reader;
    private final Capture capture;
    private final Map<Integer, String> types = new HashMap<>();
    private final List<McapReader.Place> labelPlaces;
    private Optional<LabelFormat.Read> labels = Optional.empty();

    McapSource(String file, McapReader reader, Capture capture, McapTopics topics) {
        this.file = file;
        this.reader = reader;
        this.capture = capture;
        this.labelPlaces = List.copyOf(topics.labels);
        topics.topics.values().forEach(t -> types.put(t.channel.id(), t.type));
    }

    @Override
    public Capture capture() {
        return capture;
    }

    private String where(Sample sample) {
        return file + ", " + sample.sensor() + " at byte " + sample.key();
    }

    private McapRecord.Message message(Sample sample) throws IOException {
        return reader.message(McapReader.Place.parse(sample.key()));
    }

    @Override
    public PointBlock points(Sample sample) throws IOException {
        if (!sample.encoding().equals(PointCloud2Codec.ENCODING)) {
            throw new FormatException(where(sample), "", "a message of " + sample.encoding() + " has no points");
        }
        return PointCloud2Codec.decode(where(sample), message(sample).data());
    }

    @Override
    public byte[] image(Sample sample) throws IOException {
        McapRecord.Message m = message(sample);
        return switch (types.getOrDefault(m.channelId(), "")) {
            case "sensor_msgs/CompressedImage" -> CompressedImage.read(where(sample), m.data()).data();
            case "sensor_msgs/Image" -> RawImage.read(where(sample), m.data()).png(where(sample));
            default -> throw new FormatException(where(sample), "", "the message holds no image");
        };
    }

    @Override
    public byte[] raw(Sample sample) throws IOException {
        boolean image = sample.encoding().equals("jpeg") || sample.encoding().equals("png");
        return image ? image(sample) : message(sample).bytes();
    }

    @Override
    public Labels labels() throws IOException {
        return readLabels().map(LabelFormat.Read::labels).orElse(Labels.EMPTY);
    }

    @Override
    public Ontology ontology() throws IOException {
        return readLabels().map(LabelFormat.Read::ontology).orElse(Ontology.STREET);
    }

    /** A label format reads files, so the attachment becomes one for the moment. */
    private synchronized Optional<LabelFormat.Read> readLabels() throws IOException {
        Optional<LabelFormat> format = labelFormat();
        if (labels.isPresent() || labelPlaces.isEmpty() || format.isEmpty()) {
            return labels;
        }
        if (!(reader.record(labelPlaces.getLast().offset()) instanceof McapRecord.Attachment a)) {
            throw new FormatException(file, "byte " + labelPlaces.getLast(), "there is no attachment");
        }
        Path folder = Files.createTempDirectory("plumbline-labels");
        Path copy = folder.resolve(McapProfile.LABELS);
        try {
            Files.write(copy, a.data());
            labels = Optional.of(format.get().read(copy, capture));
        } finally {
            Files.deleteIfExists(copy);
            Files.deleteIfExists(folder);
        }
        return labels;
    }

    static Optional<LabelFormat> labelFormat() {
        return LabelFormats.ALL.stream().filter(f -> f.name().equals("openlabel")).findFirst();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
