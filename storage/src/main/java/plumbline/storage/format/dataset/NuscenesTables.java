package plumbline.storage.format.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import plumbline.annotation.scene.CaptureSource;
import plumbline.storage.format.CaptureFormat;
import plumbline.storage.format.FormatException;
import plumbline.storage.format.json.JsonValue;

/**
 * nuScenes' tables ({@code v1.0-*}: scene, sample, sample_data, ego_pose, ...) beside the data, and Lyft's of the same
 * schema. A capture is one scene: of a set with several, {@code TABLES/SCENE} names it, a path that exists only by
 * that name (docs/formats/nuscenes-tables.md).
 */
public final class NuscenesTables implements CaptureFormat {
    private static final List<String> NEEDED = List.of(
            "scene", "sample", "sample_data", "ego_pose", "calibrated_sensor", "sensor");
    private static final int MOST_NAMED = 20;

    record Scene(String token, String name) {}

    @Override
    public String name() {
        return "nuscenes-tables";
    }

    @Override
    public boolean recognises(Path path) throws IOException {
        return tables(path).isPresent() || namesScene(path);
    }

    /** True for a scene's name below a folder of tables. */
    public static boolean namesScene(Path path) throws IOException {
        Path parent = path.toAbsolutePath().normalize().getParent();
        return !Files.exists(path) && parent != null && tables(parent).isPresent();
    }

    /** The folder with the tables: itself, or the one folder of them inside. */
    private static Optional<Path> tables(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return Optional.empty();
        }
        if (isTables(path)) {
            return Optional.of(path);
        }
        try (Stream<Path> list = Files.list(path)) {
            List<Path> found = list.filter(NuscenesTables::isTables).sorted().toList();
            return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
        }
    }

    private static boolean isTables(Path folder) {
        return NEEDED.stream().allMatch(n -> Files.isRegularFile(folder.resolve(n + ".json")));
    }

    @Override
    public CaptureSource open(Path path) throws IOException {
        Path absolute = path.toAbsolutePath().normalize();
        Optional<Path> own = tables(absolute);
        Path tables = own.isPresent() ? own.get() : tables(absolute.getParent()).orElseThrow();
        List<Scene> scenes = new ArrayList<>();
        JsonRows.each(tables.resolve("scene.json"), r -> scenes.add(new Scene(
                r.get("token").text(), r.find("name").map(NuscenesTables::plain).orElse(r.get("token").text()))));
        String wanted = own.isPresent() ? "" : absolute.getFileName().toString();
        List<Scene> chosen = scenes.stream()
                .filter(s -> wanted.isEmpty() || s.name().equals(wanted) || s.token().equals(wanted))
                .toList();
        if (chosen.size() != 1) {
            throw new FormatException(
                    path.toString(), "", chosen.isEmpty()
                            ? "the tables hold no scene of that name"
                            : "the tables hold " + chosen.size() + " scenes; add a name to the path, as in "
                                    + path.resolve(chosen.getFirst().name()) + ". There are " + names(chosen));
        }
        return new NuscenesScene(tables, chosen.getFirst()).open();
    }

    private static String plain(JsonValue v) {
        return v.node().asString("");
    }

    private static String names(List<Scene> scenes) {
        String first = String.join(", ", scenes.stream().limit(MOST_NAMED).map(Scene::name).toList());
        return scenes.size() > MOST_NAMED ? first + " and " + (scenes.size() - MOST_NAMED) + " more" : first;
    }
}
