package plumbline.annotation.label;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The classes that labels may have, with a version of their own. */
public record Ontology(String name, int version, List<LabelClass> classes) {
    public Ontology {
        classes = List.copyOf(classes);
    }

    private static final List<LabelClass.Attribute> VEHICLE = List.of(
            new LabelClass.Attribute("occluded", List.of("none", "partly", "mostly"), false),
            new LabelClass.Attribute("state", List.of("moving", "stopped", "parked"), false));
    private static final List<LabelClass.Attribute> PERSON =
            List.of(new LabelClass.Attribute("occluded", List.of("none", "partly", "mostly"), false));

    /** The classes that a new project starts with: street scenes. */
    public static final Ontology STREET = new Ontology("street", 1, List.of(
            new LabelClass("Car", "CA", "Vehicles", 0, 1, 4.5, 1.85, 1.55, VEHICLE),
            new LabelClass("Pedestrian", "PE", "Vulnerable road users", 1, 2, 0.6, 0.65, 1.75, PERSON),
            new LabelClass("Cyclist", "CY", "Vulnerable road users", 4, 3, 1.8, 0.65, 1.75, PERSON),
            new LabelClass("Van", "VA", "Vehicles", 2, 4, 5.3, 2.0, 2.2, VEHICLE),
            new LabelClass("Truck", "TR", "Vehicles", 9, 5, 8.5, 2.5, 3.3, VEHICLE),
            new LabelClass("Bus", "BU", "Vehicles", 5, 6, 12, 2.6, 3.2, VEHICLE),
            new LabelClass("Motorcycle", "MO", "Vulnerable road users", 7, 7, 2.1, 0.8, 1.5, PERSON),
            new LabelClass("Pole", "PO", "Objects", 3, 8, 0.3, 0.3, 5, List.of()),
            new LabelClass("Other", "OT", "Objects", 14, 9, 0, 0, 0, List.of())));

    public Optional<LabelClass> find(String className) {
        return classes.stream().filter(c -> c.name().equals(className)).findFirst();
    }

    /** The classes of one use, in their order. */
    public List<LabelClass> of(LabelClass.Use use) {
        return classes.stream().filter(c -> c.use() == use).toList();
    }

    /** What a label's class is for, by the label's kind. */
    public static LabelClass.Use use(Label l) {
        return switch (l) {
            case Label.Relation r -> LabelClass.Use.RELATION;
            case Label.SceneTag t -> LabelClass.Use.TAG;
            case Label.Cuboid c -> LabelClass.Use.OBJECT;
            case Label.ImageBox b -> LabelClass.Use.OBJECT;
            case Label.PointMask m -> LabelClass.Use.OBJECT;
            case Label.Shape s -> LabelClass.Use.OBJECT;
            case Label.ImageShape s -> LabelClass.Use.OBJECT;
            case Label.ImageMask m -> LabelClass.Use.OBJECT;
        };
    }

    /** This ontology with a plain class for every class name of the labels that it lacks. */
    public Ontology including(Iterable<? extends Label> labels) {
        TreeMap<LabelClass.Use, Set<String>> names = new TreeMap<>();
        labels.forEach(l -> names.computeIfAbsent(use(l), u -> new TreeSet<>()).add(l.className()));
        Ontology out = this;
        for (Map.Entry<LabelClass.Use, Set<String>> e : names.entrySet()) {
            out = out.including(e.getValue(), e.getKey());
        }
        return out;
    }

    /** This ontology with a plain class for every name that it lacks, so imported labels stay readable. */
    public Ontology including(Set<String> names) {
        return including(names, LabelClass.Use.OBJECT);
    }

    private Ontology including(Set<String> names, LabelClass.Use use) {
        Set<String> missing = new TreeSet<>(names);
        classes.forEach(c -> missing.remove(c.name()));
        if (missing.isEmpty()) {
            return this;
        }
        List<LabelClass> all = new java.util.ArrayList<>(classes);
        for (String n : missing) {
            String code = (n + "??").substring(0, 2).toUpperCase(Locale.ROOT);
            all.add(new LabelClass(n, code, "Imported", all.size() % 20, 0, 0, 0, 0, List.of(), use));
        }
        return new Ontology(name, version, all);
    }
}
