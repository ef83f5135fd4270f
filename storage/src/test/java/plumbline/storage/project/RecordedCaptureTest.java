package plumbline.storage.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.annotation.Shared;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.Progress;
import plumbline.annotation.scene.Sample;
import plumbline.annotation.scene.SensorKind;
import plumbline.storage.format.Captures;

/** A real recording goes into a project and comes out as it was, down to the last byte. */
class RecordedCaptureTest {
    @TempDir
    Path folder;

    @Test
    void kittiComesOutAsItWentIn() throws IOException {
        roundTrip(Shared.data("kitti_raw_0005/2011_09_26"));
    }

    @Test
    void nuscenesComesOutAsItWentIn() throws IOException {
        roundTrip(Shared.data("nuscenes_keyframe"));
    }

    @Test
    void dgpComesOutAsItWentIn() throws IOException {
        roundTrip(Shared.data("dgp_test_scene/scene_02"));
    }

    private void roundTrip(Path path) throws IOException {
        try (CaptureSource source = Captures.open(path);
                Project p = Projects.init(folder, "Test", Street.ANNA)) {
            Project.Imported imported = p.importCapture(source, Governance.DEFAULT, Progress.NONE);
            Hash hash = imported.capture().hash();
            assertThat(imported.labels()).isEqualTo(source.labels().size());
            assertThat(p.labels(hash)).isEqualTo(source.labels());
            assertThat(p.labelsAt(p.head().orElseThrow().hash(), hash)).isEqualTo(source.labels());
            source.labels().forEach(l -> assertThat(p.ontology().find(l.className())).isPresent());
            try (CaptureSource kept = p.openCapture(hash)) {
                assertThat(kept.capture().sensors()).isEqualTo(source.capture().sensors());
                assertThat(kept.capture().frames()).hasSameSizeAs(source.capture().frames());
                long points = 0;
                for (int i = 0; i < source.capture().samples().size(); i++) {
                    Sample was = source.capture().samples().get(i);
                    Sample is = kept.capture().samples().get(i);
                    assertThat(is.worldFromSensor()).isEqualTo(was.worldFromSensor());
                    assertThat(is.timeNanos()).isEqualTo(was.timeNanos());
                    assertThat(kept.raw(is)).isEqualTo(source.raw(was));
                    if (source.capture().sensor(was.sensor()).orElseThrow().kind() == SensorKind.LIDAR) {
                        points += source.points(was).size();
                    }
                }
                assertThat(imported.capture().points()).isEqualTo(points);
            }
            assertThat(p.importCapture(source, Governance.DEFAULT, Progress.NONE).reused()).isTrue();
            assertThat(p.lineage(hash.hex()).orphans()).isEmpty();
        }
    }
}
