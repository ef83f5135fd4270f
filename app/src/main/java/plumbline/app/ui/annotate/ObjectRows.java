package plumbline.app.ui.annotate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import plumbline.annotation.label.Label.Cuboid;
import plumbline.annotation.label.LabelClass;
import plumbline.annotation.label.Ontology;
import plumbline.viewer3d.tool.Edits;

/**
 * The objects of a frame as the list shows them: by class group in the ontology's order, then class and track. Pure.
 */
final class ObjectRows {
    /** A line of the list. */
    sealed interface Row {}

    record Group(String name, int count) implements Row {}

    record One(Cuboid cuboid) implements Row {}

    private ObjectRows() {}

    static List<Row> of(Ontology ontology, List<Cuboid> cuboids, String filter) {
        String wanted = filter.strip().toLowerCase(Locale.ROOT);
        Map<String, List<Cuboid>> groups = new LinkedHashMap<>();
        for (Cuboid c : ordered(ontology, cuboids)) {
            if (wanted.isEmpty() || Edits.name(c).toLowerCase(Locale.ROOT).contains(wanted)) {
                groups.computeIfAbsent(group(ontology, c), g -> new ArrayList<>()).add(c);
            }
        }
        List<Row> rows = new ArrayList<>();
        groups.forEach((name, members) -> {
            rows.add(new Group(name, members.size()));
            members.forEach(c -> rows.add(new One(c)));
        });
        return rows;
    }

    static List<Cuboid> ordered(Ontology ontology, List<Cuboid> cuboids) {
        List<String> groups = ontology.classes().stream().map(LabelClass::group).distinct().toList();
        return cuboids.stream()
                .sorted(Comparator.comparingInt((Cuboid c) -> place(groups, group(ontology, c)))
                        .thenComparing(Cuboid::className)
                        .thenComparing(c -> padded(c.track().value())))
                .toList();
    }

    private static int place(List<String> groups, String group) {
        int at = groups.indexOf(group);
        return at < 0 ? groups.size() : at;
    }

    private static String group(Ontology ontology, Cuboid c) {
        return ontology.find(c.className()).map(LabelClass::group).orElse("Other classes");
    }

    /** So that 2 comes before 10. */
    private static String padded(String track) {
        return track.matches("[0-9]{1,18}") ? String.format(Locale.ROOT, "%018d", Long.parseLong(track)) : track;
    }
}
