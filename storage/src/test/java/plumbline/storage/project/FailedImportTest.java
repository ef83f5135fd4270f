package plumbline.storage.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.annotation.label.Labels;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Progress;
import plumbline.annotation.scene.Sample;

class FailedImportTest {
    @TempDir
    Path folder;

    /** A recording whose last sample cannot be read. */
    private record Cut(CaptureSource whole) implements CaptureSource {
        @Override
        public Capture capture() {
            return whole.capture();
        }

        @Override
        public PointBlock points(Sample sample) throws IOException {
            return whole.points(sample);
        }

        @Override
        public byte[] image(Sample sample) throws IOException {
            return whole.image(sample);
        }

        @Override
        public Labels labels() throws IOException {
            return whole.labels();
        }

        @Override
        public byte[] raw(Sample sample) throws IOException {
            if (sample.equals(whole.capture().samples().getLast())) {
                throw new IOException("the disk does not answer");
            }
            return whole.raw(sample);
        }

        @Override
        public void close() throws IOException {
            whole.close();
        }
    }

    private List<Path> objects() throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve("objects"))) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @Test
    void whatItCopiedIsTakenBackAndWhatWasThereStays() throws IOException {
        try (Project p = Projects.init(folder, "Test", Street.ANNA)) {
            p.importCapture(new Street("one", 1, 3, 4), Governance.DEFAULT, Progress.NONE);
            List<Path> before = objects();
            assertThatThrownBy(() -> p.importCapture(
                            new Cut(new Street("two", 2, 5, 4)), Governance.DEFAULT, Progress.NONE))
                    .hasMessage("the disk does not answer");
            assertThat(objects()).isEqualTo(before);
            assertThatThrownBy(() -> p.importCapture(
                            new Cut(new Street("one", 1, 3, 4)), Governance.DEFAULT, Progress.NONE))
                    .hasMessage("the disk does not answer");
            assertThat(objects()).isEqualTo(before);
            assertThat(p.captures()).hasSize(1);
            assertThat(p.importCapture(new Street("two", 2, 5, 4), Governance.DEFAULT, Progress.NONE).reused()).isFalse();
        }
    }
}
