package plumbline.qa.truth;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipInputStream;
import plumbline.annotation.Shared;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Vec3;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Sweeps of real captures with the boxes that people drew, in the lidar's frame; for tests alone. */
public final class Truth {
    public record Scene(String name, PointBlock points, List<Labelled> boxes) {}

    public record Labelled(String className, Box box) {}

    private Truth() {}

    public static JsonNode json(String path) throws IOException {
        return new ObjectMapper().readTree(Files.readAllBytes(Shared.data(path)));
    }

    public static List<Scene> kitti() throws IOException {
        JsonNode frames = json("expected/kitti_raw_0005.json").get("frames");
        List<Scene> out = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String file = String.format(
                    "kitti_raw_0005/2011_09_26/2011_09_26_drive_0005_sync/velodyne_points/data/%010d.bin", i);
            List<Labelled> boxes = new ArrayList<>();
            for (JsonNode b : frames.get(Integer.toString(i)).get("tracklet_boxes")) {
                JsonNode size = b.get("lwh");
                Box box = Box.upright(vec(b.get("center_velo")), size.get(0).asDouble(), size.get(1).asDouble(),
                        size.get(2).asDouble(), b.get("yaw_velo").asDouble());
                boxes.add(new Labelled(b.get("type").asString(), box));
            }
            out.add(new Scene("kitti " + i, floats(Shared.data(file), 4), boxes));
        }
        return out;
    }

    static List<Scene> nuscenes() throws IOException {
        String stem = "nuscenes_keyframe/n015-2018-07-24-11-22-45+0800";
        PointBlock points = floats(Shared.data(stem + "__LIDAR_TOP__1532402927647951.pcd.bin"), 5);
        List<Labelled> boxes = new ArrayList<>();
        String[] names = {"Car", "Truck", "Trailer", "Bus", "Other", "Cyclist", "Motorcycle", "Pedestrian"};
        for (JsonNode b : json("expected/nuscenes_keyframe.json").get("boxes")) {
            JsonNode size = b.get("dims_xyz");
            Box box = Box.upright(vec(b.get("center")), size.get(0).asDouble(), size.get(1).asDouble(),
                    size.get(2).asDouble(), b.get("yaw").asDouble());
            int label = b.get("label").asInt();
            boxes.add(new Labelled(label >= 0 && label < names.length ? names[label] : "Other", box));
        }
        return List.of(new Scene("nuscenes", points, boxes));
    }

    static List<Scene> dgp() throws IOException {
        List<Scene> out = new ArrayList<>();
        for (JsonNode s : json("expected/dgp_scene_02.json").get("samples")) {
            String file = s.get("lidar_file").asString();
            String stem = file.substring(file.lastIndexOf('/') + 1, file.length() - 4);
            List<Labelled> boxes = new ArrayList<>();
            JsonNode stored = json("dgp_test_scene/scene_02/bounding_box_3d/LIDAR/" + stem + ".json");
            for (JsonNode a : stored.get("annotations")) {
                JsonNode b = a.get("box");
                JsonNode t = b.get("pose").get("translation");
                JsonNode q = b.get("pose").get("rotation");
                Vec3 c = new Vec3(t.get("x").asDouble(), t.get("y").asDouble(), t.get("z").asDouble());
                boxes.add(new Labelled(
                        a.get("class_id").asInt() == 1 ? "Truck" : "Car",
                        new Box(c, b.get("length").asDouble(), b.get("width").asDouble(), b.get("height").asDouble(),
                                q.get("qx").asDouble(), q.get("qy").asDouble(), q.get("qz").asDouble(),
                                q.get("qw").asDouble())));
            }
            out.add(new Scene("dgp " + stem, npz(Shared.data("dgp_test_scene/scene_02/" + file)), boxes));
        }
        return out;
    }

    private static Vec3 vec(JsonNode n) {
        return new Vec3(n.get(0).asDouble(), n.get(1).asDouble(), n.get(2).asDouble());
    }

    private static PointBlock floats(Path file, int fields) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int n = bytes.remaining() / (4 * fields);
        float[][] xyz = new float[3][n];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < 3; k++) {
                xyz[k][i] = bytes.getFloat((i * fields + k) * 4);
            }
        }
        return PointBlock.of(xyz[0], xyz[1], xyz[2], List.of());
    }

    /** The one array of the file: n x 4 float64, C order. */
    private static PointBlock npz(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file); ZipInputStream zip = new ZipInputStream(in)) {
            zip.getNextEntry();
            DataInputStream data = new DataInputStream(zip);
            byte[] start = data.readNBytes(10);
            int header = (start[8] & 0xff) | (start[9] & 0xff) << 8;
            String words = new String(data.readNBytes(header), StandardCharsets.US_ASCII);
            if (!words.contains("<f8") || words.contains("'fortran_order': True")) {
                throw new IOException(file + " holds " + words);
            }
            ByteBuffer bytes = ByteBuffer.wrap(data.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
            int n = bytes.remaining() / 32;
            double[][] xyz = new double[3][n];
            for (int i = 0; i < n; i++) {
                for (int k = 0; k < 3; k++) {
                    xyz[k][i] = bytes.getDouble((i * 4 + k) * 8);
                }
            }
            return PointBlock.ofExact(xyz[0], xyz[1], xyz[2], List.of());
        }
    }
}
