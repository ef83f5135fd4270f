package plumbline.qa.rules;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.label.Label.Cuboid;
import plumbline.annotation.label.LabelClass;
import plumbline.annotation.review.Finding;
import plumbline.annotation.review.Severity;

/** A size that its class does not have. Usual is what the ontology says, or the median of at least eight objects. */
public final class SizeOfClass implements Rule {
    private static final double FACTOR = 2;
    private static final int FEWEST_OBJECTS = 8;
    private static final String[] SIDES = {"length", "width", "height"};

    @Override
    public String id() {
        return "size.class";
    }

    @Override
    public String title() {
        return "Sizes below half or above twice what is usual for the class";
    }

    @Override
    public List<Finding> check(Scene scene) {
        Map<String, double[]> usual = usual(scene);
        Set<String> told = new HashSet<>();
        List<Finding> out = new ArrayList<>();
        for (Cuboid c : Tracks.cuboids(scene)) {
            double[] expected = usual.getOrDefault(c.className(), new double[3]);
            double[] size = size(c.box());
            int worst = 0;
            for (int i = 1; i < 3; i++) {
                worst = off(size[i], expected[i]) > off(size[worst], expected[worst]) ? i : worst;
            }
            // One sentence per object, not one per frame it is seen in.
            if (off(size[worst], expected[worst]) > FACTOR && told.add(c.track() + "|" + c.className())) {
                out.add(Finding.of(
                        id(), Severity.MEDIUM, Tracks.place(c),
                        "The " + SIDES[worst] + " of " + Tracks.name(c) + " is " + Tracks.text(size[worst], 2)
                                + " m; usual for the class are " + Tracks.text(expected[worst], 2) + " m",
                        Tracks.evidence(
                                "side", SIDES[worst], "metres", Tracks.text(size[worst], 3),
                                "usualMetres", Tracks.text(expected[worst], 3))));
            }
        }
        return out;
    }

    /** How many times too large or too small; 1 where nothing is known. */
    private static double off(double size, double usual) {
        return usual > 0 ? Math.max(size / usual, usual / Math.max(size, 1e-3)) : 1;
    }

    private static Map<String, double[]> usual(Scene scene) {
        Map<String, double[]> out = new TreeMap<>();
        Map<String, List<Cuboid>> first = new TreeMap<>();
        Tracks.of(scene).values().forEach(t -> first.computeIfAbsent(t.getFirst().className(), n -> new ArrayList<>())
                .add(t.getFirst()));
        first.forEach((name, objects) -> {
            if (objects.size() >= FEWEST_OBJECTS) {
                double[] median = new double[3];
                for (int i = 0; i < 3; i++) {
                    int side = i;
                    median[i] = Tracks.median(objects, c -> size(c.box())[side]);
                }
                out.put(name, median);
            }
        });
        for (LabelClass c : scene.ontology().classes()) {
            if (c.typicalLength() > 0) {
                out.put(c.name(), new double[] {c.typicalLength(), c.typicalWidth(), c.typicalHeight()});
            }
        }
        return out;
    }

    private static double[] size(Box box) {
        return new double[] {box.length(), box.width(), box.height()};
    }
}
