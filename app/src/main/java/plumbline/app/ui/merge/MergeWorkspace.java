package plumbline.app.ui.merge;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import plumbline.annotation.edit.Decision;
import plumbline.annotation.edit.FieldGroup;
import plumbline.annotation.edit.Side;
import plumbline.app.service.MergeDesk;
import plumbline.app.service.MergeDesk.Thing;
import plumbline.app.service.Merges;
import plumbline.app.ui.Failures;
import plumbline.app.ui.KeyHint;
import plumbline.app.ui.Ui;
import plumbline.app.ui.Workspace;
import plumbline.app.ui.parts.LabelPalette;
import plumbline.app.ui.parts.Numbers;
import plumbline.app.ui.parts.Parts;
import plumbline.storage.project.StoredConflict;
import plumbline.storage.project.Version;

/** The open merge over the whole window: conflicts, three locked views, cards, result. Not one of the four workspaces. */
public final class MergeWorkspace implements Workspace {
    public static final String NAME = "Merge";
    private static final double NARROW = 1440;

    /** What the merge view asks of the window. */
    public interface Leave {
        /** Something was written. */
        void saved();

        void stop();

        void finished(Version version);
    }

    private final Ui ui;
    private final MergeDesk desk;
    private final Leave leave;
    private final MergePoints points;
    private final MergeModel model = new MergeModel();
    private final Turns turns;
    private final ConflictList list;
    private final SidePanes panes;
    private final HBox bar = Parts.row(8);
    private final CardsPane cards;
    private final MergeFoot foot;
    private final HBox view = new HBox(1);
    private int asked;
    private Optional<String> seen = Optional.empty();
    private Optional<MergeScenes.Evidence> evidence = Optional.empty();

    public MergeWorkspace(Ui ui, MergeDesk desk, Leave leave) {
        this.ui = ui;
        this.desk = desk;
        this.leave = leave;
        points = new MergePoints(ui.session());
        turns = new Turns(ui.tasks(), desk, model::set, e -> ui.problem(Failures.sentence(e)));
        panes = new SidePanes(ui);
        list = new ConflictList(model, ui.session().ontology(), this::choose, this::render);
        cards = new CardsPane(desk.ground(), panes.result(), cardActions());
        foot = new MergeFoot(model, this::byRule, new MergeFoot.Actions(leave::stop, this::next, this::finish));
        build();
    }

    private void build() {
        bar.getStyleClass().addAll("bar", "merge-bar");
        VBox.setVgrow(panes, Priority.ALWAYS);
        VBox centre = new VBox(bar, panes, cards, foot);
        centre.setMinWidth(0);
        HBox.setHgrow(centre, Priority.ALWAYS);
        list.setMinWidth(272);
        list.setPrefWidth(272);
        list.setMaxWidth(272);
        view.getChildren().addAll(list, centre);
        view.getStyleClass().add("merge");
        view.getStylesheets().add(Objects.requireNonNull(
                        MergeWorkspace.class.getResource("/plumbline/app/ui/merge.css"))
                .toExternalForm());
        view.setFocusTraversable(true);
        view.widthProperty().addListener(o -> cards.narrow(view.getWidth() < NARROW));
    }

    private CardsPane.Actions cardActions() {
        return new CardsPane.Actions() {
            @Override
            public void decide(StoredConflict c, Decision d) {
                turns.inTurn(() -> {
                    model.choose(c.id());
                    MergeWorkspace.this.decide(d);
                });
            }

            @Override
            public void byHand(int index) {
                focus(index);
                MergeWorkspace.this.byHand();
            }

            @Override
            public void focus(int index) {
                model.card(index);
                cards.focus(index);
                showTitles();
            }
        };
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String icon() {
        return "mdi2s-source-merge";
    }

    @Override
    public Region view() {
        return view;
    }

    @Override
    public List<Region> regions() {
        return List.of(list, panes, cards, foot);
    }

    @Override
    public void activated() {
        view.requestFocus();
        turns.act(() -> NAME, done -> render());
    }

    @Override
    public List<KeyHint> hints() {
        String third = model.conflict().map(c -> Choice.third(c.conflict()).toLowerCase(Locale.ROOT)).orElse("both");
        return List.of(
                new KeyHint("1", "yours"), new KeyHint("2", theirs().toLowerCase(Locale.ROOT)), new KeyHint("3", third),
                new KeyHint("E", "by hand"), new KeyHint("N", "next"), new KeyHint("B", "blink"),
                new KeyHint("Ctrl Z", "take back"), new KeyHint("Esc", "stop and keep"), new KeyHint("Enter", "frame it"),
                new KeyHint("\u2190 \u2192", "card"), new KeyHint("\u2191 \u2193", "object"));
    }

    private String theirs() {
        return CardsPane.theirName(desk.ground().merge());
    }

    private void choose(Thing t) {
        model.choose(t);
        render();
    }

    private void next() {
        turns.inTurn(() -> {
            if (!model.next()) {
                ui.say("Nothing is open. Ctrl+Enter finishes the merge.");
            }
            render();
        });
    }

    private void decide(Choice choice) {
        turns.inTurn(() -> model.conflict().ifPresent(c -> choice.decision(c.conflict()).ifPresentOrElse(
                this::decide, () -> ui.say("This conflict does not offer that: press E to name another."))));
    }

    private void decide(Decision d) {
        model.conflict().ifPresent(c -> turns.act(
                () -> {
                    desk.decide(c, d, "");
                    return c;
                },
                done -> {
                    model.decided();
                    written();
                }));
    }

    private void written() {
        render();
        leave.saved();
    }

    private void byRule(Optional<FieldGroup> group, Merges.Rule rule) {
        turns.act(() -> desk.decide(group, rule), n -> {
            ui.say(n == 0 ? "The rule has no answer to what is open."
                    : "Decided " + Numbers.plural(n, "conflict", "conflicts") + ". Ctrl+Z takes it back.");
            written();
        });
    }

    private void byHand() {
        turns.inTurn(() -> model.conflict().ifPresent(c -> {
            if (Choice.byHand(c.conflict())) {
                ui.dialog(new HandEdit(c.conflict(), ui.session().ontology(), this::decide, ui::closeDialog));
            } else {
                ui.say("This conflict takes no value of its own: press 1, 2 or 3.");
            }
        }));
    }

    /** Makes the version; says what is missing while something is open. */
    public void finish() {
        turns.inTurn(() -> model.state().ifPresent(s -> {
            if (s.open() > 0) {
                ui.say(Numbers.plural(s.open(), "conflict is", "conflicts are") + " open. N goes to the next.");
            } else {
                turns.last(desk::finish, leave::finished);
            }
        }));
    }

    /** Gives the merge up: labels as before it. */
    public void abort(Runnable then) {
        turns.last(
                () -> {
                    desk.abort();
                    return NAME;
                },
                done -> then.run());
    }

    @Override
    public boolean step(boolean forward) {
        turns.act(() -> forward ? desk.again() : desk.takeBack(), which -> {
            ui.say(which.isEmpty() ? (forward ? "Nothing to decide again." : "No decision to take back.")
                    : (forward ? "Again: " : "Taken back: ") + Numbers.plural(which.size(), "decision", "decisions") + ".");
            which.stream().findFirst().ifPresent(model::choose);
            written();
        });
        return true;
    }

    @Override
    public boolean key(KeyEvent e) {
        if (e.isControlDown() || e.isAltDown() || e.isMetaDown()) {
            return false;
        }
        Node owner = view.getScene() == null ? null : view.getScene().getFocusOwner();
        if (owner instanceof ButtonBase && (e.getCode() == KeyCode.ENTER || e.getCode() == KeyCode.SPACE)) {
            return false;
        }
        switch (e.getCode()) {
            case DIGIT1 -> decide(Choice.YOURS);
            case DIGIT2 -> decide(Choice.THEIRS);
            case DIGIT3 -> decide(Choice.THIRD);
            case E -> byHand();
            case N -> next();
            case B -> panes.blink();
            case ESCAPE -> turns.inTurn(leave::stop);
            case ENTER -> panes.frame();
            case UP, DOWN -> turns.inTurn(() -> {
                model.step(list.inOrder(), e.getCode() == KeyCode.UP ? -1 : 1);
                render();
            });
            case LEFT, RIGHT -> turns.inTurn(() -> {
                model.card(model.card() + (e.getCode() == KeyCode.LEFT ? -1 : 1));
                render();
            });
            default -> {
                return panes.key(e);
            }
        }
        return true;
    }

    /** Everything from the model. */
    private void render() {
        list.refresh();
        model.state().ifPresent(foot::refresh);
        showBar();
        showTitles();
        ui.hintsChanged();
        model.thing().ifPresentOrElse(this::showThing, () -> {
            panes.nothing("No conflict to show.");
            cards.nothing("No conflicts: the two sides changed different things. Finish the merge.");
        });
    }

    private void showThing(Thing t) {
        Optional<String> id = Optional.of(t.conflicts().getFirst().id());
        boolean go = !seen.equals(id);
        seen = id;
        if (go) {
            evidence = Optional.empty();
        }
        cards.show(t, model.card(), evidence);
        Optional<Side> taken = taken();
        panes.taken(taken);
        int mine = ++asked;
        if (t.capture().isEmpty()) {
            panes.nothing("The ontology has no place in 3D. Decide on the card below.");
            return;
        }
        ui.tasks().io(
                () -> {
                    MergePoints.Sweep sweep = points.of(t);
                    return new MergeScenes.Read(
                            sweep.points(), sweep.sensor(), desk.panes(t.conflicts().getFirst()), desk.result(t));
                },
                read -> draw(t, read, mine, go),
                e -> ui.problem("Frame " + t.frame() + " cannot be drawn: " + Failures.sentence(e)));
    }

    private void draw(Thing t, MergeScenes.Read read, int mine, boolean go) {
        ui.tasks().compute(
                () -> new MergeScenes(ui.session().ontology(), t, read).draw(),
                drawn -> {
                    // A decision meanwhile asked for the same object again: the camera has to go there all the same.
                    if (go && seen.equals(Optional.of(t.conflicts().getFirst().id()))) {
                        panes.go(drawn);
                    }
                    if (mine == asked) {
                        panes.show(drawn);
                        evidence = Optional.of(drawn.evidence());
                        cards.show(t, model.card(), evidence);
                    }
                },
                e -> ui.problem("Frame " + t.frame() + " cannot be drawn: " + Failures.sentence(e)));
    }

    /** The side that the chosen conflict's decision took. */
    private Optional<Side> taken() {
        return model.conflict()
                .flatMap(StoredConflict::decided)
                .flatMap(d -> d.decision() instanceof Decision.Take(Side s) ? Optional.of(s) : Optional.empty());
    }

    private void showTitles() {
        MergeDesk.Ground g = desk.ground();
        Optional<StoredConflict> c = model.conflict();
        panes.titles(
                CardsPane.who(c.flatMap(x -> g.lastChanged(x, Side.OURS)).orElse(g.ours())),
                g.base().map(v -> CardsPane.when(v.at())).orElse("no common version"),
                theirs(), CardsPane.who(c.flatMap(x -> g.lastChanged(x, Side.THEIRS)).orElse(g.theirs())));
    }

    private void showBar() {
        bar.getChildren().clear();
        model.thing().ifPresent(t -> {
            Label name = Parts.label(t.name(), "card-title");
            name.setMinWidth(80);
            bar.getChildren().addAll(
                    Parts.swatch(t.className().map(x -> LabelPalette.rgb(ui.session().ontology(), x)).orElse(MergeScenes.BASE), 12),
                    name, Parts.label(String.join("", CardsPane.words(t)) + " · views move together", "fg2"));
        });
        bar.getChildren().addAll(
                Parts.spacer(),
                keyed("mdi2c-cube-outline", "Frame it", "Enter", panes::frame),
                Parts.barButton("mdi2a-arrow-collapse-down", "Top", panes::top),
                Parts.rule(),
                keyed("mdi2c-compare", "Blink", "B", panes::blink));
    }

    private static Button keyed(String icon, String words, String key, Runnable run) {
        Button b = Parts.barButton(icon, words, run);
        b.setGraphic(Parts.row(6, Parts.icon(icon), Parts.label(words), Parts.keyCap(key)));
        b.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        b.setAccessibleText(words + ", key " + key);
        return b;
    }

    @Override
    public void dispose() {
        asked++;
        panes.close();
        try {
            points.close();
        } catch (IOException e) {
            ui.problem(Failures.sentence(e));
        }
    }
}
