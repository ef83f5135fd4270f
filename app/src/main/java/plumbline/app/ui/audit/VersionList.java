package plumbline.app.ui.audit;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.collections.FXCollections;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import plumbline.app.service.Histories;
import plumbline.app.ui.Ui;
import plumbline.app.ui.parts.EmptyState;
import plumbline.app.ui.parts.Parts;
import plumbline.storage.project.Hash;
import plumbline.storage.project.Version;

/** The versions, newest first, with their lanes, names and the marks A and B. Only the rows in view are made. */
final class VersionList extends VBox {
    private final Ui ui;
    private final AuditModel model;
    private final ListView<VersionGraph.Row> list = new ListView<>();
    private final TextField filter = new TextField();
    private final Consumer<Version> chosen;
    private final Map<Hash, Version.Signature> signatures = new HashMap<>();
    private final Set<Hash> asked = new HashSet<>();
    private final Map<Hash, Integer> places = new HashMap<>();
    private VersionGraph graph = new VersionGraph(List.of(), 1);
    private List<Version> drawn = List.of();
    private boolean showing;

    VersionList(Ui ui, AuditModel model, Consumer<Version> chosen, Consumer<Version> menu) {
        this.ui = ui;
        this.model = model;
        this.chosen = chosen;
        filter.setPromptText("Message, hash, author, name");
        filter.setAccessibleText("Filter versions, key Ctrl+F");
        filter.setId("version-filter");
        filter.getStyleClass().add("form-field");
        Parts.tip(filter, "Filter versions by message, hash, author, branch or tag (Ctrl+F)");
        filter.textProperty().addListener((o, was, is) -> fill());
        filter.setOnAction(e -> list.requestFocus());
        VBox head = new VBox(filter);
        head.getStyleClass().add("list-filter");
        list.setCellFactory(l -> new VersionCell(this));
        list.widthProperty().addListener(o -> list.refresh());
        list.setFixedCellSize(VersionCell.ROW);
        list.setPlaceholder(new EmptyState("No version fits.", Parts.keyCap("Esc")));
        list.setAccessibleText("Versions, newest first");
        list.getSelectionModel().selectedItemProperty().addListener((o, was, is) -> {
            if (is != null && !showing) {
                chosen.accept(is.version());
            }
        });
        list.setOnContextMenuRequested(e -> selected().ifPresent(menu));
        // Space would toggle the row; here it marks A, which the workspace does.
        list.addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.SPACE) {
                list.requestFocus();
            }
        });
        VBox.setVgrow(list, Priority.ALWAYS);
        getChildren().addAll(head, list);
    }

    void show() {
        if (drawn != model.versions()) {
            drawn = model.versions();
            graph = VersionGraph.of(model.versions());
            places.clear();
            for (int i = 0; i < graph.rows().size(); i++) {
                places.put(graph.rows().get(i).version().hash(), i);
            }
            fill();
        } else {
            list.refresh();
            select();
        }
    }

    private void fill() {
        String words = filter.getText().strip().toLowerCase(Locale.ROOT);
        showing = true;
        list.setItems(FXCollections.observableArrayList(words.isEmpty() ? graph.rows()
                : graph.rows().stream().filter(r -> fits(r.version(), words)).toList()));
        showing = false;
        select();
    }

    private boolean fits(Version v, String words) {
        return (v.message() + " " + v.author()).toLowerCase(Locale.ROOT).contains(words)
                || v.hash().hex().startsWith(words)
                || refs(v.hash()).stream().anyMatch(r -> r.name().toLowerCase(Locale.ROOT).contains(words));
    }

    private void select() {
        showing = true;
        Optional<Integer> at = model.b().map(places::get);
        list.getSelectionModel().clearSelection();
        at.map(graph.rows()::get).ifPresent(r -> {
            int i = filtered() ? list.getItems().indexOf(r) : places.get(r.version().hash());
            if (i >= 0) {
                list.getSelectionModel().select(i);
                int rows = Math.max(1, (int) (list.getHeight() / VersionCell.ROW));
                if (i < firstSeen() || i >= firstSeen() + rows - 1) {
                    list.scrollTo(Math.max(0, i - rows / 2));
                }
            }
        });
        showing = false;
    }

    private int firstSeen() {
        return list.lookup(".virtual-flow") instanceof javafx.scene.control.skin.VirtualFlow<?> flow
                        && flow.getFirstVisibleCell() != null
                ? flow.getFirstVisibleCell().getIndex()
                : 0;
    }

    /** Down is older. */
    void step(int by) {
        if (!list.getItems().isEmpty()) {
            int to = Math.clamp(
                    list.getSelectionModel().getSelectedIndex() + by, 0, list.getItems().size() - 1);
            chosen.accept(list.getItems().get(to).version());
        }
    }

    void focusFilter() {
        filter.requestFocus();
        filter.selectAll();
    }

    void clearFilter() {
        filter.clear();
    }

    Optional<Version> selected() {
        return model.b().flatMap(model::version);
    }

    boolean filtered() {
        return !filter.getText().isBlank();
    }

    int lanes() {
        return graph.lanes();
    }

    boolean dark() {
        return ui.dark().get();
    }

    boolean isA(Hash h) {
        return model.a().filter(h::equals).isPresent();
    }

    boolean isB(Hash h) {
        return model.b().filter(h::equals).isPresent();
    }

    List<Histories.Ref> refs(Hash h) {
        return model.overview().refs().getOrDefault(h, List.of());
    }

    Optional<VersionGraph.Row> above(VersionGraph.Row r) {
        int at = places.getOrDefault(r.version().hash(), 0);
        return at > 0 ? Optional.of(graph.rows().get(at - 1)) : Optional.empty();
    }

    /** Checked once a version comes into view, off this thread; empty until then. */
    Optional<Version.Signature> signature(Hash h) {
        if (asked.add(h)) {
            ui.tasks().io(
                    () -> ui.session().project().history().signature(h),
                    s -> {
                        signatures.put(h, s);
                        list.refresh();
                    },
                    e -> ui.problem("The signature of " + h.shortHex() + " cannot be checked: " + e.getMessage()));
        }
        return Optional.ofNullable(signatures.get(h));
    }
}
