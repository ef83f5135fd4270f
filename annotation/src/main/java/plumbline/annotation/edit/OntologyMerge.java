package plumbline.annotation.edit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelClass;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.Ontology;

/**
 * Three-way merge of ontologies: a class's own fields as one, its attributes by name. Classes stand in the base's order,
 * new ones after them by name. Labels that one side gave what the other took out of the ontology are found too.
 */
public final class OntologyMerge {
    /** The merged ontology, its version the higher of the two, and what could not be merged. */
    public record Result(Ontology ontology, List<Conflict> conflicts) {}

    private final Ontology base;
    private final Ontology ours;
    private final Ontology theirs;
    private final List<Conflict> conflicts = new ArrayList<>();

    private OntologyMerge(Ontology base, Ontology ours, Ontology theirs) {
        this.base = base;
        this.ours = ours;
        this.theirs = theirs;
    }

    public static Result of(Ontology base, Ontology ours, Ontology theirs) {
        if (ours.equals(theirs) || base.equals(theirs)) {
            return new Result(ours, List.of());
        }
        return base.equals(ours) ? new Result(theirs, List.of()) : new OntologyMerge(base, ours, theirs).merge();
    }

    private Result merge() {
        Map<String, Boolean> names = new LinkedHashMap<>();
        base.classes().forEach(c -> names.put(c.name(), true));
        TreeSet<String> added = new TreeSet<>();
        ours.classes().forEach(c -> added.add(c.name()));
        theirs.classes().forEach(c -> added.add(c.name()));
        added.forEach(n -> names.putIfAbsent(n, true));
        List<LabelClass> classes = new ArrayList<>();
        names.keySet().forEach(n -> merged(base.find(n), ours.find(n), theirs.find(n)).ifPresent(classes::add));
        String name = base.name().equals(ours.name()) ? theirs.name()
                : base.name().equals(theirs.name()) || ours.name().compareTo(theirs.name()) <= 0 ? ours.name() : theirs.name();
        return new Result(new Ontology(name, Math.max(ours.version(), theirs.version()), classes), conflicts);
    }

    private Optional<LabelClass> merged(Optional<LabelClass> b, Optional<LabelClass> o, Optional<LabelClass> t) {
        if (o.equals(t) || b.equals(t)) {
            return o;
        }
        if (b.equals(o)) {
            return t;
        }
        String name = o.or(() -> t).orElseThrow().name();
        if (o.isEmpty() || t.isEmpty()) {
            conflicts.add(new Conflict.Definition(name, "", b, o, t));
            return o.or(() -> t);
        }
        LabelClass own = own(name, b, o.get(), t.get());
        TreeMap<String, Boolean> known = new TreeMap<>();
        List<String> order = new ArrayList<>();
        b.ifPresent(c -> c.attributes().forEach(a -> order.add(a.name())));
        o.get().attributes().forEach(a -> known.put(a.name(), true));
        t.get().attributes().forEach(a -> known.put(a.name(), true));
        known.keySet().stream().filter(n -> !order.contains(n)).forEach(order::add);
        List<LabelClass.Attribute> attributes = new ArrayList<>();
        for (String n : order) {
            attribute(name, n, b, o.get(), t.get()).ifPresent(attributes::add);
        }
        return Optional.of(own.withAttributes(attributes));
    }

    private LabelClass own(String name, Optional<LabelClass> b, LabelClass o, LabelClass t) {
        LabelClass ownO = o.withAttributes(List.of());
        LabelClass ownT = t.withAttributes(List.of());
        Optional<LabelClass> ownB = b.map(c -> c.withAttributes(List.of()));
        if (ownO.equals(ownT) || ownB.equals(Optional.of(ownT))) {
            return o;
        }
        if (ownB.equals(Optional.of(ownO))) {
            return t;
        }
        Conflict c = new Conflict.Definition(name, "", b, Optional.of(o), Optional.of(t));
        conflicts.add(c);
        return of(c, b, Optional.of(o), Optional.of(t)).orElseThrow();
    }

    private Optional<LabelClass.Attribute> attribute(
            String className, String name, Optional<LabelClass> b, LabelClass o, LabelClass t) {
        Optional<LabelClass.Attribute> base = b.flatMap(c -> c.attribute(name));
        Optional<LabelClass.Attribute> here = o.attribute(name);
        Optional<LabelClass.Attribute> there = t.attribute(name);
        if (here.equals(there) || base.equals(there)) {
            return here;
        }
        if (base.equals(here)) {
            return there;
        }
        Conflict c = new Conflict.Definition(
                className, name, only(b, base), only(Optional.of(o), here), only(Optional.of(t), there));
        conflicts.add(c);
        return of(c, base, here, there);
    }

    /** The class with this attribute alone; empty where it has none of the name. */
    private static Optional<LabelClass> only(Optional<LabelClass> c, Optional<LabelClass.Attribute> a) {
        return a.map(x -> c.orElseThrow().withAttributes(List.of(x)));
    }

    private static <T> Optional<T> of(Conflict c, Optional<T> base, Optional<T> ours, Optional<T> theirs) {
        return switch (((Decision.Take) c.undecided()).side()) {
            case BASE -> base;
            case OURS -> ours;
            case THEIRS -> theirs;
        };
    }

    /** What a side gave its labels that its own ontology knows and the merged one does not. */
    public static List<Conflict> missing(
            Ontology merged, Labels base, Labels ours, Ontology oursKnows, Labels theirs, Ontology theirsKnows) {
        Map<String, Conflict.Missing> found = new TreeMap<>();
        missing(found, merged, Merge.touched(base, ours), Side.OURS, oursKnows);
        missing(found, merged, Merge.touched(base, theirs), Side.THEIRS, theirsKnows);
        return List.copyOf(found.values());
    }

    private static void missing(
            Map<String, Conflict.Missing> found, Ontology merged, Map<LabelId, Merge.Touched> touched, Side side,
            Ontology known) {
        List<LabelClass> lacking = known.classes().stream()
                .filter(c -> !merged.find(c.name()).equals(Optional.of(c)))
                .toList();
        if (lacking.isEmpty()) {
            return;
        }
        new TreeMap<>(touched).values().forEach(t -> t.after().ifPresent(l -> lacking.stream()
                .filter(c -> c.name().equals(l.className()))
                .forEach(c -> breaches(l, c, merged.find(c.name()), side)
                        .forEach(m -> found.merge(m.key(), m, OntologyMerge::joined)))));
    }

    private static List<Conflict.Missing> breaches(Label l, LabelClass known, Optional<LabelClass> merged, Side side) {
        if (merged.isEmpty()) {
            return List.of(new Conflict.Missing(known.name(), "", "", side, known, List.of(l.id())));
        }
        List<Conflict.Missing> out = new ArrayList<>();
        l.attributes().forEach((name, value) -> {
            Optional<LabelClass.Attribute> had = known.attribute(name);
            Optional<LabelClass.Attribute> has = merged.get().attribute(name);
            if (had.isPresent() && has.isEmpty()) {
                out.add(new Conflict.Missing(known.name(), name, "", side, known, List.of(l.id())));
            } else if (had.isPresent() && had.get().values().contains(value) && !has.orElseThrow().values().contains(value)
                    && !has.get().values().isEmpty()) {
                out.add(new Conflict.Missing(known.name(), name, value, side, known, List.of(l.id())));
            }
        });
        return out;
    }

    private static Conflict.Missing joined(Conflict.Missing a, Conflict.Missing b) {
        TreeSet<LabelId> ids = new TreeSet<>(a.objects());
        ids.addAll(b.objects());
        return new Conflict.Missing(a.className(), a.attribute(), a.value(), a.knownBy(), a.known(), List.copyOf(ids));
    }
}
