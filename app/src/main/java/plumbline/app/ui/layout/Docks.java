package plumbline.app.ui.layout;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import plumbline.app.ui.parts.DockPane;
import plumbline.app.ui.parts.DockTabs;
import plumbline.app.ui.parts.Parts;

/**
 * A workspace's docks about its views: stacks of tabs left, right and below, lines between them to drag, one stack or the
 * views filling the window, and the right side as a rail of icons where the window is small. It shows a
 * {@link DockState} and asks for the next one. Lives on the FX thread; built once, filled, then {@link #begin} is called.
 */
public final class Docks extends Region {
    static final double GAP = 1;
    static final double RAIL = 40;
    private static final double RAIL_BELOW_WIDTH = 1200;
    private static final double RAIL_BELOW_HEIGHT = 700;

    private final Node views;
    private final DockSizes sizes;
    private final Map<String, DockTabs> stacks = new LinkedHashMap<>();
    private final Map<Side, List<DockState.Stack>> places = new EnumMap<>(Side.class);
    private final Map<String, DockPane> panes = new LinkedHashMap<>();
    private final Map<String, String> homes = new LinkedHashMap<>();
    private final List<DockDivider> dividers = new ArrayList<>();
    private final DockRail rail = new DockRail(this::openFromRail);
    private final Button back = Parts.button("Back to the layout", "Ctrl+Alt+F", () -> fill(Optional.empty()));
    private final Region target = new Region();
    private final ReadOnlyDoubleWrapper leftWidth = new ReadOnlyDoubleWrapper();
    private final DockDrag drag = new DockDrag(this);
    private Runnable kept = () -> {};
    private DockState usual = new DockState(Map.of(), Optional.empty());
    private DockState state = usual;
    private boolean begun;
    private boolean applying;
    private boolean railed;
    private Optional<DockPane> last = Optional.empty();
    private DockLayout layout = DockLayout.NONE;

    public Docks(Node views, DockSizes sizes) {
        this.views = views;
        this.sizes = sizes;
        getStyleClass().add("docks");
        target.getStyleClass().add("dock-target");
        target.setMouseTransparent(true);
        target.setManaged(false);
        target.setVisible(false);
        back.getStyleClass().add("dock-back");
        Parts.tip(back, "Shows the docks again (Ctrl+Alt+F)");
        setMinSize(0, 0);
        widthProperty().addListener(o -> sized());
        heightProperty().addListener(o -> sized());
        addEventFilter(MouseEvent.MOUSE_PRESSED, e -> last = holder(e.getTarget()).or(() -> last));
    }

    /** A window that is small in either way has its right docks as a rail. */
    private void sized() {
        boolean small = getWidth() > 0 && getHeight() > 0
                && (getWidth() < RAIL_BELOW_WIDTH || getHeight() < RAIL_BELOW_HEIGHT);
        if (small != railed) {
            railed = small;
            rail.close();
            arrange();
        }
    }

    /** A stack that this workspace has from the start; its panes are added before or after. What shows in it now shows first. */
    public Docks at(Side side, String id, DockTabs stack, double weight) {
        stacks.put(id, stack);
        places.computeIfAbsent(side, s -> new ArrayList<>()).add(new DockState.Stack(id, weight, List.of(), stack.shownProperty().get()));
        return this;
    }

    /** Everything is added: shows a layout that was kept, or the usual one; {@code changed} is told of each later one. */
    public Docks begin(Optional<DockState> wanted, Runnable changed) {
        stacks.forEach((id, stack) -> {
            stack.setHost(new Hands());
            stack.panes().forEach(p -> {
                panes.putIfAbsent(p.name(), p);
                homes.putIfAbsent(p.name(), id);
            });
        });
        usual = usualNow();
        begun = true;
        show(wanted.map(w -> w.fittedTo(usual)).orElse(usual));
        kept = changed;
        return this;
    }

    public DockState state() {
        return state;
    }

    /** What the program begins with. */
    public DockState usual() {
        return usual;
    }

    /** Shows a layout and tells that it is the one now. */
    public void change(DockState next) {
        DockState fitted = next.fittedTo(usual);
        if (!fitted.equals(state)) {
            show(fitted);
            kept.run();
        }
    }

    /** The width of the left docks as they are shown, or would be: name columns of timelines follow it. */
    public ReadOnlyDoubleProperty leftWidthProperty() {
        return leftWidth.getReadOnlyProperty();
    }

    /** All panes in the order in which they were added. */
    public List<DockPane> panes() {
        return List.copyOf(panes.values());
    }

    /** The pane that has the focus, or had the pointer last. */
    public Optional<DockPane> current() {
        Node focused = getScene() == null ? null : getScene().getFocusOwner();
        return holder(focused).or(() -> last).or(() -> panes.values().stream().findFirst());
    }

    private Optional<DockPane> holder(Object within) {
        for (Node n = within instanceof Node at ? at : null; n != null && n != this; n = n.getParent()) {
            if (n instanceof DockTabs stack && stacks.containsValue(stack)) {
                return stack.panes().stream().filter(p -> p.name().equals(stack.shownProperty().get())).findFirst();
            }
        }
        return Optional.empty();
    }

    /** A stack's id or {@link DockState#VIEWS} fills the window, or nothing does any more. */
    public void fill(Optional<String> what) {
        show(state.filling(what));
    }

    /** What fills the window gives way to the layout; otherwise the stack of the current pane fills it. */
    public void toggleFull() {
        fill(state.full().isPresent() ? Optional.empty() : current().flatMap(p -> state.find(p.name()))
                .map(p -> p.stack().id()).or(() -> Optional.of(DockState.VIEWS)));
    }

    /** Brings a pane to sight, wherever it stands. */
    public void reveal(DockPane pane) {
        pane.at().front(pane);
    }

    DockTabs stack(String id) {
        return stacks.get(id);
    }

    String id(DockTabs stack) {
        return stacks.entrySet().stream().filter(e -> e.getValue() == stack).findFirst().orElseThrow().getKey();
    }

    Node views() {
        return views;
    }

    /** Where a pane that is dragged would go, in pixels of this region; empty takes the mark away. */
    void mark(Optional<double[]> xywh) {
        target.setVisible(xywh.isPresent());
        xywh.ifPresent(r -> target.resizeRelocate(r[0], r[1], r[2], r[3]));
    }

    // Showing a state

    private DockState usualNow() {
        Map<Side, DockState.Column> sides = new EnumMap<>(Side.class);
        places.forEach((side, there) -> sides.put(side, new DockState.Column(0, there.stream().map(s -> {
            List<String> names = panes.values().stream().filter(p -> homes.get(p.name()).equals(s.id()))
                    .map(DockPane::name).toList();
            return new DockState.Stack(s.id(), s.weight(), names, names.isEmpty() ? "" : s.shown());
        }).toList())));
        return new DockState(sides, Optional.empty());
    }

    private void show(DockState next) {
        state = next;
        applying = true;
        for (Side side : Side.values()) {
            for (DockState.Stack s : state.sides().get(side).stacks()) {
                DockTabs tabs = stacks.computeIfAbsent(s.id(), id -> {
                    DockTabs made = new DockTabs();
                    made.setHost(new Hands());
                    return made;
                });
                List<DockPane> wanted = s.panes().stream().map(panes::get).toList();
                for (int i = 0; i < wanted.size(); i++) {
                    DockPane pane = wanted.get(i);
                    if (i >= tabs.panes().size() || tabs.panes().get(i) != pane) {
                        pane.at().release(pane);
                        tabs.take(pane, i);
                    }
                }
                if (!wanted.isEmpty()) {
                    tabs.front(panes.get(s.shown()));
                }
            }
        }
        applying = false;
        arrange();
    }

    /** Puts what is to be seen now into the scene graph, and makes the lines between. */
    private void arrange() {
        List<Node> children = new ArrayList<>();
        dividers.clear();
        Optional<String> full = state.full();
        if (full.isPresent()) {
            children.add(full.get().equals(DockState.VIEWS) ? views : stacks.get(full.get()));
            if (full.get().equals(DockState.VIEWS)) {
                children.add(back);
            }
        } else {
            children.add(views);
            for (Side side : Side.values()) {
                state.filled(side).stream().map(s -> stacks.get(s.id())).filter(t -> side != Side.RIGHT || !railed)
                        .forEach(children::add);
            }
            if (railed && !state.filled(Side.RIGHT).isEmpty()) {
                rail.show(state.filled(Side.RIGHT).stream().flatMap(s -> s.panes().stream()).map(panes::get).toList());
                children.add(rail);
                rail.open().map(DockPane::at).ifPresent(children::add);
            }
            dividers.addAll(new DockLines(this).of(state, railed));
            children.addAll(dividers);
        }
        stacks.values().forEach(t -> t.getStyleClass().remove("flyout"));
        if (railed) {
            rail.open().ifPresent(p -> p.at().getStyleClass().add("flyout"));
        }
        children.add(target);
        if (!getChildren().equals(children)) {
            getChildren().setAll(children);
        }
        requestLayout();
    }

    double size(Side side) {
        return switch (side) {
            case LEFT -> layout.left();
            case RIGHT -> layout.right();
            case BOTTOM -> layout.bottom();
        };
    }

    /** Makes a side larger by some pixels, within its limits. */
    void resize(Side side, double by) {
        double[] limits = switch (side) {
            case LEFT -> new double[] {DockSizes.LEAST_LEFT, DockSizes.MOST_LEFT};
            case RIGHT -> new double[] {DockSizes.LEAST_RIGHT, DockSizes.MOST_RIGHT};
            case BOTTOM -> new double[] {DockSizes.LEAST_BOTTOM, Math.max(DockSizes.LEAST_BOTTOM, getHeight() / 2)};
        };
        state = state.sized(side, Math.clamp(size(side) + by, limits[0], limits[1]));
        measure();
        requestLayout();
    }

    /** Moves the line between two stacks so that the first is so many pixels long. */
    void stretch(Side side, String upper, String lower, double pixels) {
        boolean below = side == Side.BOTTOM;
        DockTabs first = stacks.get(upper);
        double all = below ? getWidth() : layout.upperHeight();
        double now = below ? first.getWidth() : first.getHeight();
        state = state.weighed(side, upper, lower, (pixels - now) / Math.max(1, all));
        setNeedsLayout(true);
        layout();
    }

    void keep() {
        kept.run();
    }

    private void measure() {
        layout = DockLayout.of(state, sizes, getWidth(), getHeight(), railed);
        leftWidth.set(layout.left());
    }

    /** Moves a side's edge and keeps it, for keys. */
    public void resizeAndKeep(Side side, double by) {
        resize(side, by);
        kept.run();
    }

    private void openFromRail(Optional<DockPane> pane) {
        pane.ifPresent(p -> p.at().front(p));
        arrange();
    }

    /** Something that Esc takes away: a tab under way, or a pane of the rail over the views. */
    boolean passing() {
        return drag.underway() || rail.open().isPresent();
    }

    void drop() {
        if (!drag.cancel()) {
            rail.close();
            arrange();
        }
    }

    // Sizes in pixels

    @Override
    protected void layoutChildren() {
        measure();
        if (state.full().isPresent()) {
            Node one = getChildren().getFirst();
            one.resizeRelocate(0, 0, getWidth(), getHeight());
            back.autosize();
            back.relocate(Math.round((getWidth() - back.getWidth()) / 2), 8);
            return;
        }
        double[] v = layout.views();
        views.resizeRelocate(v[0], v[1], v[2], v[3]);
        List<double[]> lines = new ArrayList<>(layout.edges());
        for (Side side : Side.values()) {
            if (side == Side.RIGHT && railed) {
                continue;
            }
            List<DockState.Stack> there = state.filled(side);
            List<double[]> boxes = layout.stacks(side, there, there.stream().map(s -> stacks.get(s.id())).toList());
            for (int i = 0; i < there.size(); i++) {
                double[] b = boxes.get(i);
                stacks.get(there.get(i).id()).resizeRelocate(b[0], b[1], b[2], b[3]);
                if (i > 0) {
                    lines.add(side == Side.BOTTOM
                            ? new double[] {b[0] - GAP, b[1], GAP, b[3]} : new double[] {b[0], b[1] - GAP, b[2], GAP});
                }
            }
        }
        for (int i = 0; i < dividers.size(); i++) {
            double[] l = lines.get(i);
            double w = l[2] <= GAP ? DockDivider.HIT : l[2];
            double h = l[3] <= GAP ? DockDivider.HIT : l[3];
            dividers.get(i).resizeRelocate(l[0] - (w - l[2]) / 2, l[1] - (h - l[3]) / 2, w, h);
        }
        if (railed && !state.filled(Side.RIGHT).isEmpty()) {
            rail.resizeRelocate(getWidth() - RAIL, 0, RAIL, layout.upperHeight());
            rail.open().map(DockPane::at).ifPresent(t -> t.resizeRelocate(
                    getWidth() - RAIL - layout.right(), 0, layout.right(), layout.upperHeight()));
        }
    }

    /** What the tabs tell. */
    private final class Hands implements DockTabs.Host {
        @Override
        public void shown(DockPane pane) {
            if (applying || !begun) {
                return;
            }
            last = Optional.of(pane);
            DockState next = state.show(pane.name());
            if (next.full().filter(f -> !f.equals(id(pane.at()))).isPresent()) {
                next = next.filling(Optional.empty());
            }
            if (!next.equals(state)) {
                show(next);
                kept.run();
            }
            if (railed && state.find(pane.name()).filter(p -> p.side() == Side.RIGHT).isPresent()
                    && rail.open().filter(p -> p == pane).isEmpty()) {
                rail.open(pane);
                arrange();
            }
        }

        @Override
        public void added(DockTabs to, DockPane pane) {
            panes.put(pane.name(), pane);
            homes.put(pane.name(), id(to));
            usual = usualNow();
            show(state.fittedTo(usual));
        }

        @Override
        public void tabMouse(DockPane pane, MouseEvent event) {
            drag.mouse(pane, event);
        }
    }
}
