package plumbline.app.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import plumbline.annotation.Shared;

/** Numbers out of recordings that others wrote: known types, types found by their definition, and a definition that lies. */
class RecordingNumbersTest {
    @Test
    void satelliteFixesAndUnknownTypesAreReadOverTime() throws IOException {
        Path mcap = Shared.data("ros2_bags/kitti_0005_f0-1_zstd.mcap");
        try (RecordingNumbers n = RecordingNumbers.open(mcap)) {
            assertThat(n.topics()).extracting(RecordingNumbers.Topic::name).contains("/gps/fix", "/imu/data");
            RecordingNumbers.Track altitude = n.read("/gps/fix", "altitude");
            // The drive's first oxts packet: 112.83492279053 m.
            assertThat(altitude.values()[0]).isEqualTo(112.83492279053);
            assertThat(altitude.timesNanos()).hasSize(12).isSorted();
            assertThatThrownBy(() -> n.read("/gps/fix", "speed")).hasMessageContaining("no number called speed");
        }
        Path bag = Shared.data("ros2_bags/rosbag2_tests/resources/sqlite3/cdr_test/cdr_test_0.db3");
        try (RecordingNumbers n = RecordingNumbers.open(bag)) {
            assertThat(n.topics()).filteredOn(t -> t.type().equals("test_msgs/msg/BasicTypes")).singleElement().satisfies(t ->
                    assertThat(n.read(t.name(), "float64_value").values()).hasSize((int) t.messages()));
        }
    }

    @Test
    void aDefinitionThatIsNotTheMessagesIsRefused() throws IOException {
        Path bag = Shared.data("ros2_bags/rosbag2_py/test/resources/sqlite3/talker/talker.db3");
        try (RecordingNumbers n = RecordingNumbers.open(bag)) {
            assertThatThrownBy(() -> n.read("/rosout", "level")).hasMessageContaining("not the definition of this message");
        }
        assertThatThrownBy(() -> RecordingNumbers.open(Shared.data("openlabel"))).hasMessageContaining("no recording");
    }
}
