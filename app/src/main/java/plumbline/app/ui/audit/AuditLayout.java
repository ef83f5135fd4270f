package plumbline.app.ui.audit;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import plumbline.app.ui.layout.DockSizes;
import plumbline.app.ui.layout.Docks;
import plumbline.app.ui.layout.Side;
import plumbline.app.ui.parts.DockTabs;
import plumbline.app.ui.parts.Parts;
import plumbline.storage.project.Provenance;

/** Where the parts of Audit stand: versions left, lineage, changes in 3D and as a table in the middle, trace right. */
final class AuditLayout extends StackPane {
    private static final double NARROW = 1440;

    private final Label lineageTitle = Parts.label("", "strong");
    private final StackPane orphans = new StackPane();
    private final ToggleGroup directions = new ToggleGroup();
    private final HBox between = Parts.row(8);
    private final Label uncommitted = Parts.label("", "fg2");
    private final StackPane table = new StackPane();
    private final DockTabs left = new DockTabs();
    private final DockTabs right = new DockTabs();
    private final LineageStrip strip;
    private final DiffView diff;
    private final Docks docks;

    AuditLayout(
            VBox versions, Region log, Region moves, LineageStrip strip, DiffView diff, ChangesTable changes, Region trace,
            Runnable menu, Consumer<Provenance.Direction> direct) {
        this.strip = strip;
        this.diff = diff;
        uncommitted.setMinWidth(20);
        var actions = Parts.button("Actions", "Ctrl M", menu);
        Parts.tip(actions, "Look at the version, branch, tag, restore, revert (Ctrl+M, or right click on it)");
        HBox foot = Parts.row(8, uncommitted, Parts.spacer(), actions);
        foot.getStyleClass().addAll("audit-foot", "rule-above");
        VBox list = new VBox(versions, foot);
        VBox.setVgrow(versions, Priority.ALWAYS);
        left.add("Versions", "mdi2s-source-branch", list).add("Log", "mdi2t-text-box-outline", log)
                .add("Moves", "mdi2s-swap-horizontal", moves);
        right.add("Trace", "mdi2m-map-marker-path", trace);
        lineageTitle.setMinWidth(40);
        orphans.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        HBox lineageHead = Parts.row(8, lineageTitle, orphans, Parts.spacer());
        for (Provenance.Direction d : List.of(
                Provenance.Direction.BOTH, Provenance.Direction.UP, Provenance.Direction.DOWN)) {
            lineageHead.getChildren().add(direction(d, direct));
        }
        lineageHead.getStyleClass().add("pane-head");
        between.getStyleClass().add("pane-head");
        table.setMinHeight(96);
        table.setPrefHeight(224);
        table.setMaxHeight(260);
        table.getStyleClass().add("changes");
        VBox centre = new VBox(lineageHead, strip, between, diff, table);
        VBox.setVgrow(diff, Priority.ALWAYS);
        centre.setMinWidth(0);
        docks = new Docks(centre, DockSizes.of(300, 244, 304, 288, 240)).at(Side.LEFT, "left", left, 1)
                .at(Side.RIGHT, "right", right, 1);
        getChildren().add(docks);
        setFocusTraversable(true);
        getStyleClass().add("audit");
        getStylesheets().add(Objects.requireNonNull(
                        AuditLayout.class.getResource("/plumbline/app/ui/audit.css"))
                .toExternalForm());
        widthProperty().addListener(o -> sizes(changes));
        sizes(changes);
    }

    private ToggleButton direction(Provenance.Direction d, Consumer<Provenance.Direction> direct) {
        ToggleButton b = Parts.chipButton(switch (d) {
            case BOTH -> "Up and down";
            case UP -> "Up";
            case DOWN -> "Down";
        });
        b.setToggleGroup(directions);
        b.setUserData(d);
        b.setSelected(d == Provenance.Direction.BOTH);
        b.setOnAction(e -> direct.accept(d));
        Parts.tip(b, switch (d) {
            case BOTH -> "Where the version comes from and what came of it (U or D again)";
            case UP -> "Only where the version comes from (U)";
            case DOWN -> "Only what came of the version (D)";
        });
        return b;
    }

    private void sizes(ChangesTable changes) {
        boolean narrow = getWidth() > 0 && getWidth() < NARROW;
        strip.setNarrow(narrow);
        changes.setNarrow(narrow);
    }

    Docks docks() {
        return docks;
    }

    void showDirection(Provenance.Direction d) {
        directions.getToggles().forEach(t -> t.setSelected(t.getUserData() == d));
    }

    void showVersions() {
        left.show("Versions");
    }

    void showTable(Node content) {
        table.getChildren().setAll(content);
    }

    Label lineageTitle() {
        return lineageTitle;
    }

    StackPane orphans() {
        return orphans;
    }

    HBox between() {
        return between;
    }

    Label uncommitted() {
        return uncommitted;
    }

    /** What F6 goes round. */
    List<Region> regions() {
        return List.of(left, strip, diff, table, right);
    }
}
