package plumbline.annotation.edit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.label.Form;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelHead;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.Origin;
import plumbline.annotation.label.Pixel;
import plumbline.annotation.label.PointRuns;
import plumbline.annotation.label.ReviewState;
import plumbline.annotation.label.TrackId;
import plumbline.annotation.scene.SensorId;
import plumbline.annotation.scene.Vec3;

/** Small scenes and edits of them from a seed; values are few, so that sides often meet. */
final class RandomSides {
    private static final String[] CLASSES = {"Car", "Van", "Tree"};
    private static final SensorId[] SENSORS = {new SensorId("top"), new SensorId("left")};

    private final Random random;
    private int made;

    RandomSides(long seed) {
        this.random = new Random(seed);
    }

    Labels scene() {
        List<Label> out = new ArrayList<>();
        int n = random.nextInt(7);
        for (int i = 0; i < n; i++) {
            out.add(label("base-" + i));
        }
        return Labels.of(out);
    }

    /** {@code who} names what this side makes; now and then both sides make the same id. */
    Labels edited(Labels base, String who) {
        List<Label> put = new ArrayList<>();
        Set<LabelId> removed = new HashSet<>();
        base.forEach(l -> {
            int dice = random.nextInt(10);
            if (dice == 0) {
                removed.add(l.id());
            } else if (dice < 6) {
                Label next = l;
                for (int i = random.nextInt(3); i >= 0; i--) {
                    next = edit(next);
                }
                put.add(next);
            }
        });
        for (int i = random.nextInt(5); i > 0; i--) {
            put.add(label(random.nextInt(4) == 0 ? "shared-" + random.nextInt(3) : who + "-" + made++));
        }
        return base.with(put, removed);
    }

    private Label edit(Label l) {
        return switch (random.nextInt(8)) {
            case 0 -> l.withClass(CLASSES[random.nextInt(3)]);
            case 1 -> l.withTrack(new TrackId("t" + random.nextInt(3)));
            case 2 -> l.withReview(ReviewState.values()[random.nextInt(4)]);
            case 3 -> l.withFinalised(random.nextBoolean());
            case 4 -> attribute(l, "occluded");
            case 5 -> attribute(l, "state");
            case 6 -> l.withOrigin(Origin.values()[random.nextInt(2)]);
            default -> moved(l);
        };
    }

    private Label attribute(Label l, String name) {
        TreeMap<String, String> a = new TreeMap<>(l.attributes());
        if (random.nextInt(3) == 0) {
            a.remove(name);
        } else {
            a.put(name, "v" + random.nextInt(3));
        }
        return l.withAttributes(a);
    }

    private Label moved(Label l) {
        return switch (l) {
            case Label.Cuboid c when random.nextInt(12) == 0 -> label(c.id().value());
            case Label.Cuboid c -> c.withBox(box());
            case Label.ImageBox b -> new Label.ImageBox(
                    b.id(), b.track(), b.className(), b.frame(), b.camera(), b.left() + 1, b.top(), b.right() + 1, b.bottom(),
                    b.attributes(), b.origin(), b.finalised(), b.review());
            case Label.PointMask m -> m.withPoints(random.nextBoolean()
                    ? m.points().union(runs())
                    : m.points().minus(runs()));
            case Label.Shape x when x.vertices().size() > 4 -> x.withVertices(x.vertices().subList(1, x.vertices().size()));
            case Label.Shape x -> x.withVertices(Stream.concat(x.vertices().stream(), Stream.of(corner())).toList());
            case Label.ImageShape x -> x.withVertices(Stream.concat(x.vertices().stream(), Stream.of(pixel())).toList());
            case Label.ImageMask m when random.nextInt(12) == 0 -> new Label.ImageMask(m.head(), m.camera(), 8, 8, runs());
            case Label.ImageMask m -> m.withPixels(random.nextBoolean()
                    ? m.pixels().union(runs())
                    : m.pixels().minus(runs()));
            case Label.Relation r -> random.nextBoolean()
                    ? r.withTo(new TrackId("t" + random.nextInt(3)))
                    : new Label.Relation(r.head(), r.to(), r.frame() + random.nextInt(4));
            case Label.SceneTag t -> random.nextBoolean()
                    ? t.withValue("v" + random.nextInt(3))
                    : new Label.SceneTag(t.head(), t.value(), t.frame() + random.nextInt(4));
        };
    }

    private Label label(String id) {
        LabelId i = new LabelId(id);
        TrackId t = new TrackId("t" + random.nextInt(9));
        String c = CLASSES[random.nextInt(3)];
        int frame = random.nextInt(3);
        TreeMap<String, String> a = new TreeMap<>(Map.of("occluded", "v" + random.nextInt(3)));
        LabelHead head = LabelHead.byHand(i, t, c, frame).withAttributes(a);
        return switch (random.nextInt(13)) {
            case 4 -> new Label.Shape(head, Form.values()[random.nextInt(3)], List.of(corner(), corner(), corner()));
            case 5 -> new Label.ImageShape(
                    head, SENSORS[random.nextInt(2)], Form.values()[random.nextInt(3)], List.of(pixel(), pixel(), pixel()));
            case 6 -> new Label.ImageMask(head, SENSORS[random.nextInt(2)], 8, 6, runs());
            case 7 -> new Label.Relation(head, new TrackId("t" + random.nextInt(3)), frame + random.nextInt(3));
            case 8 -> new Label.SceneTag(head.withTrack(Label.SceneTag.SCENE), "v" + random.nextInt(3), Label.TO_THE_END);
            case 0 -> new Label.ImageBox(i, t, c, frame, SENSORS[random.nextInt(2)], 1, 2, 4 + random.nextInt(9), 9, a,
                    Origin.HAND, false);
            case 1 -> new Label.Cuboid(i, t, c, frame, box(), a, Origin.HAND, false, 1);
            default -> new Label.PointMask(i, t, c, frame, SENSORS[random.nextInt(2)], runs(), random.nextInt(2), a,
                    Origin.HAND, false, ReviewState.OPEN);
        };
    }

    private Vec3 corner() {
        return new Vec3(random.nextInt(9), random.nextInt(3), 0);
    }

    private Pixel pixel() {
        return new Pixel(random.nextInt(9), random.nextInt(3));
    }

    private Box box() {
        return Box.upright(new Vec3(random.nextInt(12), random.nextInt(3), 0), 4, 2, 1.5, random.nextInt(3));
    }

    private PointRuns runs() {
        PointRuns out = PointRuns.EMPTY;
        for (int i = random.nextInt(3); i >= 0; i--) {
            int from = random.nextInt(30);
            out = out.union(PointRuns.ofBounds(from, from + 1 + random.nextInt(8)));
        }
        return out;
    }
}
