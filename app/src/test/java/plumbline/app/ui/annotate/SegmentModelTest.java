package plumbline.app.ui.annotate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.junit.jupiter.api.Test;
import plumbline.annotation.edit.History;
import plumbline.annotation.edit.Journal;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.Ontology;
import plumbline.annotation.label.PointRuns;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Pose;
import plumbline.app.service.MaskColours;
import plumbline.viewer3d.render.Looks;
import plumbline.viewer3d.render.SceneSnapshot.PointLayer;
import plumbline.viewer3d.tool.LayerPoints;

/** Strokes over three sweeps at once against a plain array of words for each sweep. */
class SegmentModelTest {
    private static final int POINTS = 80;
    private static final int FIRST = 2;

    private final List<String> said = new ArrayList<>();
    private final SimpleObjectProperty<Optional<LabelId>> selection = new SimpleObjectProperty<>(Optional.empty());
    private final History history = new History(Labels.EMPTY, Journal.none());
    private final AnnotateModel model = new AnnotateModel(
            AnnotateModelTest.capture(6), () -> Ontology.STREET, history, Optional.empty(), new SimpleIntegerProperty(FIRST + 1),
            selection, new AnnotateModel.Voice(said::add, said::add));
    private final SegmentLayers layers = new SegmentLayers(
            model.capture().referenceLidar(), new MaskColours(Looks.of("class"), Ontology.STREET));
    private final SegmentModel segment = new SegmentModel(model, layers, () -> {}, b -> {});

    SegmentModelTest() {
        List<PointLayer> sweeps = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            PointBlock b = PointBlock.of(new float[POINTS], new float[POINTS], new float[POINTS], List.of());
            int[] grey = new int[POINTS];
            java.util.Arrays.fill(grey, 0xFF404040);
            sweeps.add(new PointLayer("sweep", b, Pose.IDENTITY, grey));
        }
        layers.show(FIRST, sweeps, history.labels(), new MaskColours(Looks.of("class"), Ontology.STREET));
        history.listen(layers::follow);
    }

    private static LayerPoints some(Random random) {
        List<PointRuns> out = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            int from = random.nextInt(POINTS - 1);
            out.add(random.nextInt(4) == 0
                    ? PointRuns.EMPTY
                    : PointRuns.ofBounds(from, Math.min(POINTS, from + 1 + random.nextInt(30))));
        }
        return new LayerPoints(out);
    }

    private String[][] words() {
        String[][] out = new String[3][POINTS];
        for (int s = 0; s < 3; s++) {
            java.util.Arrays.fill(out[s], "");
            for (Label l : history.labels().inFrame(FIRST + s)) {
                Label.PointMask m = (Label.PointMask) l;
                for (int i = 0; i < POINTS; i++) {
                    out[s][i] = m.points().contains(i) ? m.className() : out[s][i];
                }
            }
        }
        return out;
    }

    @Test
    void strokesUnderEveryRuleGoBackToTheirOwnSweepsAndAreOneStepEach() {
        Random random = new Random(11);
        String[][] plain = words();
        List<String[][]> before = new ArrayList<>();
        for (int step = 0; step < 120; step++) {
            if (random.nextInt(6) == 0 && !before.isEmpty()) {
                history.undo();
                plain = before.removeLast();
                assertThat(words()).isDeepEqualTo(plain);
                continue;
            }
            String cls = List.of("Car", "Pole", "Other").get(random.nextInt(3));
            model.useClass(Ontology.STREET.find(cls).orElseThrow());
            SegmentModel.Rule rule = SegmentModel.Rule.values()[random.nextInt(3)];
            if (rule == SegmentModel.Rule.CLASSES && !segment.classes().contains("Pole")) {
                segment.toggleClass("Pole");
            }
            segment.setRule(rule);
            boolean erase = random.nextInt(4) == 0;
            LayerPoints stroke = some(random);
            String[][] next = new String[3][];
            long changed = 0;
            for (int s = 0; s < 3; s++) {
                next[s] = plain[s].clone();
                for (int i = 0; i < POINTS; i++) {
                    boolean free = plain[s][i].isEmpty();
                    boolean taken = free ? !erase : switch (rule) {
                        case ALL -> true;
                        case UNLABELLED -> erase;
                        case CLASSES -> plain[s][i].equals("Pole");
                    };
                    if (taken && stroke.layer(s).contains(i)) {
                        next[s][i] = erase ? "" : cls;
                        changed += next[s][i].equals(plain[s][i]) ? 0 : 1;
                    }
                }
            }
            assertThat(segment.open(stroke, erase).count()).as("the count at the cursor").isEqualTo(changed);
            segment.stroke(stroke, erase);
            if (changed > 0) {
                before.add(plain);
            }
            plain = next;
            assertThat(words()).isDeepEqualTo(plain);
            colours(plain);
        }
        assertThat(before).isNotEmpty();
    }

    /** What was coloured again by strokes alone is what colouring all afresh gives. */
    private void colours(String[][] plain) {
        MaskColours look = new MaskColours(Looks.of("class"), Ontology.STREET);
        List<PointLayer> base = List.of(layers.layer(0), layers.layer(1), layers.layer(2));
        List<PointLayer> shown = layers.painted(base);
        for (int s = 0; s < 3; s++) {
            for (int i = 0; i < POINTS; i++) {
                int expected = plain[s][i].isEmpty() ? 0xFF404040 : 0xFF000000 | look.rgb(plain[s][i]);
                assertThat(shown.get(s).colours().argb(i)).isEqualTo(expected);
            }
        }
    }

    @Test
    void anInstanceIsBegunAddedToSplitAndJoinedAndFinalisedMasksStay() {
        segment.beginInstance();
        LayerPoints here = new LayerPoints(List.of(PointRuns.ofBounds(0, 5), PointRuns.ofBounds(10, 30)));
        segment.stroke(here, false);
        Label.PointMask mask = segment.selected().orElseThrow();
        assertThat(mask.instance()).isEqualTo(1);
        assertThat(mask.points()).isEqualTo(PointRuns.ofBounds(10, 30));
        segment.stroke(new LayerPoints(List.of(PointRuns.EMPTY, PointRuns.ofBounds(40, 44))), false);
        assertThat(segment.selected().orElseThrow().points()).isEqualTo(PointRuns.ofBounds(10, 30, 40, 44));
        assertThat(history.labels().size()).as("one mask a sweep").isEqualTo(2);

        SegmentActions actions = new SegmentActions(segment);
        segment.choose(new LayerPoints(List.of(PointRuns.EMPTY, PointRuns.ofBounds(35, 50))), "lasso");
        actions.split();
        assertThat(segment.selected().orElseThrow().points()).isEqualTo(PointRuns.ofBounds(10, 30));
        assertThat(history.labels().size()).isEqualTo(3);
        segment.choose(new LayerPoints(List.of(PointRuns.EMPTY, PointRuns.ofBounds(0, 80))), "lasso");
        actions.join();
        assertThat(segment.selected().orElseThrow().points()).isEqualTo(PointRuns.ofBounds(10, 30, 40, 44));
        history.undo();
        history.undo();
        assertThat(segment.selected().orElseThrow().points()).isEqualTo(PointRuns.ofBounds(10, 30, 40, 44));

        model.finalise();
        segment.setRule(SegmentModel.Rule.ALL);
        LayerPoints over = new LayerPoints(List.of(PointRuns.EMPTY, PointRuns.ofBounds(0, 80)));
        segment.stroke(over, false);
        assertThat(said.getLast()).isEqualTo("Car 1 is finalised. Press F to open it.");
        selection.set(Optional.empty());
        segment.stroke(over, true);
        assertThat(history.labels().find(mask.id()).map(l -> ((Label.PointMask) l).points()))
                .contains(PointRuns.ofBounds(10, 30, 40, 44));
    }
}
