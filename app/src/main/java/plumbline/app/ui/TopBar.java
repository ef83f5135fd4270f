package plumbline.app.ui;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.geometry.Side;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.SVGPath;
import plumbline.app.ui.parts.Numbers;
import plumbline.app.ui.parts.Parts;
import plumbline.storage.project.Project;
import plumbline.storage.project.Version;

/**
 * 40 px: menu, project, branch, version and edits on the left; workspaces in the true centre; search and states
 * right.
 */
final class TopBar extends StackPane {
    private static final String BOB = "M6 0 h4 v3 h-4 z M3 4 h10 l-1 5 l-4 8 l-4 -8 z";
    private static final double NARROW = 1440;

    private final HBox left = Parts.row(6);
    private final HBox centre = Parts.row(0);
    private final HBox right = Parts.row(8);
    private final Button menu = new Button();
    private final Label project = Parts.label("Plumbline", "card-title");
    private final Button capture = Parts.barButton("mdi2c-chevron-down", "", () -> {});
    private final Label branch = Parts.chip("", "outlined", "square");
    private final Button version = Parts.link("", () -> {});
    private final Button sync = new Button();
    private final Label merging = Parts.iconChip("mdi2s-source-merge", "Merging", "medium");
    private String branchName = "";
    private final Button purpose = new Button();
    private Consumer<String> purposeChosen = words -> {};
    private final Button search = new Button();
    private final Label avatar = Parts.label("", "avatar");
    private final Map<String, ToggleButton> tabs = new LinkedHashMap<>();

    TopBar(String user, String device, Runnable openMenu, Runnable palette, Runnable captures, Runnable commit,
            Runnable syncing) {
        getStyleClass().add("top-bar");
        SVGPath bob = new SVGPath();
        bob.setContent(BOB);
        bob.getStyleClass().add("bob");
        menu.getStyleClass().setAll("pl-icon-button");
        menu.setGraphic(bob);
        menu.setAccessibleText("Menu");
        Parts.tip(menu, "Menu (F10)");
        menu.setOnAction(e -> openMenu.run());
        capture.setOnAction(e -> captures.run());
        capture.setContentDisplay(ContentDisplay.RIGHT);
        version.getStyleClass().setAll("pl-icon-button", "wide", "version-button");
        version.setOnAction(e -> commit.run());
        sync.setMinWidth(Region.USE_PREF_SIZE);
        sync.setOnAction(e -> syncing.run());
        purpose.getStyleClass().setAll("chip", "outlined", "sync-chip");
        purpose.setId("purpose");
        purpose.setMinWidth(Region.USE_PREF_SIZE);
        branch.setGraphic(Parts.icon("mdi2s-source-branch"));
        project.setMinWidth(60);
        left.getChildren().addAll(menu, project, capture, branch, version);
        centre.getStyleClass().add("switch");
        centre.setMaxWidth(Region.USE_PREF_SIZE);
        buildSearch(palette);
        initials(user, device);
        right.getChildren().addAll(search, merging, sync, purpose, avatar);
        right.setMaxWidth(Region.USE_PREF_SIZE);
        left.setMaxWidth(Region.USE_PREF_SIZE);
        getChildren().addAll(left, right, centre);
        StackPane.setAlignment(left, Pos.CENTER_LEFT);
        StackPane.setAlignment(right, Pos.CENTER_RIGHT);
        widthProperty().addListener((o, was, is) -> fit(is.doubleValue()));
        nothingOpen();
    }

    void setWorkspaces(List<WorkspaceEntry> entries, Consumer<String> go) {
        tabs.clear();
        centre.getChildren().clear();
        for (int i = 0; i < entries.size(); i++) {
            WorkspaceEntry e = entries.get(i);
            ToggleButton b = new ToggleButton(e.name());
            b.getStyleClass().setAll("switch-button");
            Label key = Parts.label("^" + (i + 1), "switch-key");
            b.setGraphic(Parts.row(6, Parts.icon(e.icon()), Parts.label(e.name()), key));
            b.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
            b.setMinWidth(Region.USE_PREF_SIZE);
            b.setAccessibleText(e.name() + ", key Ctrl+" + (i + 1));
            b.setOnAction(a -> go.accept(e.name()));
            tabs.put(e.name(), b);
            centre.getChildren().add(b);
        }
    }

    void showWorkspace(String name) {
        tabs.forEach((n, b) -> b.setSelected(n.equals(name)));
    }

    void nothingOpen() {
        project.setText("Plumbline");
        for (Region r : List.of(capture, branch, version, merging, sync, purpose, centre)) {
            r.setVisible(false);
            r.setManaged(false);
        }
    }

    void showProject(Project p, String captureName, boolean severalCaptures) {
        for (Region r : List.of(capture, branch, version, purpose, centre)) {
            r.setVisible(true);
            r.setManaged(true);
        }
        project.setText(p.name());
        capture.setText(captureName);
        capture.setVisible(severalCaptures);
        capture.setManaged(severalCaptures);
        branchName = p.branch();
        branch.setText(branchName);
        initials(p.actor().user(), p.actor().device());
        purpose.setText("Purpose: " + p.actor().purpose());
        Parts.tip(purpose, "Every read and write is recorded with this purpose. Choose another: the capture opens anew for it.");
        purpose.setAccessibleText("Purpose: " + p.actor().purpose() + ". Choose another");
        purpose.setOnAction(e -> purposes(p).show(purpose, Side.BOTTOM, 0, 4));
        fit(getWidth());
    }

    /** While a merge is worked on: {@code merge origin/main → main} for the branch, and said in place of the server. */
    void showMerging(Optional<String> of) {
        branch.setText(of.map(n -> "merge " + n + " → " + branchName).orElse(branchName));
        merging.setVisible(of.isPresent());
        merging.setManaged(of.isPresent());
        boolean server = of.isEmpty() && !sync.getText().isEmpty();
        sync.setVisible(server);
        sync.setManaged(server);
    }

    void showVersion(Optional<Version> head, long edits, boolean readOnly) {
        String hash = head.map(v -> v.hash().shortHex()).orElse("no version");
        version.setText(readOnly
                ? hash + " · read only"
                : hash + (edits == 0 ? "" : " + " + Numbers.plural(edits, "edit", "edits")));
        version.setDisable(readOnly);
        Parts.tip(version, "Commit a version (Ctrl+Enter)");
    }

    void onPurpose(Consumer<String> chosen) {
        purposeChosen = chosen;
    }

    /** Those that the policy knows, and the present one. */
    private ContextMenu purposes(Project p) {
        ContextMenu menu = new ContextMenu();
        LinkedHashSet<String> all = new LinkedHashSet<>(List.of(p.actor().purpose()));
        all.addAll(p.access().policy().policy().purposes());
        for (String words : all) {
            RadioMenuItem item = new RadioMenuItem(words);
            item.setSelected(words.equals(p.actor().purpose()));
            item.setOnAction(e -> purposeChosen.accept(words));
            menu.getItems().add(item);
        }
        return menu;
    }

    /** In words: {@code Local only}, {@code Synced}, {@code 3 to send}; {@code more} is the tooltip's sentence. */
    void showSync(String words, String iconLiteral, String kind, String more) {
        sync.getStyleClass().setAll("chip", "sync-chip", kind);
        sync.setText(words);
        sync.setGraphic(Parts.icon(iconLiteral, kind + "-text"));
        sync.setAccessibleText(words + ". " + more);
        sync.setVisible(!merging.isVisible());
        sync.setManaged(!merging.isVisible());
        Parts.tip(sync, more);
    }

    private void buildSearch(Runnable palette) {
        search.getStyleClass().setAll("search-button");
        search.setOnAction(e -> palette.run());
        search.setAccessibleText("Search or run a command, key Ctrl+K");
        Parts.tip(search, "Search or run a command (Ctrl+K)");
    }

    private void fit(double width) {
        boolean wide = width >= NARROW || !centre.isVisible();
        search.setGraphic(wide
                ? Parts.row(
                        6,
                        Parts.icon("mdi2m-magnify"),
                        Parts.label("Search or run a command", "fg2"),
                        Parts.spacer(),
                        Parts.keyCap("Ctrl K"))
                : Parts.icon("mdi2m-magnify"));
        search.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        search.setPrefWidth(wide ? 250 : 28);
        if (search.getGraphic() instanceof HBox box) {
            box.setPrefWidth(232);
        }
        boolean roomy = width >= NARROW;
        branch.setManaged(roomy && centre.isVisible());
        branch.setVisible(roomy && centre.isVisible());
    }

    private void initials(String user, String device) {
        String[] words = user.trim().split("[\\s._-]+");
        String letters = words[0].isEmpty() ? "?" : words[0].substring(0, 1);
        if (words.length > 1) {
            letters += words[words.length - 1].substring(0, 1);
        } else if (words[0].length() > 1) {
            letters += words[0].substring(1, 2);
        }
        avatar.setText(letters.toUpperCase(Locale.ROOT));
        Parts.tip(avatar, user + " on " + device);
    }
}
