package plumbline.app.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.annotation.Shared;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.Label.Cuboid;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Origin;
import plumbline.annotation.label.TrackId;
import plumbline.annotation.scene.Progress;
import plumbline.annotation.scene.Vec3;
import plumbline.storage.project.Actor;
import plumbline.storage.project.Governance;
import plumbline.storage.project.Project;
import plumbline.storage.project.Projects;

class SuspectsTest {
    private static Cuboid car(int i, double length, double confidence) {
        return new Cuboid(
                new LabelId("c" + i), new TrackId("t" + i), "Car", 0, Box.upright(new Vec3(i * 8, 0, 0), length, 1.8, 1.5, 0),
                new TreeMap<>(), Origin.IMPORTED, false, confidence);
    }

    @Test
    void lowConfidenceStrangeSizeAndRareClassAreSaidAndSummed() {
        List<Cuboid> boxes = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            boxes.add(car(i, 4.2 + 0.02 * i, 1));
        }
        boxes.add(car(20, 9, 1));
        boxes.add(car(21, 4.4, 0.4));
        boxes.add((Cuboid) car(22, 4.4, 1).withClass("Tram"));
        List<Suspects.Suspect> found = Suspects.rank(boxes, List.of());
        assertThat(found).extracting(s -> s.box().id().value()).containsExactly("c20", "c21", "c22");
        assertThat(found.get(0).reasons()).containsExactly("length 9.00 m, usually 4.40 m for a Car");
        assertThat(found.get(1).reasons()).containsExactly("confidence 0.40");
        assertThat(found.get(1).doubt()).isEqualTo(0.6);
        assertThat(found.get(2).reasons()).containsExactly("the only box of class Tram");
    }

    /** Real labels, a tenth of them spoilt: the spoilt ones stand first. */
    @Test
    void spoiltLabelsOfARealDriveStandAtTheTop(@TempDir Path folder) throws Exception {
        Path drive = Shared.data("kitti_raw_0005/2011_09_26");
        try (Project p = Projects.init(folder.resolve("p"), "Test", new Actor("tess", "bench", "test"))) {
            var in = Imports.importPath(p, drive, Governance.DEFAULT, Progress.NONE);
            List<Cuboid> boxes = new ArrayList<>();
            for (Label l : p.labels(in.capture().hash()).all()) {
                if (l instanceof Cuboid c) {
                    boxes.add(c);
                }
            }
            org.junit.jupiter.api.Assumptions.assumeTrue(boxes.size() > 100, "the drive has no tracklets here");
            Set<String> spoilt = new TreeSet<>();
            Random random = new Random(8);
            for (int i = 0; i < boxes.size(); i++) {
                Cuboid c = boxes.get(i);
                if (random.nextInt(10) == 0) {
                    Box b = c.box();
                    boxes.set(i, new Cuboid(
                            c.id(), c.track(), c.className(), c.frame(),
                            Box.upright(b.centre(), b.length() * 3, b.width() * 3, b.height() / 3, b.yaw()), c.attributes(),
                            c.origin(), c.finalised(), 0.3, c.review()));
                    spoilt.add(c.id().value());
                }
            }
            List<Suspects.Suspect> top = Suspects.rank(boxes, List.of()).subList(0, spoilt.size());
            long right = top.stream().filter(s -> spoilt.contains(s.box().id().value())).count();
            assertThat(right).isGreaterThanOrEqualTo(Math.round(0.9 * spoilt.size()));
        }
    }
}
