package plumbline.annotation.label;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One step of a change of an ontology: what becomes of the classes, and of the labels that were made under them. Steps follow
 * one another. {@link #apply(Ontology)} refuses with an {@link IllegalArgumentException} what cannot be done.
 */
public sealed interface OntologyStep {
    Ontology apply(Ontology ontology);

    /** The label as it is to be; the same where the step does not concern it. */
    Label apply(Label label);

    /** {@code Rename Car to Passenger car}. */
    String words();

    record AddClass(LabelClass added) implements OntologyStep {
        @Override
        public Ontology apply(Ontology o) {
            free(o, added.name());
            List<LabelClass> out = new ArrayList<>(o.classes());
            out.add(added);
            return with(o, out);
        }

        @Override
        public Label apply(Label l) {
            return l;
        }

        @Override
        public String words() {
            return "Add " + added.name();
        }
    }

    /** Colour, code, group, key and typical sizes; the attributes stay as they are. */
    record EditClass(LabelClass edited) implements OntologyStep {
        @Override
        public Ontology apply(Ontology o) {
            return put(o, edited.name(), edited.withAttributes(known(o, edited.name()).attributes()));
        }

        @Override
        public Label apply(Label l) {
            return l;
        }

        @Override
        public String words() {
            return "Edit " + edited.name();
        }
    }

    record RenameClass(String from, String to) implements OntologyStep {
        @Override
        public Ontology apply(Ontology o) {
            free(o, to);
            return put(o, from, renamed(known(o, from), to));
        }

        @Override
        public Label apply(Label l) {
            return l.className().equals(from) ? l.withClass(to) : l;
        }

        @Override
        public String words() {
            return "Rename " + from + " to " + to;
        }
    }

    /** One class becomes part of another, which takes over the attributes that it lacks; none of them is required. */
    record MergeClass(String from, String into) implements OntologyStep {
        @Override
        public Ontology apply(Ontology o) {
            LabelClass gone = known(o, from);
            LabelClass kept = known(o, into);
            if (from.equals(into) || gone.use() != kept.use()) {
                throw new IllegalArgumentException(from + " cannot become part of " + into + ".");
            }
            List<LabelClass.Attribute> all = new ArrayList<>(kept.attributes());
            for (LabelClass.Attribute a : gone.attributes()) {
                if (kept.attribute(a.name()).isEmpty()) {
                    all.add(new LabelClass.Attribute(a.name(), a.values(), false, a.scope()));
                }
            }
            List<LabelClass> out = new ArrayList<>(put(o, into, kept.withAttributes(all)).classes());
            out.removeIf(c -> c.name().equals(from));
            return with(o, out);
        }

        @Override
        public Label apply(Label l) {
            return l.className().equals(from) ? l.withClass(into) : l;
        }

        @Override
        public String words() {
            return "Make " + from + " part of " + into;
        }
    }

    /** Each answer to one attribute becomes a class of its own; labels without such an answer keep their class. */
    record SplitClass(String from, String attribute, Map<String, String> classOfValue) implements OntologyStep {
        public SplitClass {
            classOfValue = java.util.Collections.unmodifiableMap(new TreeMap<>(classOfValue));
            if (classOfValue.isEmpty()) {
                throw new IllegalArgumentException("Say which value of " + attribute + " becomes which class.");
            }
        }

        @Override
        public Ontology apply(Ontology o) {
            LabelClass whole = known(o, from);
            if (whole.attribute(attribute).isEmpty()) {
                throw new IllegalArgumentException(from + " has no attribute " + attribute + ".");
            }
            List<LabelClass.Attribute> rest =
                    whole.attributes().stream().filter(a -> !a.name().equals(attribute)).toList();
            List<LabelClass> out = new ArrayList<>(o.classes());
            for (String name : new java.util.TreeSet<>(classOfValue.values())) {
                if (o.find(name).isEmpty()) {
                    LabelClass part = renamed(whole, name).withAttributes(rest);
                    out.add(new LabelClass(
                            part.name(), part.code(), part.group(), out.size() % 20, 0, part.typicalLength(),
                            part.typicalWidth(), part.typicalHeight(), part.attributes(), part.use()));
                }
            }
            return with(o, out);
        }

        @Override
        public Label apply(Label l) {
            String to = l.className().equals(from) ? classOfValue.get(l.attributes().getOrDefault(attribute, "")) : null;
            return to == null ? l : without(l, attribute).withClass(to);
        }

        @Override
        public String words() {
            return "Split " + from + " by " + attribute + " into "
                    + String.join(", ", new java.util.TreeSet<>(classOfValue.values()));
        }
    }

    /** Labels of it stay and stand in the queue of those to be relabelled. */
    record RemoveClass(String name) implements OntologyStep {
        @Override
        public Ontology apply(Ontology o) {
            known(o, name);
            return with(o, o.classes().stream().filter(c -> !c.name().equals(name)).toList());
        }

        @Override
        public Label apply(Label l) {
            return l;
        }

        @Override
        public String words() {
            return "Remove " + name;
        }
    }

    /** A new attribute, or one that is there with other values, need or scope; {@code value} answers labels that have none. */
    record SetAttribute(String className, LabelClass.Attribute attribute, Optional<String> value) implements OntologyStep {
        @Override
        public Ontology apply(Ontology o) {
            LabelClass c = known(o, className);
            if (value.isPresent() && !attribute.values().isEmpty() && !attribute.values().contains(value.get())) {
                throw new IllegalArgumentException(value.get() + " is no value of " + attribute.name() + ".");
            }
            List<LabelClass.Attribute> all = new ArrayList<>(c.attributes());
            int at = all.stream().map(LabelClass.Attribute::name).toList().indexOf(attribute.name());
            if (at >= 0) {
                all.set(at, attribute);
            } else {
                all.add(attribute);
            }
            return put(o, className, c.withAttributes(all));
        }

        @Override
        public Label apply(Label l) {
            if (value.isEmpty() || !l.className().equals(className) || l.attributes().containsKey(attribute.name())) {
                return l;
            }
            TreeMap<String, String> a = new TreeMap<>(l.attributes());
            a.put(attribute.name(), value.get());
            return l.withAttributes(a);
        }

        @Override
        public String words() {
            return "Set attribute " + attribute.name() + " of " + className + (attribute.required() ? ", required" : "");
        }
    }

    /** The attribute goes, from the labels too. */
    record RemoveAttribute(String className, String attribute) implements OntologyStep {
        @Override
        public Ontology apply(Ontology o) {
            LabelClass c = known(o, className);
            has(c, attribute);
            return put(o, className, c.withAttributes(
                    c.attributes().stream().filter(a -> !a.name().equals(attribute)).toList()));
        }

        @Override
        public Label apply(Label l) {
            return l.className().equals(className) ? without(l, attribute) : l;
        }

        @Override
        public String words() {
            return "Remove attribute " + attribute + " of " + className;
        }
    }

    record RenameAttribute(String className, String from, String to) implements OntologyStep {
        @Override
        public Ontology apply(Ontology o) {
            LabelClass c = known(o, className);
            has(c, from);
            if (c.attribute(to).isPresent()) {
                throw new IllegalArgumentException(className + " has an attribute " + to + " already.");
            }
            return put(o, className, c.withAttributes(c.attributes().stream()
                    .map(a -> a.name().equals(from) ? new LabelClass.Attribute(to, a.values(), a.required(), a.scope()) : a)
                    .toList()));
        }

        @Override
        public Label apply(Label l) {
            String value = l.className().equals(className) ? l.attributes().get(from) : null;
            if (value == null) {
                return l;
            }
            TreeMap<String, String> a = new TreeMap<>(l.attributes());
            a.remove(from);
            a.put(to, value);
            return l.withAttributes(a);
        }

        @Override
        public String words() {
            return "Rename attribute " + from + " of " + className + " to " + to;
        }
    }

    /** {@code to} may be a value that is there: two answers become one. */
    record RenameValue(String className, String attribute, String from, String to) implements OntologyStep {
        @Override
        public Ontology apply(Ontology o) {
            LabelClass c = known(o, className);
            if (!has(c, attribute).values().contains(from)) {
                throw new IllegalArgumentException(from + " is no value of " + attribute + ".");
            }
            return put(o, className, c.withAttributes(c.attributes().stream()
                    .map(a -> !a.name().equals(attribute) ? a : new LabelClass.Attribute(
                            a.name(), a.values().stream().map(v -> v.equals(from) ? to : v).distinct().toList(), a.required(),
                            a.scope()))
                    .toList()));
        }

        @Override
        public Label apply(Label l) {
            if (!l.className().equals(className) || !from.equals(l.attributes().get(attribute))) {
                return l;
            }
            TreeMap<String, String> a = new TreeMap<>(l.attributes());
            a.put(attribute, to);
            return l.withAttributes(a);
        }

        @Override
        public String words() {
            return "Rename value " + from + " of " + attribute + " of " + className + " to " + to;
        }
    }

    private static LabelClass known(Ontology o, String name) {
        return o.find(name).orElseThrow(() -> new IllegalArgumentException("The ontology has no class " + name + "."));
    }

    private static LabelClass.Attribute has(LabelClass c, String attribute) {
        return c.attribute(attribute)
                .orElseThrow(() -> new IllegalArgumentException(c.name() + " has no attribute " + attribute + "."));
    }

    private static void free(Ontology o, String name) {
        if (name.isBlank() || name.length() > 200) {
            throw new IllegalArgumentException("A class has a name of 1 to 200 characters.");
        }
        if (o.find(name).isPresent()) {
            throw new IllegalArgumentException("The ontology has a class " + name + " already.");
        }
    }

    private static LabelClass renamed(LabelClass c, String name) {
        return new LabelClass(
                name, c.code(), c.group(), c.colour(), c.hotkey(), c.typicalLength(), c.typicalWidth(), c.typicalHeight(),
                c.attributes(), c.use());
    }

    private static Ontology put(Ontology o, String name, LabelClass now) {
        known(o, name);
        return with(o, o.classes().stream().map(c -> c.name().equals(name) ? now : c).toList());
    }

    private static Ontology with(Ontology o, List<LabelClass> classes) {
        return new Ontology(o.name(), o.version(), classes);
    }

    private static Label without(Label l, String attribute) {
        TreeMap<String, String> a = new TreeMap<>(l.attributes());
        return a.remove(attribute) == null ? l : l.withAttributes(a);
    }
}
