package plumbline.storage.format.packet;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import plumbline.annotation.scene.CaptureSource;
import plumbline.storage.format.CaptureFormat;
import plumbline.storage.format.FormatException;

/**
 * Network captures of a sensor ({@code .pcap}, {@code .pcapng}): recognised, so that the answer is how to convert them
 * rather than that the file is unknown. They are not read.
 */
public final class PacketCapture implements CaptureFormat {
    private static final Set<Integer> MAGIC = Set.of(0xA1B2C3D4, 0xD4C3B2A1, 0xA1B23C4D, 0x4D3CB2A1, 0x0A0D0D0A);

    @Override
    public String name() {
        return "packet-capture";
    }

    @Override
    public boolean recognises(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(path)) {
            byte[] head = in.readNBytes(4);
            return head.length == 4 && MAGIC.contains(ByteBuffer.wrap(head).getInt());
        }
    }

    @Override
    public CaptureSource open(Path path) throws IOException {
        throw new FormatException(
                path.toString(), "", "a network capture of sensor packets, which is not supported. Convert it: Ouster with"
                        + " \"ouster-cli source FILE.pcap save OUT.pcd\"; Velodyne by playing it through the ROS 2 velodyne"
                        + " driver and recording /velodyne_points or /velodyne_packets with \"ros2 bag record\"");
    }
}
