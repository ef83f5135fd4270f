package plumbline.annotation.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelClass;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.Ontology;
import plumbline.annotation.label.PointRuns;

/**
 * What a decision changes in the labels and the ontology as they stand: the conflict's fields alone, so that work on
 * other fields since the merge stays. Decisions may be taken again in any order.
 */
public final class Resolution {
    /** Changes of labels, and the ontology as it is to be. */
    public record Outcome(List<Change> changes, Ontology ontology) {}

    private final Labels labels;
    private final Ontology ontology;

    public Resolution(Labels labels, Ontology ontology) {
        this.labels = labels;
        this.ontology = ontology;
    }

    /** Refuses with {@link IllegalArgumentException} what the conflict does not offer. */
    public Outcome apply(Conflict conflict, Decision decision) {
        return switch (conflict) {
            case Conflict.Field f -> changes(field(f, decision));
            case Conflict.Deleted d -> changes(deleted(d, decision));
            case Conflict.SameObject s -> changes(same(s, decision));
            case Conflict.Overlap o -> changes(overlap(o, decision));
            case Conflict.Definition d -> new Outcome(List.of(), definition(d, decision));
            case Conflict.Missing m -> missing(m, decision);
        };
    }

    private Outcome changes(List<Change> changes) {
        return new Outcome(changes, ontology);
    }

    private static IllegalArgumentException refused(String sentence) {
        return new IllegalArgumentException(sentence + " Nothing was changed.");
    }

    private List<Change> field(Conflict.Field f, Decision decision) {
        Label from = switch (decision) {
            case Decision.Take(Side side) -> switch (side) {
                case BASE -> f.base().orElseThrow(() -> refused("Both sides made this label; there is no base to take."));
                case OURS -> f.ours();
                case THEIRS -> f.theirs();
            };
            case Decision.Value(Label value) -> value;
            case Decision.Both none -> throw refused("A field has one value: take ours, theirs or base, or give a value.");
            case Decision.Rename none -> throw refused("A field is given a value, not a name.");
        };
        Label now = labels.find(f.object())
                .orElseThrow(() -> refused("Label " + f.object() + " is not there any more, so its "
                        + f.group().text() + " cannot be decided."));
        if (now.getClass() != from.getClass() && f.group().kind() != FieldGroup.Kind.OBJECT) {
            throw refused("Label " + f.object() + " has become of another kind since.");
        }
        return replaced(now, f.group().with(now, from));
    }

    private List<Change> deleted(Conflict.Deleted d, Decision decision) {
        Optional<Label> now = labels.find(d.object());
        if (!(decision instanceof Decision.Take(Side side))) {
            throw refused("One side deleted the label, the other edited it: take ours, theirs or base.");
        }
        return switch (side) {
            case BASE -> put(d.base());
            // What was edited since the merge stays edited.
            case OURS -> d.ours().isEmpty() ? gone(d.object()) : now.isPresent() ? List.of() : put(d.ours().get());
            case THEIRS -> d.theirs().isEmpty() ? gone(d.object()) : now.isPresent() ? List.of() : put(d.theirs().get());
        };
    }

    private List<Change> same(Conflict.SameObject s, Decision decision) {
        boolean ours = switch (decision) {
            case Decision.Both both -> true;
            case Decision.Take(Side side) -> side == Side.OURS;
            case Decision.Value v -> throw refused("Of two labels take ours, theirs, base (neither) or both.");
            case Decision.Rename r -> throw refused("Of two labels take ours, theirs, base (neither) or both.");
        };
        boolean theirs = decision instanceof Decision.Both || decision instanceof Decision.Take(Side t) && t == Side.THEIRS;
        List<Change> out = new ArrayList<>(present(s.ours(), ours));
        out.addAll(present(s.theirs(), theirs));
        return out;
    }

    private List<Change> present(Label label, boolean wanted) {
        if (!wanted) {
            return gone(label.id());
        }
        return labels.find(label.id()).isPresent() ? List.of() : put(label);
    }

    private List<Change> overlap(Conflict.Overlap o, Decision decision) {
        List<Change> out = new ArrayList<>();
        for (Conflict.Overlap.Mask m : o.masks()) {
            PointRuns share = switch (decision) {
                case Decision.Take(Side side) -> switch (side) {
                    case BASE -> m.base();
                    case OURS -> m.ours();
                    case THEIRS -> m.theirs();
                };
                case Decision.Both both -> LabelMerge.points(m.base(), m.ours(), m.theirs());
                case Decision.Value v -> throw refused("Of points take ours, theirs, base or both.");
                case Decision.Rename r -> throw refused("Of points take ours, theirs, base or both.");
            };
            if (labels.find(m.id()).orElse(null) instanceof Label.PointMask now) {
                out.addAll(replaced(now, now.withPoints(now.points().minus(o.range()).union(share))));
            }
        }
        return out;
    }

    private Ontology definition(Conflict.Definition d, Decision decision) {
        if (!(decision instanceof Decision.Take(Side side))) {
            throw refused("Of a class of the ontology take ours, theirs or base.");
        }
        Optional<LabelClass> from = switch (side) {
            case BASE -> d.base();
            case OURS -> d.ours();
            case THEIRS -> d.theirs();
        };
        if (d.attribute().isEmpty()) {
            boolean whole = d.ours().isEmpty() || d.theirs().isEmpty();
            return withClass(d.className(), from.map(f -> whole
                    ? f
                    : f.withAttributes(ontology.find(d.className()).map(LabelClass::attributes).orElse(f.attributes()))));
        }
        return withAttribute(d.className(), d.attribute(), from.flatMap(c -> c.attribute(d.attribute())));
    }

    private Outcome missing(Conflict.Missing m, Decision decision) {
        return switch (decision) {
            case Decision.Both asTheyAre -> changes(List.of());
            case Decision.Take(Side side) -> {
                if (side != m.knownBy()) {
                    throw refused("Only " + m.knownBy().name().toLowerCase(java.util.Locale.ROOT)
                            + " knows it. Take that side, give another name as the value, or take both to leave the labels as they are.");
                }
                yield new Outcome(List.of(), m.attribute().isEmpty()
                        ? withClass(m.className(), Optional.of(m.known()))
                        : withAttribute(m.className(), m.attribute(), m.known().attribute(m.attribute())));
            }
            case Decision.Rename(String name) -> changes(renamed(m, name));
            case Decision.Value(Label value) -> throw refused("Give a name, not a label.");
        };
    }

    private List<Change> renamed(Conflict.Missing m, String name) {
        if (m.attribute().isEmpty() && ontology.find(name).isEmpty()) {
            throw refused("The ontology has no class \"" + name + "\".");
        }
        List<Change> out = new ArrayList<>();
        for (LabelId id : m.objects()) {
            labels.find(id).filter(l -> l.className().equals(m.className())).ifPresent(l -> {
                TreeMap<String, String> a = new TreeMap<>(l.attributes());
                a.replace(m.attribute(), name);
                out.addAll(replaced(l, m.attribute().isEmpty() ? l.withClass(name) : l.withAttributes(a)));
            });
        }
        return out;
    }

    private Ontology withClass(String name, Optional<LabelClass> wanted) {
        List<LabelClass> out = new ArrayList<>();
        boolean[] found = {false};
        for (LabelClass c : ontology.classes()) {
            if (c.name().equals(name)) {
                found[0] = true;
                wanted.ifPresent(out::add);
            } else {
                out.add(c);
            }
        }
        if (!found[0]) {
            wanted.ifPresent(out::add);
        }
        return new Ontology(ontology.name(), ontology.version(), out);
    }

    private Ontology withAttribute(String className, String attribute, Optional<LabelClass.Attribute> wanted) {
        LabelClass c = ontology.find(className)
                .orElseThrow(() -> refused("The ontology has no class " + className + " any more."));
        List<LabelClass.Attribute> out = new ArrayList<>(c.attributes());
        int at = out.stream().map(LabelClass.Attribute::name).toList().indexOf(attribute);
        if (at >= 0) {
            out.remove(at);
        }
        wanted.ifPresent(a -> out.add(at >= 0 ? at : out.size(), a));
        return withClass(className, Optional.of(c.withAttributes(out)));
    }

    private List<Change> put(Label label) {
        return labels.find(label.id()).map(now -> replaced(now, label)).orElseGet(() -> List.of(Change.create(label)));
    }

    private List<Change> gone(LabelId id) {
        return labels.find(id).map(l -> List.of(Change.delete(l))).orElse(List.of());
    }

    private static List<Change> replaced(Label now, Label wanted) {
        return now.equals(wanted) ? List.of() : List.of(Change.replace(now, wanted));
    }
}
