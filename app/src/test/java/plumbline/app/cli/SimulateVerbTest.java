package plumbline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is drawn and how large is said on the command line. */
class SimulateVerbTest {
    @TempDir
    private Path folder;

    private Run simulate(String name, Object... more) {
        Object[] words = {"simulate", "--out", folder.resolve(name), "--frames", "2", "--points", "1500", "--quiet"};
        Object[] all = new Object[words.length + more.length];
        System.arraycopy(words, 0, all, 0, words.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        return Run.of(all);
    }

    @Test
    void camerasAndTheirSize() {
        assertThat(simulate("two", "--cameras", "2", "--image-scale", "0.1").exit()).isEqualTo(Exit.DONE);
        assertThat(folder.resolve("two/sensor_cam_front")).isDirectoryContaining("glob:**.jpg");
        assertThat(folder.resolve("two/sensor_cam_front_left")).exists();
        assertThat(folder.resolve("two/sensor_cam_left")).doesNotExist();
        assertThat(simulate("rear", "--cameras", "cam_rear", "--image", "64x40").exit()).isEqualTo(Exit.DONE);
        assertThat(folder.resolve("rear/sensor_cam_rear")).exists();
        assertThat(folder.resolve("rear/sensor_cam_front")).doesNotExist();
        assertThat(simulate("none", "--lidar-only").exit()).isEqualTo(Exit.DONE);
        assertThat(folder.resolve("none/sensor_lidar_top")).exists();
        assertThat(folder.resolve("none/sensor_cam_front")).doesNotExist();
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThat(simulate("x", "--cameras", "7").err()).contains("up to 6 cameras");
        assertThat(simulate("x", "--cameras", "roof").err()).contains("no camera roof");
        assertThat(simulate("x", "--cameras", "1", "--lidar-only").exit()).isEqualTo(Exit.USAGE);
        assertThat(simulate("x", "--image-scale", "0").err()).contains("--image-scale");
        assertThat(folder).isEmptyDirectory();
    }
}
