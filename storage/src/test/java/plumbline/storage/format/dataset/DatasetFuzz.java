package plumbline.storage.format.dataset;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.Column;
import plumbline.annotation.scene.Progress;
import plumbline.storage.format.Captures;
import plumbline.storage.format.CaptureJson;
import plumbline.storage.format.PointEncodings;
import plumbline.storage.format.arrow.ArrowTable;
import plumbline.storage.fuzz.Digest;
import plumbline.storage.fuzz.FileTarget;
import plumbline.storage.fuzz.FolderTarget;
import plumbline.storage.fuzz.FuzzTarget;
import plumbline.storage.project.Streets;

/** The readers of dataset layouts, each with a small made-up set. */
public final class DatasetFuzz {
    private static final byte[] PNG = {
        (byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13, 'I', 'H', 'D', 'R', 0, 0, 2, (byte) 128, 0, 0, 1, (byte) 224, 8, 2,
        0, 0, 0
    };
    private static final String PCD = "VERSION 0.7\nFIELDS x y z\nSIZE 4 4 4\nTYPE F F F\nCOUNT 1 1 1\nWIDTH 2\nHEIGHT 1\n"
            + "VIEWPOINT 0 0 0 1 0 0 0\nPOINTS 2\nDATA ascii\n1 2 3\n4 5 6\n";
    private static final String CALIB = "P0: 700 0 600 0 0 700 180 0 0 0 1 0\nP2: 700 0 600 40 0 700 180 0 0 0 1 0\n"
            + "R0_rect: 1 0 0 0 1 0 0 0 1\nTr_velo_to_cam: 0 -1 0 0 0 0 -1 -0.1 1 0 0 -0.3\nTr_imu_to_velo: 1 0 0 0 0 1 0 0 0 0 1 0\n"
            + "Tr: 0 -1 0 0 0 0 -1 -0.1 1 0 0 -0.3\n";

    public static final List<FuzzTarget> ALL = List.of(
            FileTarget.ofBytes("feather", f -> List.of(poses(), sweep()), DatasetFuzz::table).cutsTold(),
            FileTarget.ofBytes("av2-feather", f -> List.of(sweep()), (w, b, into) ->
                    into.points(PointEncodings.decode("av2-feather", w, b))),
            FileTarget.ofBytes("npy", f -> List.of(npy("<f4", "(2, 4)"), npy(">i2", "(16,)")), (w, b, into) ->
                    into.row(NpyArray.read(w, new ByteArrayInputStream(b), 1 << 20).data().remaining())).cutsTold(),
            FileTarget.ofBytes("dgp-npz", f -> List.of(npz()), (w, b, into) ->
                    into.points(PointEncodings.decode("dgp-npz", w, b))),
            FileTarget.ofBytes("capture-json", f -> List.of(json()), (w, b, into) ->
                    into.row(CaptureJson.read(w, b))).cutsTold(),
            folder("capture-folder", DatasetFuzz::captureFolder),
            folder("kitti-raw", DatasetFuzz::kittiRaw),
            folder("kitti-odometry", DatasetFuzz::kittiOdometry),
            folder("kitti-object", DatasetFuzz::kittiObject),
            folder("labelled-bins", DatasetFuzz::labelledBins),
            folder("nuscenes-tables", DatasetFuzz::nuscenes),
            folder("nuscenes-keyframe", DatasetFuzz::keyframe),
            folder("argoverse2", DatasetFuzz::argoverse),
            folder("dgp", DatasetFuzz::dgp),
            folder("sustechpoints", DatasetFuzz::sustech),
            folder("pointcloud-project", DatasetFuzz::project),
            FileTarget.of("project-zip", "cut.zip", DatasetFuzz::zip, DatasetFuzz::open).cutsTold());

    private DatasetFuzz() {}

    private static FolderTarget folder(String name, FolderTarget.Maker maker) {
        return FolderTarget.of(name, maker, DatasetFuzz::open);
    }

    private static void open(Path path, Digest into) throws IOException {
        Path at = Files.isDirectory(path.resolve("v1.0-mini")) ? path.resolve("v1.0-mini/scene-1")
                : Files.isDirectory(path.resolve("sequences/07")) ? path.resolve("sequences/07") : path;
        try (CaptureSource source = Captures.open(at)) {
            into.capture(source);
        }
    }

    private static void table(String where, byte[] input, Digest into) throws IOException {
        ArrowTable t = ArrowTable.read(where, input);
        into.problems(t.problems());
        into.row(t.rows());
        for (Column c : t.columns()) {
            for (int i = 0; i < c.size(); i++) {
                into.number(c.get(i));
            }
        }
        t.texts().values().forEach(v -> into.value(List.of(v)));
    }

    private static void write(Path folder, String name, String text) throws IOException {
        write(folder, name, text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static void write(Path folder, String name, byte[] content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    private static byte[] poses() {
        Map<String, Object> c = new LinkedHashMap<>();
        c.put("timestamp_ns", new long[] {1_000_000_000, 1_100_000_000, 1_200_000_000});
        c.put("qw", new double[] {1, 1, 1});
        for (String n : List.of("qx", "qy", "qz", "tx_m", "ty_m", "tz_m")) {
            c.put(n, new double[] {0, 0, 0});
        }
        return FeatherSamples.write(c);
    }

    private static byte[] sweep() {
        Map<String, Object> c = new LinkedHashMap<>();
        for (String n : List.of("x", "y", "z")) {
            c.put(n, new float[] {1, 2, 3});
        }
        c.put("intensity", new long[] {1, 2, 3});
        return FeatherSamples.write(c);
    }

    private static void argoverse(Path folder) throws IOException {
        write(folder, "city_SE3_egovehicle.feather", poses());
        write(folder, "sensors/lidar/1100000000.feather", sweep());
        write(folder, "sensors/cameras/front/1100000001.jpg", new byte[] {1});
        Map<String, Object> c = new LinkedHashMap<>();
        c.put("timestamp_ns", new long[] {1_100_000_000, 1_200_000_000});
        c.put("track_uuid", new String[] {"a", "b"});
        c.put("category", new String[] {"BUS", "DOG"});
        c.put("qw", new double[] {1, 1});
        for (String n : List.of("qx", "qy", "qz", "tx_m", "ty_m", "tz_m", "length_m", "width_m", "height_m")) {
            c.put(n, new double[] {0, 0.5});
        }
        c.put("num_interior_pts", new long[] {4, 5});
        write(folder, "annotations.feather", FeatherSamples.write(c));
        Map<String, Object> m = new LinkedHashMap<>();
        m.put("sensor_name", new String[] {"front"});
        m.put("qw", new double[] {1});
        for (String n : List.of("qx", "qy", "qz", "tx_m", "ty_m", "tz_m")) {
            m.put(n, new double[] {0});
        }
        write(folder, "calibration/egovehicle_SE3_sensor.feather", FeatherSamples.write(m));
        Map<String, Object> k = new LinkedHashMap<>();
        k.put("sensor_name", new String[] {"front"});
        for (String n : List.of("fx_px", "fy_px", "cx_px", "cy_px", "k1", "k2", "k3")) {
            k.put(n, new double[] {5});
        }
        k.put("height_px", new long[] {480});
        k.put("width_px", new long[] {640});
        write(folder, "calibration/intrinsics.feather", FeatherSamples.write(k));
    }

    private static byte[] npy(String type, String shape) {
        byte[] header = ("{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + ", }\n")
                .getBytes(StandardCharsets.US_ASCII);
        ByteBuffer out = ByteBuffer.allocate(10 + header.length + 32).order(ByteOrder.LITTLE_ENDIAN);
        out.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII)).put((byte) 1).put((byte) 0);
        return out.putShort((short) header.length).put(header).array();
    }

    private static byte[] npz() throws IOException {
        return zipped(Map.of("data.npy", npy("<f4", "(2, 4)")));
    }

    private static byte[] zipped(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> e : entries.entrySet()) {
                ZipEntry entry = new ZipEntry(e.getKey());
                entry.setTime(0);
                zip.putNextEntry(entry);
                zip.write(e.getValue());
            }
        }
        return out.toByteArray();
    }

    private static byte[] json() throws IOException {
        try (CaptureSource street = Streets.small()) {
            return CaptureJson.write(street.capture());
        }
    }

    private static void captureFolder(Path folder) throws IOException {
        try (CaptureSource street = Streets.small()) {
            CaptureFolders.write(street, folder, Progress.NONE);
        }
    }

    private static void kittiRaw(Path folder) throws IOException {
        write(folder, "calib_cam_to_cam.txt", "calib_time: 09-Jan-2012 13:57:47\nR_rect_00: 1 0 0 0 1 0 0 0 1\n"
                + "S_rect_02: 1242 375\nP_rect_02: 700 0 600 45 0 700 180 0 0 0 1 0\n");
        write(folder, "calib_velo_to_cam.txt", "R: 0 -1 0 0 0 -1 1 0 0\nT: 0 -0.1 -0.3\n");
        write(folder, "calib_imu_to_velo.txt", "R: 1 0 0 0 1 0 0 0 1\nT: -0.8 0.3 -0.8\n");
        String drive = "2026_01_01_drive_0001_sync/";
        String times = "2026-01-01 10:00:00.100000000\n2026-01-01 10:00:00.200000000\n";
        for (String s : List.of("velodyne_points", "image_02", "oxts")) {
            write(folder, drive + s + "/timestamps.txt", times);
        }
        for (int i = 0; i < 2; i++) {
            write(folder, drive + "velodyne_points/data/000000000" + i + ".bin", DatasetLayoutsTest.bin(1, 2, 3, 0.5f));
            write(folder, drive + "image_02/data/000000000" + i + ".png", PNG);
            write(folder, drive + "oxts/data/000000000" + i + ".txt", "49.01 8.4 112 0.01 0.02 " + i + " 1 2 3\n");
        }
        write(folder, drive + "tracklet_labels.xml", "<?xml version='1.0'?><boost_serialization><tracklets><count>1</count>"
                + "<item><objectType>Car</objectType><h>1.5</h><w>1.6</w><l>4</l><first_frame>0</first_frame><poses>"
                + "<item><tx>10</tx><ty>1</ty><tz>-1</tz><rx>0</rx><ry>0</ry><rz>0.3</rz><state>2</state><occlusion>0</occlusion>"
                + "</item></poses></item></tracklets></boost_serialization>");
    }

    private static void kittiOdometry(Path folder) throws IOException {
        write(folder, "sequences/07/calib.txt", CALIB);
        write(folder, "sequences/07/times.txt", "0.0\n1.036e-01\n");
        write(folder, "poses/07.txt", "1 0 0 0 0 1 0 0 0 0 1 0\n1 0 0 0 0 1 0 0 0 0 1 2\n");
        for (int i = 0; i < 2; i++) {
            write(folder, "sequences/07/velodyne/00000" + i + ".bin", DatasetLayoutsTest.bin(1, 2, 3, 0.5f, 4, 5, 6, 0));
            write(folder, "sequences/07/labels/00000" + i + ".label", new byte[] {10, 0, 7, 0, 40, 0, 0, 0});
        }
        write(folder, "sequences/07/image_2/000000.png", PNG);
    }

    private static void labelledBins(Path folder) throws IOException {
        for (int i = 104; i < 106; i++) {
            write(folder, "000" + i + ".bin", DatasetLayoutsTest.bin(1, 2, 3, 0.5f, 4, 5, 6, 0));
            write(folder, "000" + i + ".label", new byte[] {10, 0, 7, 0, 40, 0, 0, 0});
        }
    }

    private static void kittiObject(Path folder) throws IOException {
        write(folder, "training/calib/000001.txt", CALIB);
        write(folder, "training/velodyne/000001.bin", DatasetLayoutsTest.bin(1, 2, 3, 0.5f));
        write(folder, "training/image_2/000001.png", PNG);
        write(folder, "training/label_2/000001.txt", "Car 0.00 0 -1.58 587 173 614 200 1.65 1.67 3.64 -0.65 1.71 46.70 -1.59\n"
                + "DontCare -1 -1 -10 5 6 7 8 -1 -1 -1 -1000 -1000 -1000 -10\n");
    }

    private static void nuscenes(Path folder) throws IOException {
        String t = "v1.0-mini/";
        write(folder, t + "scene.json", "[{'token':'s','name':'scene-1','nbr_samples':1}]");
        write(folder, t + "sample.json", "[{'token':'a','scene_token':'s','timestamp':1532402927647951}]");
        write(folder, t + "sensor.json", "[{'token':'l','channel':'LIDAR_TOP','modality':'lidar'},"
                + "{'token':'c','channel':'CAM','modality':'camera'}]");
        write(folder, t + "calibrated_sensor.json", "[{'token':'x','sensor_token':'l','translation':[1,0,2],"
                + "'rotation':[1,0,0,0],'camera_intrinsic':[]},{'token':'y','sensor_token':'c','translation':[1,0,2],"
                + "'rotation':[0.5,-0.5,0.5,-0.5],'camera_intrinsic':[[5,0,3],[0,5,2],[0,0,1]]}]");
        write(folder, t + "ego_pose.json", "[{'token':'e','timestamp':1532402927647951,'translation':[100,50,0],'rotation':[1,0,0,0]}]");
        String datum = "'sample_token':'a','ego_pose_token':'e','timestamp':1532402927647951,'is_key_frame':true,";
        write(folder, t + "sample_data.json", "[{'token':'d'," + datum + "'calibrated_sensor_token':'x','filename':"
                + "'samples/LIDAR_TOP/1.bin','width':0,'height':0},{'token':'f'," + datum
                + "'calibrated_sensor_token':'y','filename':'samples/CAM/1.jpg','width':6,'height':4}]");
        write(folder, t + "category.json", "[{'token':'car','name':'vehicle.car'}]");
        write(folder, t + "instance.json", "[{'token':'i','category_token':'car'}]");
        write(folder, t + "attribute.json", "[{'token':'at','name':'vehicle.parked'}]");
        write(folder, t + "visibility.json", "[{'token':'4','level':'v80-100'}]");
        write(folder, t + "sample_annotation.json", "[{'token':'n','sample_token':'a','instance_token':'i','attribute_tokens':"
                + "['at'],'visibility_token':'4','translation':[100,61,2],'size':[2,4,2],'rotation':[1,0,0,0],'num_lidar_pts':1,"
                + "'num_radar_pts':0}]");
        write(folder, "samples/LIDAR_TOP/1.bin", DatasetLayoutsTest.bin(10, 0, 0, 5, 1));
        write(folder, "samples/CAM/1.jpg", new byte[] {1});
    }

    private static void keyframe(Path folder) throws IOException {
        String unit = "[[1,0,0,0],[0,1,0,0],[0,0,1,0],[0,0,0,1]]";
        write(folder, "a.info.json", "{'metainfo':{'categories':{'car':0}},'data_list':[{'timestamp':1532402927.647951,"
                + "'ego2global':" + unit + ",'lidar_points':{'num_pts_feats':5,'lidar2ego':" + unit + ",'lidar_path':'a.pcd.bin'},"
                + "'images':{'CAM':{'img_path':'a.png','cam2img':[[5,0,3],[0,5,2],[0,0,1]],'cam2ego':" + unit + ",'lidar2cam':" + unit
                + ",'timestamp':1532402927.6}},'instances':[{'bbox_3d':[1,2,3,4,5,6,0.5],'bbox_label_3d':0,'velocity':[1,2]}]}]}");
        write(folder, "a.pcd.bin", DatasetLayoutsTest.bin(10, 0, 0, 5, 1));
        write(folder, "a.png", PNG);
    }

    private static void dgp(Path folder) throws IOException {
        String pose = "{'translation':{'x':1,'y':2,'z':3},'rotation':{'qw':1,'qx':0,'qy':0,'qz':0}}";
        String id = "'id':{'log':'l','name':'LIDAR','timestamp':'2026-01-01T10:00:00.1Z','index':0}";
        write(folder, "scene_" + "0".repeat(40) + ".json", "{'name':'s','samples':[{'id':{'timestamp':'2026-01-01T10:00:00Z'},"
                + "'calibration_key':'c','datum_keys':['k','m']}],'data':[{'key':'k'," + id + ",'datum':{'point_cloud':{'filename':"
                + "'point_cloud/a.npz','pose':" + pose + ",'annotations':{'1':'bounding_box_3d/a.json'}}}},{'key':'m',"
                + id.replace("LIDAR", "CAM") + ",'datum':{'image':{'filename':'rgb/a.jpg','height':480,'width':640,'pose':" + pose
                + ",'annotations':{'0':'bounding_box_2d/a.json'}}}}],'ontologies':{'1':'o'}}");
        write(folder, "calibration/c.json", "{'names':['LIDAR','CAM'],'extrinsics':[" + pose + "," + pose + "],'intrinsics':["
                + "{'fx':0,'fy':0,'cx':0,'cy':0,'skew':0},{'fx':5,'fy':5,'cx':3,'cy':2,'skew':0}]}");
        write(folder, "ontology/o.json", "{'items':[{'id':1,'name':'Car','color':{'r':1,'g':2,'b':3}}]}");
        write(folder, "bounding_box_3d/a.json", "{'annotations':[{'class_id':1,'instance_id':7,'box':{'pose':" + pose
                + ",'length':4,'width':2,'height':1.5},'attributes':{'a':'b'}}]}");
        write(folder, "bounding_box_2d/a.json", "{'annotations':[{'class_id':1,'instance_id':7,'box':{'x':1,'y':2,'w':3,'h':4}}]}");
        write(folder, "point_cloud/a.npz", npz());
        write(folder, "rgb/a.jpg", new byte[] {1});
    }

    private static void sustech(Path folder) throws IOException {
        write(folder, "lidar/1609834785.5.pcd", PCD);
        write(folder, "camera/front/1609834785.5.png", PNG);
        write(folder, "calib/camera/front.json",
                "{'extrinsic': [0,-1,0,0, 0,0,-1,0, 1,0,0,-0.5, 0,0,0,1], 'intrinsic': [500,0,320,0,500,240,0,0,1]}");
        write(folder, "label/1609834785.5.json", "[{'obj_id': '5', 'obj_type': 'Car', 'psr': {'position': {'x': 10, 'y': 2, 'z': -1},"
                + " 'scale': {'x': 4.5, 'y': 1.8, 'z': 1.5}, 'rotation': {'x': 0, 'y': 0, 'z': 0.3}}}]");
    }

    private static Map<String, byte[]> projectFiles() {
        Map<String, byte[]> out = new LinkedHashMap<>();
        out.put("meta.json", "{}".getBytes(StandardCharsets.UTF_8));
        out.put("ds/pointcloud/a.pcd", PCD.getBytes(StandardCharsets.UTF_8));
        out.put("ds/related_images/a_pcd/i.png", PNG);
        out.put("ds/related_images/a_pcd/i.png.json", ("{'name':'i.png','meta':{'deviceId':'c','sensorsData':{'extrinsicMatrix':"
                + "[0,-1,0,0,0,0,-1,0,1,0,0,0],'intrinsicMatrix':[5,0,3,0,5,2,0,0,1]}}}").replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        out.put("ds/ann/a.pcd.json", ("{'objects':[{'key':'o','classTitle':'car','tags':[{'name':'t','value':'v'}]}],'figures':["
                + "{'key':'f','objectKey':'o','geometryType':'cuboid_3d','geometry':{'position':{'x':1,'y':2,'z':3},'rotation':"
                + "{'x':0,'y':0,'z':1},'dimensions':{'x':1,'y':2,'z':3}}}]}").replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        return out;
    }

    private static void project(Path folder) throws IOException {
        for (Map.Entry<String, byte[]> e : projectFiles().entrySet()) {
            write(folder, e.getKey(), e.getValue());
        }
    }

    private static List<byte[]> zip(Path folder) throws IOException {
        List<byte[]> out = new ArrayList<>();
        out.add(zipped(projectFiles()));
        return out;
    }
}
