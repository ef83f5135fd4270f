package plumbline.storage.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import plumbline.annotation.edit.Change;
import plumbline.annotation.edit.ChangeSet;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.label.Form;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelClass;
import plumbline.annotation.label.LabelHead;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Ontology;
import plumbline.annotation.label.Origin;
import plumbline.annotation.label.Pixel;
import plumbline.annotation.label.PointRuns;
import plumbline.annotation.label.ReviewState;
import plumbline.annotation.label.TrackId;
import plumbline.annotation.scene.SensorId;
import plumbline.annotation.scene.Vec3;

/** Labels and ontologies come back equal, and equal ones have equal text. */
class LabelJsonTest {
    private static Label.ImageBox imageBox(String text) {
        return new Label.ImageBox(
                new LabelId("i" + text), new TrackId("1"), "Car", 2, new SensorId("cam0"), 1.5, 2, 3.25, 1e-7 + 4,
                new TreeMap<>(Map.of("note", text)), Origin.HAND, true);
    }

    @Test
    void whatIsWrittenIsReadBack() {
        Random random = new Random(3);
        for (int i = 0; i < 2000; i++) {
            Label l = Street.cuboid(random, "label-" + i, i);
            assertThat(LabelJson.read("test", LabelJson.write(l))).isEqualTo(l);
            assertThat(LabelJson.write(LabelJson.read("test", LabelJson.write(l)))).isEqualTo(LabelJson.write(l));
        }
        for (String text : new String[] {"\"\\\n\t\u0000", "雨", "\ud83d\ude97", "\ud83d", "\u2028"}) {
            Label l = imageBox(text);
            assertThat(LabelJson.read("test", LabelJson.write(l))).isEqualTo(l);
            assertThat(LabelJson.write(l)).doesNotContain("\n");
        }
    }

    @Test
    void theTextIsAsDocumented() {
        Label l = new Label.Cuboid(
                new LabelId("a"), new TrackId("014"), "Car", 7, new Box(new Vec3(1, -0.5, 1e-9), 4.5, 1.8, 1.5, 0, 0, 0, 1),
                new TreeMap<>(Map.of("state", "parked")), Origin.HAND, false, 1);
        assertThat(LabelJson.write(l)).isEqualTo("{\"attributes\":{\"state\":\"parked\"},\"centre\":[1.0,-0.5,1.0E-9],"
                + "\"class\":\"Car\",\"confidence\":1.0,\"finalised\":false,\"frame\":7,\"id\":\"a\",\"kind\":\"cuboid\","
                + "\"origin\":\"hand\",\"rotation\":[0.0,0.0,0.0,1.0],\"size\":[4.5,1.8,1.5],\"track\":\"014\"}");
    }

    @Test
    void pointsAndReviewAreAsDocumented() {
        Label l = new Label.PointMask(
                new LabelId("m"), new TrackId("road"), "Road", 2, new SensorId("lidar"),
                PointRuns.ofBounds(3, 5, 10, 11), 0, new TreeMap<>(), Origin.HAND, false, ReviewState.REJECTED);
        assertThat(LabelJson.write(l)).isEqualTo("{\"attributes\":{},\"class\":\"Road\",\"finalised\":false,\"frame\":2,"
                + "\"id\":\"m\",\"kind\":\"pointMask\",\"origin\":\"hand\",\"points\":[3,2,5,1],\"review\":\"rejected\","
                + "\"sensor\":\"lidar\",\"track\":\"road\"}");
        assertThat(LabelJson.read("test", LabelJson.write(l))).isEqualTo(l);
        assertThat(LabelBytes.read("test", 2, "m", LabelBytes.write(l))).isEqualTo(l);
        Label told = ((Label.PointMask) l).withInstance(7).withReview(ReviewState.OPEN);
        assertThat(LabelJson.read("test", LabelJson.write(told))).isEqualTo(told);
        assertThat(LabelBytes.read("test", 2, "m", LabelBytes.write(told))).isEqualTo(told);
        assertThat(LabelJson.write(told)).contains("\"instance\":7").doesNotContain("review");
        for (String runs : new String[] {"[3]", "[-1,2]", "[3,0]", "[3,2,0,1]", "[2147483647,1]", "[1.5,2]", "{}"}) {
            assertThatThrownBy(() -> LabelJson.read("labels.json", LabelJson.write(l).replace("[3,2,5,1]", runs)))
                    .as(runs)
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("labels.json");
        }
    }

    @Test
    void linesMasksRelationsAndTagsAreAsDocumented() {
        LabelHead head = LabelHead.byHand(new LabelId("s"), new TrackId("lane 2"), "Lane", 4);
        assertThat(LabelJson.write(new Label.Shape(head, Form.POLYLINE, List.of(new Vec3(0, 1, 2), new Vec3(3, 4, 5)))))
                .isEqualTo("{\"attributes\":{},\"class\":\"Lane\",\"finalised\":false,\"form\":\"polyline\",\"frame\":4,\"id\":\"s\","
                        + "\"kind\":\"shape\",\"origin\":\"hand\",\"track\":\"lane 2\","
                        + "\"vertices\":[[0.0,1.0,2.0],[3.0,4.0,5.0]]}");
        SensorId camera = new SensorId("front");
        assertThat(LabelJson.write(new Label.ImageShape(head, camera, Form.POINTS, List.of(new Pixel(1, 2.5)))))
                .contains("\"camera\":\"front\"", "\"form\":\"points\"", "\"vertices\":[[1.0,2.5]]");
        assertThat(LabelJson.write(new Label.ImageMask(head, camera, 8, 4, PointRuns.ofBounds(3, 5, 10, 11))))
                .contains("\"height\":4", "\"kind\":\"imageMask\"", "\"pixels\":[3,2,5,1]", "\"width\":8");
        assertThat(LabelJson.write(new Label.Relation(head, new TrackId("7"), 9)))
                .contains("\"kind\":\"relation\",\"lastFrame\":9,", "\"to\":\"7\"");
        String tag = LabelJson.write(new Label.SceneTag(head, "rain", Label.TO_THE_END));
        assertThat(tag).contains("\"kind\":\"sceneTag\"", "\"value\":\"rain\"").doesNotContain("lastFrame");
        String mask = LabelJson.write(new Label.ImageMask(head, camera, 8, 4, PointRuns.ofBounds(3, 5)));
        String line = LabelJson.write(new Label.Shape(head, Form.POLYGON, Collections.nCopies(3, Vec3.ZERO)));
        for (String bad : new String[] {
            mask.replace("[3,2]", "[3,99]"), mask.replace("\"width\":8", "\"width\":0"), tag.replace("\"value\"", "\"valeu\""),
            line.replace("[0.0,0.0,0.0],", ""), line.replace("[[0.0,", "[["), line.replace("polygon", "blob"),
            LabelJson.write(new Label.Relation(head, new TrackId("7"), 9)).replace("\"lastFrame\":9", "\"lastFrame\":3")
        }) {
            assertThatThrownBy(() -> LabelJson.read("labels.json", bad))
                    .as(bad)
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("labels.json");
        }
    }

    @Test
    void whatAnOntologyHadBeforeThereWereUsesAndScopesKeepsItsName() {
        LabelClass link = new LabelClass(
                "on", "ON", "Relations", 3, 0, 0, 0, 0,
                List.of(new LabelClass.Attribute("sure", List.of("yes"), true, LabelClass.Scope.TRACK)), LabelClass.Use.RELATION);
        String with = OntologyJson.write(new Ontology("a", 2, List.of(link)));
        assertThat(OntologyJson.read("test", with).classes()).containsExactly(link);
        assertThat(with).contains("\"scope\":\"track\"", "\"use\":\"relation\"");
        assertThat(OntologyJson.write(Ontology.STREET)).doesNotContain("scope");
    }

    @Test
    void changeSetsAndOntologiesComeBack() {
        Label.ImageBox box = imageBox("x");
        Label.Cuboid c = Street.cuboid(new Random(1), "c", 1);
        ChangeSet set = ChangeSet.of("All", Change.create(box), Change.replace(c, c.withFinalised(true)));
        assertThat(LabelJson.readChangeSet("test", LabelJson.write(set))).isEqualTo(set);
        assertThat(LabelJson.readChangeSet("test", LabelJson.write(set.inverse()))).isEqualTo(set.inverse());
        assertThat(OntologyJson.read("test", OntologyJson.write(Ontology.STREET))).isEqualTo(Ontology.STREET);
    }

    @Test
    void whatIsNotSoundIsRefusedWithItsPlace() {
        String good = LabelJson.write(Street.cuboid(new Random(1), "c", 1));
        for (String bad : new String[] {
            "", "[]", "{", good.replace("cuboid", "cubord"), good.replace("\"frame\":1", "\"frame\":-1"),
            good.replace("\"frame\":1", "\"frame\":1.5"), good.replace("\"size\":[", "\"size\":[1.0,"),
            good.replace("\"size\":[", "\"size\":[-"), good.replace("\"id\":\"c\"", "\"id\":\"\""),
            good.replace("\"imported\"", "\"dreamt\""), good.replace("\"finalised\":false", "\"finalised\":\"no\"")
        }) {
            assertThatThrownBy(() -> LabelJson.read("labels.json", bad))
                    .as(bad)
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("labels.json");
        }
    }
}
