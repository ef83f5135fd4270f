package plumbline.storage.format.ros;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

/** An opened recording: each sample's key is the key of its message. Safe for use by several threads. */
public final class RecordingSource implements CaptureSource {
    private final String file;
    private final RecordingReader reader;
    private final Capture capture;
    private final List<String> labelKeys;
    private Optional<LabelFormat.Read> labels = Optional.empty();

    RecordingSource(RecordingReader reader, Capture capture, RecordingTopics topics) {
        this.file = reader.file();
        this.reader = reader;
        this.capture = capture;
        this.labelKeys = List.copyOf(topics.labels);
    }

    @Override
    public Capture capture() {
        return capture;
    }

    private String where(Sample sample) {
        return file + ", " + sample.sensor() + " at " + sample.key();
    }

    private RecordingReader.Message message(Sample sample) throws IOException {
        return PackedMessage.plain(where(sample), reader.message(sample.key()));
    }

    @Override
    public PointBlock points(Sample sample) throws IOException {
        if (sample.encoding().equals(VelodyneScan.ENCODING)) {
            return new VelodyneScan().decode(where(sample), bytes(message(sample).data()));
        }
        if (!sample.encoding().equals(PointCloud2Codec.ENCODING)) {
            throw new FormatException(where(sample), "", "a message of " + sample.encoding() + " has no points");
        }
        return PointCloud2Codec.decode(where(sample), message(sample).data());
    }

    @Override
    public byte[] image(Sample sample) throws IOException {
        RecordingReader.Message m = message(sample);
        return switch (RosSchemas.plain(m.channel().type())) {
            case "sensor_msgs/CompressedImage" -> CompressedImage.read(where(sample), m.data()).data();
            case "sensor_msgs/Image" -> RawImage.read(where(sample), m.data()).png(where(sample));
            default -> throw new FormatException(where(sample), "", "the message holds no image");
        };
    }

    @Override
    public byte[] raw(Sample sample) throws IOException {
        boolean image = sample.encoding().equals("jpeg") || sample.encoding().equals("png");
        return image ? image(sample) : bytes(message(sample).data());
    }

    private static byte[] bytes(ByteBuffer data) {
        byte[] out = new byte[data.remaining()];
        data.duplicate().get(out);
        return out;
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
        if (labels.isPresent() || labelKeys.isEmpty() || format.isEmpty()) {
            return labels;
        }
        Path folder = Files.createTempDirectory("plumbline-labels");
        Path copy = folder.resolve(CaptureProfile.LABELS);
        try {
            Files.write(copy, reader.attachment(labelKeys.getLast()));
            labels = Optional.of(format.get().read(copy, capture));
        } catch (FormatException e) {
            throw new FormatException(
                    reader.file() + ", attachment " + CaptureProfile.LABELS, "",
                    e.getMessage().replace(copy + ": ", "").replace(copy + ", ", ""), e);
        } finally {
            Files.deleteIfExists(copy);
            Files.deleteIfExists(folder);
        }
        return labels;
    }

    public static Optional<LabelFormat> labelFormat() {
        return LabelFormats.ALL.stream().filter(f -> f.name().equals("openlabel")).findFirst();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
