package plumbline.annotation.label;

import java.util.ArrayList;
import java.util.List;

/** Kinds of relations and questions about scenes that are offered where an ontology has none of that name yet. */
public final class UsualLinks {
    private static final List<LabelClass> RELATIONS = List.of(
            relation("attached to", "AT"), relation("on", "ON"), relation("rides", "RI"), relation("carries", "CA"),
            relation("follows", "FO"), relation("occluded by", "OB"), relation("part of", "PA"));
    private static final List<LabelClass> TAGS = List.of(
            tag("weather", "WE", "clear", "cloudy", "rain", "snow", "fog"), tag("light", "LI", "day", "dusk", "night"),
            tag("road surface", "RS", "dry", "wet", "snowy"), tag("place", "PL", "city", "country", "motorway", "yard"));

    private UsualLinks() {}

    private static LabelClass relation(String name, String code) {
        return new LabelClass(name, code, "Relations", 14, 0, 0, 0, 0, List.of(), LabelClass.Use.RELATION);
    }

    private static LabelClass tag(String name, String code, String... values) {
        return new LabelClass(
                name, code, "Tags", 14, 0, 0, 0, 0,
                List.of(new LabelClass.Attribute(LabelClass.VALUE, List.of(values), false)), LabelClass.Use.TAG);
    }

    /** A question or kind without anything known of it. */
    public static LabelClass plain(String name, LabelClass.Use use) {
        String code = (name + "??").substring(0, 2).toUpperCase(java.util.Locale.ROOT);
        String group = use == LabelClass.Use.RELATION ? "Relations" : "Tags";
        return new LabelClass(name, code, group, 14, 0, 0, 0, 0, List.of(), use);
    }

    /** The ontology's own first, then the usual ones whose name it does not have. */
    public static List<LabelClass> offered(Ontology ontology, LabelClass.Use use) {
        List<LabelClass> out = new ArrayList<>(ontology.of(use));
        for (LabelClass c : use == LabelClass.Use.RELATION ? RELATIONS : use == LabelClass.Use.TAG ? TAGS : List.<LabelClass>of()) {
            if (ontology.find(c.name()).isEmpty()) {
                out.add(c);
            }
        }
        return out;
    }
}
