package plumbline.storage.fuzz;

import java.util.List;
import java.util.stream.Stream;
import plumbline.storage.format.dataset.DatasetFuzz;
import plumbline.storage.format.label.LabelFuzz;
import plumbline.storage.format.point.PointFuzz;
import plumbline.storage.format.rosbag2.RecordingFuzz;
import plumbline.storage.project.ProjectFuzz;
import plumbline.storage.tile.TileFuzz;

/** Every reader; a new one is one line in the list of its package. */
public final class FuzzTargets {
    public static final List<FuzzTarget> ALL = Stream.of(
                    PointFuzz.ALL, RecordingFuzz.ALL, DatasetFuzz.ALL, LabelFuzz.ALL, ProjectFuzz.ALL, TileFuzz.ALL)
            .flatMap(List::stream)
            .toList();

    private FuzzTargets() {}

    public static FuzzTarget named(String name) {
        return ALL.stream()
                .filter(t -> t.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "No reader \"" + name + "\"; there are " + String.join(", ", ALL.stream().map(FuzzTarget::name).toList())));
    }
}
