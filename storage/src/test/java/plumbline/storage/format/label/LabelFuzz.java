package plumbline.storage.format.label;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.CaptureSource;
import plumbline.storage.contract.ContractReader;
import plumbline.storage.format.LabelFormat;
import plumbline.storage.format.dataset.KittiLabel2;
import plumbline.storage.format.dataset.KittiTracking;
import plumbline.storage.format.minimise.MinimisationFile;
import plumbline.storage.fuzz.Digest;
import plumbline.storage.fuzz.FileTarget;
import plumbline.storage.fuzz.FolderTarget;
import plumbline.storage.fuzz.FuzzTarget;
import plumbline.storage.project.Streets;

/** The readers of labels, contracts and rules for leaving things out, over one small capture. */
public final class LabelFuzz {
    private static final String RULES = """
            keep:
              - [[-100, -100], [100, -100], [100, 100], [-100, 100]]
            exclude: [[[1, 2], [3, 4], [5, 7]]]
            masks: [{sensor: lidar, azimuth: [150, -150], elevation: [-10, 20], range: [0, 20]}]
            drop_sensors: [cam0]
            """;

    public static final List<FuzzTarget> ALL = List.of(
            FileTarget.of("openlabel", "cut.json", f -> openLabel(f), (path, into) ->
                    labels(new OpenLabel(), path, into)).cutsTold(),
            FolderTarget.of("kitti-label2", f -> kitti(f, "label_2/000001.txt", ""), (folder, into) ->
                    labels(new KittiLabel2(), folder, into)),
            FolderTarget.of("kitti-tracking", f -> kitti(f, "label_02/0000.txt", "1 7 "), (folder, into) ->
                    labels(new KittiTracking(), folder, into)),
            folder("sustech-labels", new SustechLabels()),
            folder("labelcloud", new LabelCloud()),
            FileTarget.of("contract", "cut.yaml", f -> contracts(), (path, into) ->
                    into.row(ContractReader.read(path.toString()))),
            FileTarget.of("minimisation", "cut.yaml", f -> List.of(RULES.getBytes(StandardCharsets.UTF_8)), (path, into) ->
                    into.row(MinimisationFile.read(path, capture()))));

    private LabelFuzz() {}

    private static void kitti(Path folder, String labels, String head) throws IOException {
        String line = "0 0 -1.58 587 173 614 200 1.65 1.67 3.64 -0.65 1.71 46.70 -1.59\n";
        Files.createDirectories(folder.resolve(labels).getParent());
        Files.createDirectories(folder.resolve("calib"));
        Files.writeString(folder.resolve(labels), head + "Car " + line + head + "Van " + line);
        Files.writeString(folder.resolve("calib").resolve(Path.of(labels).getFileName()), "P2: 700 0 600 45 0 700 180 0 0 0 1 0\n"
                + "R0_rect: 1 0 0 0 1 0 0 0 1\nTr_velo_to_cam: 0 -1 0 0 0 0 -1 -0.1 1 0 0 -0.3\n"
                + "Tr_imu_to_velo: 1 0 0 0 0 1 0 0 0 0 1 0\n");
    }

    private static Capture capture() throws IOException {
        try (CaptureSource street = Streets.small()) {
            return street.capture();
        }
    }

    private static List<Path> write(LabelFormat format, Path to) throws IOException {
        try (CaptureSource street = Streets.small()) {
            return format.write(to, street.labels(), street.ontology(), street.capture());
        }
    }

    private static void labels(LabelFormat format, Path path, Digest into) throws IOException {
        into.value(format.recognises(path));
        LabelFormat.Read read = format.read(path, capture());
        into.problems(read.problems());
        read.labels().forEach(into::row);
        into.value(read.ontology());
    }

    private static FolderTarget folder(String name, LabelFormat format) {
        return FolderTarget.of(name, folder -> write(format, folder), (folder, into) -> labels(format, folder, into));
    }

    private static List<byte[]> openLabel(Path folder) throws IOException {
        Path file = folder.resolve("a.json");
        write(new OpenLabel(), file);
        return List.of(Files.readAllBytes(file));
    }

    private static List<byte[]> contracts() throws IOException {
        List<byte[]> out = new ArrayList<>();
        for (String t : ContractReader.TEMPLATES) {
            out.add(ContractReader.templateText(t));
        }
        return out;
    }
}
