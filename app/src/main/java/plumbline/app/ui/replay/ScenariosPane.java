package plumbline.app.ui.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import plumbline.app.ui.parts.EmptyState;
import plumbline.app.ui.parts.Numbers;
import plumbline.app.ui.parts.Parts;
import plumbline.storage.project.PassEvent;
import plumbline.storage.project.PassNote;
import plumbline.storage.project.Scenario;

/** Scenarios of the project that match what is typed, then the events of this pass; below them the draft. */
final class ScenariosPane extends VBox {
    /** What rows and their buttons do. */
    interface Actions {
        void open(Scenario s);

        void export(Scenario s);

        void open(PassEvent e);

        void edit(PassEvent e);

        void remove(PassNote n);
    }

    private static final int MOST = 400;

    private final NotesModel notes;
    private final Actions actions;
    private final long start;
    private final TextField search = new TextField();
    private final VBox rows = new VBox();
    private final List<Node> selectable = new ArrayList<>();
    private Optional<String> selected = Optional.empty();

    /** {@code start}: of the pass, nanoseconds; times are said from there. */
    ScenariosPane(NotesModel notes, Actions actions, ScenarioDraft draft, long start) {
        this.notes = notes;
        this.actions = actions;
        this.start = start;
        getStyleClass().add("scenarios");
        search.setPromptText("Search words or #tag");
        search.setAccessibleText("Search scenarios, words or #tag");
        search.textProperty().addListener(o -> refresh());
        HBox bar = new HBox(search);
        HBox.setHgrow(search, Priority.ALWAYS);
        bar.getStyleClass().add("search-bar");
        ScrollPane scroll = new ScrollPane(rows);
        scroll.setFitToWidth(true);
        scroll.setMinHeight(0);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(bar, scroll, draft);
        refresh();
    }

    void focusSearch() {
        search.requestFocus();
        search.selectAll();
    }

    Optional<String> selected() {
        return selected;
    }

    void select(Optional<String> id) {
        selected = id;
        selectable.forEach(n -> n.pseudoClassStateChanged(Parts.SELECTED, selected.filter(n.getUserData()::equals).isPresent()));
    }

    void refresh() {
        selectable.clear();
        List<Node> out = new ArrayList<>();
        List<Scenario> found =
                notes.scenarios().stream().filter(s -> s.matches(search.getText())).toList();
        found.stream().limit(MOST).forEach(s -> out.add(row(s)));
        if (found.size() > MOST) {
            out.add(Parts.caption(Numbers.count(found.size() - MOST) + " more; search to find them."));
        }
        if (found.isEmpty()) {
            out.add(new EmptyState(notes.scenarios().isEmpty()
                    ? "Saved ranges are listed here. Set one with I and O, name it below."
                    : "No scenario has all of these words."));
        }
        Label head = Parts.label("Events", "strong", "section-head");
        out.add(Parts.row(8, head, Parts.spacer(), Parts.keyCap("E")));
        notes.events().stream().limit(MOST).forEach(e -> out.add(row(e)));
        if (notes.events().size() > MOST) {
            out.add(Parts.caption(Numbers.count(notes.events().size() - MOST) + " more; the timeline shows them all."));
        }
        if (notes.events().isEmpty()) {
            out.add(new EmptyState("E notes what happens at the playhead, Shift+E over the range."));
        }
        rows.getChildren().setAll(out);
        select(selected);
    }

    private Node row(Scenario s) {
        boolean here = notes.isHere(s);
        String length = Numbers.fixed(s.seconds(), 1) + " s";
        String below = (here ? "+" + Numbers.fixed((s.fromNanos() - start) / 1e9, 1) + " s" : "capture " + s.capture().shortHex())
                + tags(s.tags());
        VBox row = row("mdi2m-movie-outline", s.name(), length, below, s.id(), buttons(s, here));
        row.setOnMouseClicked(e -> actions.open(s));
        row.setAccessibleText("Scenario " + s.name() + ", " + length + ", " + below);
        return row;
    }

    private HBox buttons(PassNote n, boolean here) {
        HBox box = Parts.row(0);
        if (n instanceof Scenario s) {
            box.getChildren().add(Parts.iconButton("mdi2p-package-down", "Export scenario " + s.name(), () -> actions.export(s)));
        }
        if (n instanceof PassEvent e) {
            box.getChildren().add(Parts.iconButton("mdi2p-pencil-outline", "Edit event (Enter)", () -> actions.edit(e)));
        }
        box.getChildren().add(Parts.iconButton(
                "mdi2t-trash-can-outline", "Remove (Delete); Ctrl+Z brings it back", () -> actions.remove(n)));
        return box;
    }

    private Node row(PassEvent e) {
        String when = "+" + Numbers.fixed((e.fromNanos() - start) / 1e9, 1);
        String below = (e.isPoint() ? "" : Numbers.fixed((e.toNanos() - e.fromNanos()) / 1e9, 1) + " s") + tags(e.tags());
        VBox row = row("mdi2r-rhombus-outline", e.title(), when, below, e.id(), buttons(e, true));
        row.setOnMouseClicked(m -> {
            actions.open(e);
            if (m.getClickCount() == 2) {
                actions.edit(e);
            }
        });
        row.setAccessibleText("Event " + e.title() + " at " + when + " s");
        return row;
    }

    private VBox row(String icon, String name, String right, String below, String id, HBox buttons) {
        Label title = Parts.label(name, "name");
        title.setMinWidth(0);
        title.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(title, Priority.ALWAYS);
        Parts.tip(title, name);
        HBox first = Parts.row(8, Parts.icon(icon), title, Parts.mono(right, "fg2", "caption-size"));
        Label where = Parts.caption(below.strip().replaceFirst("^· ", ""));
        where.setMinWidth(0);
        where.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(where, Priority.ALWAYS);
        HBox second = Parts.row(4, where, buttons);
        second.getStyleClass().add("finding-place");
        VBox row = new VBox(first, second);
        row.getStyleClass().add("finding-row");
        row.setUserData(id);
        row.setFocusTraversable(true);
        row.setOnKeyPressed(k -> keys(k.getCode(), id, k::consume));
        selectable.add(row);
        return row;
    }

    private void keys(KeyCode code, String id, Runnable consume) {
        Optional<PassNote> note = find(id);
        if (note.isEmpty() || code != KeyCode.ENTER && code != KeyCode.DELETE) {
            return;
        }
        consume.run();
        if (code == KeyCode.DELETE) {
            actions.remove(note.get());
        } else {
            switch (note.get()) {
                case Scenario s -> actions.open(s);
                case PassEvent e -> actions.edit(e);
            }
        }
    }

    private Optional<PassNote> find(String id) {
        Optional<PassNote> event = notes.event(id).map(e -> e);
        return event.or(() -> notes.scenarios().stream().filter(s -> s.id().equals(id)).map(s -> (PassNote) s).findFirst());
    }

    private static String tags(List<String> tags) {
        return tags.isEmpty() ? "" : " · #" + String.join(" #", tags);
    }
}
