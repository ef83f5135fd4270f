package plumbline.app.ui.annotate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import plumbline.annotation.label.Label.Cuboid;
import plumbline.annotation.label.TrackId;
import plumbline.annotation.scene.PointBlock;
import plumbline.app.service.Session;
import plumbline.app.ui.Failures;
import plumbline.app.ui.KeyHint;
import plumbline.app.ui.Ui;
import plumbline.app.ui.parts.EmptyState;
import plumbline.app.ui.parts.Parts;
import plumbline.viewer3d.tool.Edits;

/**
 * One object across time: a column of small top, side and rear views for each frame, over the 3D view. A box is edited in any
 * of them; the frames between keyframes follow at once.
 */
final class BatchGrid extends VBox {
    static final List<KeyHint> HINTS = List.of(
            new KeyHint("W A S D", "nudge in the view under the pointer"),
            new KeyHint("Q E", "turn"),
            new KeyHint("R", "refit"),
            new KeyHint("K", "keyframe"),
            new KeyHint("F", "finalise"),
            new KeyHint("Left Right", "frames before, after"),
            new KeyHint("− +", "fewer, more frames between columns"),
            new KeyHint("Esc", "close the grid"));

    private static final double COLUMN = 148;
    private static final int[] STRIDES = {1, 2, 5, 10, 20, 50};

    private final Ui ui;
    private final AnnotateModel model;
    private final Session session;
    private final HBox cells = new HBox(1);
    private final Label title = Parts.label("", "card-title");
    private final Label range = Parts.mono("", "fg1");
    private Optional<TrackId> track = Optional.empty();
    private int first;
    private int stride;
    private int asked;

    BatchGrid(Ui ui, AnnotateModel model) {
        this.ui = ui;
        this.model = model;
        this.session = ui.session();
        Button close = Parts.iconButton("mdi2c-close", "Close the grid (Esc)", this::close);
        HBox head = Parts.row(
                8, title, range, Parts.spacer(),
                Parts.iconButton("mdi2c-chevron-left", "Frames before (Left)", () -> page(-1)),
                Parts.iconButton("mdi2c-chevron-right", "Frames after (Right)", () -> page(1)),
                Parts.iconButton("mdi2m-minus", "Columns closer in time (−)", () -> stride(-1)),
                Parts.iconButton("mdi2p-plus", "Columns further apart in time (+)", () -> stride(1)),
                close);
        head.getStyleClass().addAll("bar", "batch-bar");
        VBox.setVgrow(cells, Priority.ALWAYS);
        cells.setMinHeight(0);
        getChildren().addAll(head, cells);
        getStyleClass().add("batch-grid");
        setVisible(false);
        setManaged(false);
        widthProperty().addListener((o, was, is) -> {
            if (isVisible() && (int) (was.doubleValue() / COLUMN) != (int) (is.doubleValue() / COLUMN)) {
                read();
            }
        });
    }

    /** Opens at the selected object, about the frame in view; closes where it is open. */
    void toggle() {
        if (isVisible()) {
            close();
            return;
        }
        Optional<Cuboid> c = model.selectedCuboid();
        if (c.isEmpty()) {
            model.say("Select a box first.");
            return;
        }
        track = c.map(Cuboid::track);
        stride = 0;
        setManaged(true);
        setVisible(true);
        requestLayout();
        first = Math.max(0, model.frame() - columns() / 2);
        read();
        ui.hintsChanged();
    }

    private void close() {
        setVisible(false);
        setManaged(false);
        cells.getChildren().clear();
        ui.hintsChanged();
    }

    private int columns() {
        double width = getParent() == null ? 0 : getParent().getLayoutBounds().getWidth();
        return Math.max(2, (int) (width / COLUMN));
    }

    private void page(int by) {
        int frames = model.capture().frames().size();
        first = Math.clamp(first + (long) by * Math.max(1, columns() / 2) * STRIDES[stride], 0, Math.max(0, frames - 1));
        read();
    }

    private void stride(int by) {
        stride = Math.clamp(stride + by, 0, STRIDES.length - 1);
        read();
    }

    private List<Integer> frames() {
        List<Integer> out = new ArrayList<>();
        int end = model.capture().frames().size();
        for (int f = first; f < end && out.size() < columns(); f += STRIDES[stride]) {
            out.add(f);
        }
        return out;
    }

    /** Reads the points of the frames beside the window; the last wish wins. */
    private void read() {
        List<Integer> frames = frames();
        int mine = ++asked;
        track.ifPresent(t -> ui.tasks().compute(() -> points(frames), blocks -> {
            if (mine == asked && isVisible()) {
                fill(t, frames, blocks);
            }
        }, e -> ui.problem(Failures.sentence(e))));
    }

    private List<PointBlock> points(List<Integer> frames) throws IOException {
        List<PointBlock> out = new ArrayList<>();
        for (int f : frames) {
            out.add(session.points(f));
        }
        return out;
    }

    private void fill(TrackId t, List<Integer> frames, List<PointBlock> blocks) {
        List<Node> made = new ArrayList<>();
        for (int i = 0; i < frames.size(); i++) {
            BatchCell cell = new BatchCell(model, t, frames.get(i), blocks.get(i));
            HBox.setHgrow(cell, Priority.ALWAYS);
            cell.setPrefWidth(COLUMN);
            made.add(cell);
        }
        cells.getChildren().setAll(made);
        refresh();
    }

    /** The labels changed, or the frame in view. */
    void refresh() {
        if (!isVisible() || track.isEmpty()) {
            return;
        }
        TrackId t = track.get();
        var boxes = TrackEdits.boxes(model.labels(), t);
        title.setText(boxes.isEmpty() ? t.value() : Edits.name(boxes.firstEntry().getValue()));
        range.setText(boxes.isEmpty() ? "" : "frames " + boxes.firstKey() + "–" + boxes.lastKey()
                + (STRIDES[stride] > 1 ? ", every " + STRIDES[stride] : ""));
        if (boxes.isEmpty()) {
            cells.getChildren().setAll(new EmptyState("The object has no box left. Esc closes the grid."));
            return;
        }
        all().forEach(BatchCell::show);
    }

    private List<BatchCell> all() {
        return cells.getChildren().stream().filter(BatchCell.class::isInstance).map(BatchCell.class::cast).toList();
    }

    /** While it is open, keys are its own; true where it used one. */
    boolean key(KeyEvent e) {
        boolean plain = !e.isControlDown() && !e.isAltDown() && !e.isMetaDown();
        if (!isVisible()) {
            return false;
        }
        if (plain && !e.isShiftDown()) {
            boolean used = true;
            switch (e.getCode()) {
                case ESCAPE, G -> close();
                case LEFT -> page(-1);
                case RIGHT -> page(1);
                case MINUS, SUBTRACT -> stride(-1);
                case PLUS, ADD, EQUALS -> stride(1);
                default -> used = false;
            }
            if (used) {
                return true;
            }
        }
        Optional<BatchCell> under = all().stream().filter(Node::isHover).findFirst();
        boolean box = !e.getCode().isModifierKey() && e.getCode() != KeyCode.TAB;
        return under.map(c -> c.pressed(e)).orElse(false) || box && !e.isControlDown() && own(e.getCode());
    }

    /** Keys of a box over no cell change nothing: the box that they would change is behind the grid. */
    private static boolean own(KeyCode code) {
        return switch (code) {
            case W, A, S, D, Q, E, R, X, Z, DELETE, K, F -> true;
            default -> false;
        };
    }
}
