package plumbline.app.ui.layout;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Where the panes of a workspace stand: for each side its size and its stacks of tabs, from top to bottom at left and
 * right, from left to right below. Immutable; changes are pure functions. A pane that is asked for and not there changes
 * nothing.
 */
public record DockState(Map<Side, Column> sides, Optional<String> full) {
    /** What fills the window when it is none of the stacks but the views in the middle. */
    public static final String VIEWS = "views";

    private static final double LEAST_WEIGHT = 0.08;

    public DockState {
        Map<Side, Column> all = new EnumMap<>(Side.class);
        for (Side s : Side.values()) {
            all.put(s, sides.getOrDefault(s, new Column(0, List.of())));
        }
        sides = Map.copyOf(all);
    }

    /** {@code size} in layout pixels, width or height below; 0 takes the usual one for the window. */
    public record Column(double size, List<Stack> stacks) {
        public Column {
            stacks = List.copyOf(stacks);
        }
    }

    /** Tabs over one another; {@code weight} is its share of the column; {@code shown} one of the panes. */
    public record Stack(String id, double weight, List<String> panes, String shown) {
        public Stack {
            panes = List.copyOf(panes);
            shown = panes.contains(shown) || panes.isEmpty() ? shown : panes.getFirst();
        }
    }

    /** A place in the layout: which stack, at which of its tabs. */
    public record Place(Side side, Stack stack, int tab) {}

    public Optional<Place> find(String pane) {
        for (Side side : Side.values()) {
            for (Stack s : sides.get(side).stacks()) {
                int at = s.panes().indexOf(pane);
                if (at >= 0) {
                    return Optional.of(new Place(side, s, at));
                }
            }
        }
        return Optional.empty();
    }

    public Optional<Stack> stack(String id) {
        return sides.values().stream().flatMap(c -> c.stacks().stream()).filter(s -> s.id().equals(id)).findFirst();
    }

    public List<Stack> filled(Side side) {
        return sides.get(side).stacks().stream().filter(s -> !s.panes().isEmpty()).toList();
    }

    public DockState show(String pane) {
        return find(pane).map(p -> replaced(p.stack().id(), s -> new Stack(s.id(), s.weight(), s.panes(), pane)))
                .orElse(this);
    }

    public DockState sized(Side side, double size) {
        return with(side, new Column(size, sides.get(side).stacks()));
    }

    public DockState filling(Optional<String> what) {
        return new DockState(sides, what.filter(w -> w.equals(VIEWS) || stack(w).isPresent()));
    }

    /** Into another stack, or to another place among its own tabs; it comes to the front there. */
    public DockState moved(String pane, String toStack, int tab) {
        if (find(pane).isEmpty() || stack(toStack).isEmpty()) {
            return this;
        }
        DockState without = without(pane);
        return without.replaced(toStack, s -> {
            List<String> panes = new ArrayList<>(s.panes());
            panes.add(Math.clamp(tab, 0, panes.size()), pane);
            return new Stack(s.id(), s.weight(), panes, pane);
        }).filling(full);
    }

    /** Into a new stack of its own at a side, before the stack at {@code index} there. */
    public DockState split(String pane, Side side, int index) {
        Optional<Place> from = find(pane);
        if (from.isEmpty() || from.get().stack().panes().size() == 1 && from.get().side() == side
                && filled(side).size() == 1) {
            return this;
        }
        List<Stack> stacks = new ArrayList<>(sides.get(side).stacks());
        int at = Math.clamp(index, 0, stacks.size());
        stacks.add(at, new Stack(freeId(), 1, List.of(), pane));
        String made = stacks.get(at).id();
        return with(side, new Column(sides.get(side).size(), stacks)).moved(pane, made, 0).evened(side, made);
    }

    /** To a side: into its first stack that has tabs, or a new one where there is none. */
    public DockState toSide(String pane, Side side) {
        if (find(pane).filter(p -> p.side() == side).isPresent()) {
            return this;
        }
        List<Stack> there = filled(side);
        return there.isEmpty() ? split(pane, side, 0) : moved(pane, there.getLast().id(), Integer.MAX_VALUE);
    }

    /** Moves the line between two stacks of a side by a share of the column. */
    public DockState weighed(Side side, String upper, String lower, double share) {
        Optional<Stack> a = stack(upper);
        Optional<Stack> b = stack(lower);
        if (a.isEmpty() || b.isEmpty()) {
            return this;
        }
        double all = filled(side).stream().mapToDouble(Stack::weight).sum();
        double least = LEAST_WEIGHT * all;
        double by = Math.clamp(
                share * all, Math.min(0, least - a.get().weight()), Math.max(0, b.get().weight() - least));
        return replaced(upper, s -> new Stack(s.id(), s.weight() + by, s.panes(), s.shown()))
                .replaced(lower, s -> new Stack(s.id(), s.weight() - by, s.panes(), s.shown()));
    }

    /**
     * This layout for a workspace that has the panes of {@code usual}: what it does not know goes where it usually stands,
     * what is no longer there falls out, every usual stack stays a place to go back to.
     */
    public DockState fittedTo(DockState usual) {
        Set<String> known = new HashSet<>();
        usual.sides().values().forEach(c -> c.stacks().forEach(s -> known.addAll(s.panes())));
        Set<String> seen = new HashSet<>();
        Set<String> ids = new HashSet<>();
        Map<Side, Column> out = new EnumMap<>(Side.class);
        sides.forEach((side, column) -> {
            List<Stack> stacks = new ArrayList<>();
            for (Stack s : column.stacks()) {
                if (ids.add(s.id())) {
                    List<String> panes = s.panes().stream().filter(p -> known.contains(p) && seen.add(p)).toList();
                    if (panes.isEmpty() && usual.stack(s.id()).isEmpty()) {
                        continue;
                    }
                    stacks.add(new Stack(s.id(), s.weight() > 0 && s.weight() < 1e6 ? s.weight() : 1, panes, s.shown()));
                }
            }
            out.put(side, new Column(Math.clamp(column.size(), 0, 4_000), stacks));
        });
        DockState fitted = new DockState(out, full);
        for (Side side : Side.values()) {
            for (Stack s : usual.sides().get(side).stacks()) {
                fitted = fitted.withUsual(side, s, seen);
            }
        }
        return fitted.filling(full);
    }

    private DockState withUsual(Side side, Stack usual, Set<String> seen) {
        DockState out = this;
        if (stack(usual.id()).isEmpty()) {
            List<Stack> stacks = new ArrayList<>(sides.get(side).stacks());
            stacks.add(new Stack(usual.id(), usual.weight(), List.of(), usual.shown()));
            out = with(side, new Column(sides.get(side).size(), stacks));
        }
        List<String> missing = usual.panes().stream().filter(p -> !seen.contains(p)).toList();
        return missing.isEmpty() ? out : out.replaced(usual.id(), s -> {
            List<String> panes = new ArrayList<>(s.panes());
            panes.addAll(missing);
            return new Stack(s.id(), s.weight(), panes, s.panes().isEmpty() ? usual.shown() : s.shown());
        });
    }

    private DockState without(String pane) {
        return find(pane).map(p -> replaced(p.stack().id(), s -> {
            List<String> panes = new ArrayList<>(s.panes());
            panes.remove(pane);
            String next = panes.isEmpty() ? "" : panes.get(Math.min(p.tab(), panes.size() - 1));
            return new Stack(s.id(), s.weight(), panes, s.shown().equals(pane) ? next : s.shown());
        })).orElse(this);
    }

    /** A new stack takes an equal part of its column. */
    private DockState evened(Side side, String made) {
        List<Stack> filled = filled(side);
        double others = filled.stream().filter(s -> !s.id().equals(made)).mapToDouble(Stack::weight).sum();
        double fair = filled.size() > 1 ? others / (filled.size() - 1) : 1;
        return replaced(made, s -> new Stack(s.id(), fair, s.panes(), s.shown()));
    }

    private String freeId() {
        int n = 1;
        while (stack("own " + n).isPresent()) {
            n++;
        }
        return "own " + n;
    }

    private DockState with(Side side, Column column) {
        Map<Side, Column> next = new EnumMap<>(sides);
        next.put(side, column);
        return new DockState(next, full);
    }

    private DockState replaced(String id, UnaryOperator<Stack> change) {
        Map<Side, Column> next = new EnumMap<>(Side.class);
        sides.forEach((side, c) -> next.put(side, new Column(
                c.size(), c.stacks().stream().map(s -> s.id().equals(id) ? change.apply(s) : s).toList())));
        return new DockState(next, full);
    }
}
