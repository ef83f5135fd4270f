package plumbline.qa.calibration;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plumbline.annotation.Shared;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.LensModel;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Sample;
import plumbline.annotation.scene.Sensor;
import plumbline.annotation.scene.SensorId;
import plumbline.annotation.scene.SensorKind;
import plumbline.annotation.scene.Trajectory;
import plumbline.qa.truth.Truth;
import tools.jackson.databind.JsonNode;

/** Eight real frames of KITTI: sweeps without rings or times, and one rectified camera. The rig stands as the world. */
record KittiPass(Capture capture, List<Truth.Scene> scenes) implements CaptureSource {
    static final SensorId LIDAR = new SensorId("velodyne");
    static final SensorId CAMERA = new SensorId("image_02");

    static KittiPass open(int frameCount) throws IOException {
        List<Truth.Scene> scenes = Truth.kitti();
        // K of P_rect_02 in the drive's calibration; the reference's matrix is K times the pose.
        LensModel.Pinhole lens = new LensModel.Pinhole(1242, 375, 721.5377, 721.5377, 609.5593, 172.854, 0);
        JsonNode m = Truth.json("expected/kitti_raw_0005.json").get("P_velo").get("image_02");
        double[] rows = new double[12];
        for (int j = 0; j < 4; j++) {
            double z = m.get(2).get(j).asDouble();
            rows[j] = (m.get(0).get(j).asDouble() - lens.cx() * z) / lens.fx();
            rows[4 + j] = (m.get(1).get(j).asDouble() - lens.cy() * z) / lens.fy();
            rows[8 + j] = z;
        }
        Pose lidarFromCamera = Pose.ofRowMajor(rows).inverse();
        List<Frame> frames = new ArrayList<>();
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < frameCount; i++) {
            long time = i * 100_000_000L;
            Sample sweep = new Sample(LIDAR, time, Pose.IDENTITY, "kitti-bin", Integer.toString(i));
            Sample image = new Sample(CAMERA, time, lidarFromCamera, "png", Integer.toString(i));
            samples.add(sweep);
            samples.add(image);
            frames.add(new Frame(i, time, Pose.IDENTITY, Map.of(LIDAR, sweep, CAMERA, image)));
        }
        List<Sensor> sensors = List.of(
                new Sensor(LIDAR, SensorKind.LIDAR, Pose.IDENTITY, Optional.empty()),
                new Sensor(CAMERA, SensorKind.CAMERA, lidarFromCamera, Optional.of(lens)));
        return new KittiPass(
                new Capture("kitti", "kitti", "lidar", sensors, LIDAR, frames, samples, Trajectory.EMPTY, List.of()),
                scenes);
    }

    @Override
    public PointBlock points(Sample sample) {
        return scenes.get(Integer.parseInt(sample.key())).points();
    }

    @Override
    public byte[] image(Sample sample) throws IOException {
        String name = String.format("%010d.png", Integer.parseInt(sample.key()));
        String folder = "kitti_raw_0005/2011_09_26/2011_09_26_drive_0005_sync/image_02/data/";
        return Files.readAllBytes(Shared.data(folder + name));
    }

    @Override
    public byte[] raw(Sample sample) throws IOException {
        return image(sample);
    }

    @Override
    public void close() {}
}
