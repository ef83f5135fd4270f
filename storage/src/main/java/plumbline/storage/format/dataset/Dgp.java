package plumbline.storage.format.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.Problem;
import plumbline.storage.format.CaptureFormat;
import plumbline.storage.format.FormatException;
import plumbline.storage.format.json.JsonValue;

/**
 * A scene of a dataset in the Dataset Governance Policy's JSON layout (TRI-ML/dgp): its folder, its {@code
 * scene_*.json}, or the dataset's own JSON, of which the first scene that is there is opened. Every datum has a pose
 * of its own (docs/formats/dgp.md).
 */
public final class Dgp implements CaptureFormat {
    private static final int HEAD_BYTES = 1 << 16;

    @Override
    public String name() {
        return "dgp";
    }

    @Override
    public boolean recognises(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            return !scenes(path).isEmpty() || !datasets(path).isEmpty();
        }
        return isScene(path) || isDataset(path);
    }

    @Override
    public CaptureSource open(Path path) throws IOException {
        List<Problem> problems = new ArrayList<>();
        if (isScene(path)) {
            return new DgpScene(path, problems).open();
        }
        if (isDataset(path)) {
            return new DgpScene(first(path, problems), problems).open();
        }
        List<Path> scenes = scenes(path);
        if (scenes.size() > 1) {
            throw new FormatException(
                    path.toString(), "", "holds " + scenes.size() + " scenes; open one of their scene_*.json files");
        }
        if (scenes.size() == 1) {
            return new DgpScene(scenes.getFirst(), problems).open();
        }
        List<Path> datasets = datasets(path);
        if (datasets.isEmpty()) {
            throw new FormatException(path.toString(), "", "holds neither a scene nor a dataset of DGP");
        }
        return new DgpScene(first(datasets.getFirst(), problems), problems).open();
    }

    private static Path first(Path dataset, List<Problem> problems) throws IOException {
        Path root = dataset.toAbsolutePath().normalize().getParent();
        Set<String> names = new LinkedHashSet<>();
        for (JsonValue split : JsonValue.parse(dataset).get("scene_splits").fields().values()) {
            for (JsonValue f : split.items("filenames")) {
                names.add(f.text());
            }
        }
        List<String> there = names.stream()
                .filter(n -> Files.isRegularFile(root.resolve(n)))
                .toList();
        if (there.isEmpty()) {
            throw new FormatException(dataset.toString(), "/scene_splits", "none of its scenes is there");
        }
        for (String n : names) {
            if (!there.contains(n)) {
                problems.add(new Problem(dataset + ", " + n, "this scene is missing"));
            } else if (!n.equals(there.getFirst())) {
                problems.add(new Problem(dataset + ", " + n, "another scene of the dataset; open its file by itself"));
            }
        }
        return FileCapture.inside(root, there.getFirst());
    }

    private static List<Path> scenes(Path folder) throws IOException {
        return list(folder, Dgp::isScene);
    }

    private static List<Path> datasets(Path folder) throws IOException {
        List<Path> out = new ArrayList<>();
        for (Path p : list(folder, p -> p.getFileName().toString().endsWith(".json"))) {
            if (isDataset(p)) {
                out.add(p);
            }
        }
        return out;
    }

    private static List<Path> list(Path folder, java.util.function.Predicate<Path> filter) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> list = Files.list(folder)) {
            return list.filter(Files::isRegularFile).filter(filter).sorted().toList();
        }
    }

    private static boolean isScene(Path p) {
        return Files.isRegularFile(p) && p.getFileName().toString().matches("scene_[0-9a-f]{40}\\.json");
    }

    private static boolean isDataset(Path p) throws IOException {
        if (!Files.isRegularFile(p) || !p.getFileName().toString().endsWith(".json")) {
            return false;
        }
        try (var in = Files.newInputStream(p)) {
            return new String(in.readNBytes(HEAD_BYTES), java.nio.charset.StandardCharsets.UTF_8)
                    .contains("\"scene_splits\"");
        }
    }
}
