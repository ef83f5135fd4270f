package plumbline.storage.project;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import plumbline.annotation.edit.Change;
import plumbline.annotation.edit.ChangeSet;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Origin;
import plumbline.annotation.label.PointRuns;
import plumbline.annotation.label.ReviewState;
import plumbline.annotation.label.TrackId;
import plumbline.annotation.scene.SensorId;
import plumbline.storage.fuzz.FileTarget;
import plumbline.storage.fuzz.FuzzTarget;
import plumbline.storage.sync.Packs;

/** The store's own forms: rows, pages, change sets, and the packs that go over the wire. */
public final class ProjectFuzz {
    public static final List<FuzzTarget> ALL = List.of(
            FileTarget.ofBytes("label-bytes", f -> labels().stream().map(LabelBytes::write).toList(), (where, input, into) ->
                    into.row(LabelBytes.read(where, 3, "id", input))).cutsTold(),
            FileTarget.ofBytes("label-page", f -> List.of(page()), (where, input, into) -> {
                Hash hash = Hash.of(input);
                LabelPage.entries(hash, input).forEach(e -> into.row(e.label(where)));
            }).saying("label"),
            FileTarget.ofBytes("label-node", f -> List.of(node()), (where, input, into) ->
                    LabelPage.children(Hash.of(input), input).forEach(into::row)).saying("label node"),
            FileTarget.ofBytes("change-set", f -> List.of(LabelJson.write(changes()).getBytes(StandardCharsets.UTF_8)),
                    (where, input, into) ->
                            into.row(LabelJson.readChangeSet(where, new String(input, StandardCharsets.UTF_8)))).cutsTold(),
            FileTarget.ofBytes("pack", f -> List.of(pack()), (where, input, into) ->
                    Packs.read(new ByteArrayInputStream(input), (hash, bytes) -> {
                        into.row(hash);
                        into.bytes(bytes);
                    })).withChecksums());

    private ProjectFuzz() {}

    private static List<Label> labels() {
        LabelId id = new LabelId("id");
        TrackId track = new TrackId("7");
        SensorId sensor = new SensorId("lidar top");
        TreeMap<String, String> attributes = new TreeMap<>(Map.of("note", "Fahrrad", "é", "ü"));
        BitSet points = new BitSet();
        points.set(3, 9);
        points.set(100_000);
        return List.of(
                Street.cuboid(new Random(1), "id", 3).withAttributes(attributes),
                new Label.ImageBox(id, track, "Car", 3, sensor, 1, 2, 3, 9, attributes, Origin.HAND, true, ReviewState.SUBMITTED),
                new Label.PointMask(
                        id, track, "Road", 3, sensor, PointRuns.of(points), 5, attributes, Origin.AUTOMATIC, false,
                        ReviewState.OPEN));
    }

    private static byte[] page() {
        LabelBytes.Out out = new LabelBytes.Out();
        LabelPage.begin(out);
        labels().forEach(l -> LabelPage.add(out, LabelPage.entry(l)));
        return out.bytes();
    }

    private static byte[] node() {
        LabelKey key = new LabelKey(3, LabelBytes.utf8("id"));
        return LabelPage.node(List.of(new LabelPage.Child(key, Hash.of(page()), 3), new LabelPage.Child(key, Hash.of(new byte[1]), 4)));
    }

    private static ChangeSet changes() {
        return new ChangeSet("Edit", List.of(Change.create(labels().getFirst()), Change.delete(Street.cuboid(new Random(2), "other", 1))));
    }

    private static byte[] pack() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var out = Packs.writer(bytes)) {
            for (byte[] o : List.of("first".getBytes(StandardCharsets.UTF_8), new byte[0], new byte[50])) {
                Packs.write(out, Hash.of(o), o);
            }
        }
        return bytes.toByteArray();
    }
}
