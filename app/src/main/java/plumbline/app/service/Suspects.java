package plumbline.app.service;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.label.Label.Cuboid;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.review.Finding;
import plumbline.annotation.review.Verdict;
import plumbline.storage.project.Project;

/**
 * Boxes that are most worth a second look, worst first. Each reason adds to a box's doubt: a confidence below 1 (by what it
 * lacks), an open finding of the last checks (0.25 to 1 by severity), a size far from its class's median (up to 1, from three
 * times the median deviation of the logarithm), a class with few boxes (0.25). A box without a reason is no suspect.
 */
public final class Suspects {
    /** {@code reasons} in words, the heaviest first; {@code doubt} is their sum. */
    public record Suspect(Cuboid box, double doubt, List<String> reasons) {}

    private record Reason(double doubt, String words) {}

    /** Median and median deviation of the logarithms of length, width and height. */
    private record Usual(double[] median, double[] spread) {}

    private static final int FEW_BOXES = 5;
    /** With fewer boxes than this a class has no usual size. */
    private static final int ENOUGH_BOXES = 12;
    /** A spread below 3 % would make every box of a template an outlier. */
    private static final double LEAST_SPREAD = 0.03;
    private static final double FAR = 3;
    private static final String[] SIDES = {"length", "width", "height"};

    private Suspects() {}

    /** Of the session's capture as it stands, with the findings of its last checks. */
    public static List<Suspect> of(Session session) {
        Project p = session.project();
        Set<String> closed = p.verdicts().stream().map(Verdict::findingId).collect(Collectors.toSet());
        List<Finding> open = p.findings(session.stored().hash()).stream().filter(f -> !closed.contains(f.id())).toList();
        return rank(
                session.labels().all().stream().filter(Cuboid.class::isInstance).map(Cuboid.class::cast).toList(), open);
    }

    static List<Suspect> rank(List<Cuboid> boxes, List<Finding> open) {
        Map<String, List<Cuboid>> byClass = boxes.stream().collect(Collectors.groupingBy(Cuboid::className));
        Map<String, Usual> usual = new HashMap<>();
        byClass.forEach((name, of) -> {
            if (of.size() >= ENOUGH_BOXES) {
                usual.put(name, usual(of));
            }
        });
        Map<LabelId, List<Finding>> found = new HashMap<>();
        open.forEach(f -> f.place().label().ifPresent(id -> found.computeIfAbsent(id, k -> new ArrayList<>()).add(f)));
        List<Suspect> out = new ArrayList<>();
        for (Cuboid c : boxes) {
            List<Reason> reasons = new ArrayList<>();
            if (c.confidence() < 1) {
                reasons.add(new Reason(1 - c.confidence(), String.format(Locale.ROOT, "confidence %.2f", c.confidence())));
            }
            found.getOrDefault(c.id(), List.of()).forEach(f -> reasons.add(new Reason(weight(f), f.rule() + ": " + f.message())));
            if (usual.containsKey(c.className())) {
                size(c, usual.get(c.className()), reasons);
            }
            int same = byClass.get(c.className()).size();
            if (same < FEW_BOXES) {
                reasons.add(new Reason(0.25, same == 1
                        ? "the only box of class " + c.className() : "one of " + same + " boxes of class " + c.className()));
            }
            if (!reasons.isEmpty()) {
                reasons.sort(Comparator.comparingDouble(Reason::doubt).reversed());
                out.add(new Suspect(
                        c, reasons.stream().mapToDouble(Reason::doubt).sum(), reasons.stream().map(Reason::words).toList()));
            }
        }
        out.sort(Comparator.comparingDouble(Suspect::doubt).reversed()
                .thenComparing((Suspect s) -> s.box().frame())
                .thenComparing((Suspect s) -> s.box().id()));
        return out;
    }

    private static double weight(Finding f) {
        return switch (f.severity()) {
            case INFO -> 0.25;
            case MEDIUM -> 0.5;
            case HIGH -> 0.75;
            case CRITICAL -> 1;
        };
    }

    private static void size(Cuboid c, Usual usual, List<Reason> reasons) {
        double[] now = logs(c.box());
        for (int i = 0; i < SIDES.length; i++) {
            double off = (now[i] - usual.median()[i]) / Math.max(LEAST_SPREAD, usual.spread()[i]);
            if (Math.abs(off) > FAR) {
                reasons.add(new Reason(
                        Math.min(1, Math.abs(off) / (4 * FAR)), String.format(
                                Locale.ROOT, "%s %.2f m, usually %.2f m for a %s", SIDES[i], Math.exp(now[i]),
                                Math.exp(usual.median()[i]), c.className())));
            }
        }
    }

    private static Usual usual(List<Cuboid> of) {
        double[] median = new double[3];
        double[] spread = new double[3];
        for (int i = 0; i < 3; i++) {
            int side = i;
            median[i] = median(of.stream().mapToDouble(c -> logs(c.box())[side]).toArray());
            spread[i] = median(of.stream().mapToDouble(c -> Math.abs(logs(c.box())[side] - median[side])).toArray());
        }
        return new Usual(median, spread);
    }

    private static double[] logs(Box b) {
        return new double[] {Math.log(b.length()), Math.log(b.width()), Math.log(b.height())};
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        int n = values.length;
        return n % 2 == 1 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
    }
}
