package plumbline.storage.format;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import plumbline.annotation.scene.CaptureSource;
import plumbline.storage.format.dataset.Argoverse2;
import plumbline.storage.format.dataset.Dgp;
import plumbline.storage.format.dataset.FolderCapture;
import plumbline.storage.format.dataset.KittiRaw;
import plumbline.storage.format.dataset.KittiObject;
import plumbline.storage.format.dataset.KittiOdometry;
import plumbline.storage.format.dataset.LabelledBins;
import plumbline.storage.format.dataset.NuscenesKeyframe;
import plumbline.storage.format.dataset.NuscenesTables;
import plumbline.storage.format.dataset.PointCloudProject;
import plumbline.storage.format.dataset.SustechPoints;
import plumbline.storage.format.mcap.McapCapture;
import plumbline.storage.format.packet.PacketCapture;
import plumbline.storage.format.point.PointFileCapture;
import plumbline.storage.format.rosbag2.Rosbag2Capture;

/** All recordings and dataset layouts that can be opened. */
public final class Captures {
    /** In the order they are asked; a new format is one class and one line here. */
    public static final List<CaptureFormat> ALL = List.of(
            new FolderCapture(),
            new KittiRaw(),
            new Dgp(),
            new NuscenesKeyframe(),
            new NuscenesTables(),
            new Argoverse2(),
            new KittiOdometry(),
            new KittiObject(),
            new SustechPoints(),
            new PointCloudProject(),
            new LabelledBins(),
            new McapCapture(),
            new Rosbag2Capture(),
            new PacketCapture(),
            new PointFileCapture());

    private Captures() {}

    public static CaptureSource open(Path path) throws IOException {
        if (NuscenesTables.namesScene(path)) {
            return new NuscenesTables().open(path);
        }
        if (!Files.exists(path)) {
            throw new FormatException(path.toString(), "", "there is no such file or folder");
        }
        for (CaptureFormat f : ALL) {
            if (f.recognises(path)) {
                return f.open(path);
            }
        }
        throw new FormatException(
                path.toString(),
                "",
                "not a recording or dataset that is known; known are "
                        + String.join(", ", ALL.stream().map(CaptureFormat::name).toList()));
    }
}
