package plumbline.app.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TileCacheTest {
    @TempDir
    Path temp;

    @Test
    void theOldestGoWhereAllAreTooMuchAndTheOneInUseStays() throws IOException {
        TileCache cache = new TileCache(temp.resolve("tiles"), 2500);
        Path first = made(cache, "a.las", 1);
        Path second = made(cache, "b.las", 2);
        Path third = made(cache, "c.las", 3);
        assertThat(cache.keep(third)).isEqualTo(1);
        assertThat(first).doesNotExist();
        assertThat(second).exists();
        assertThat(third).exists();
    }

    @Test
    void anotherStateOfAFileHasAnotherPlace() throws IOException {
        TileCache cache = new TileCache(temp.resolve("tiles"), 2500);
        Path file = Files.writeString(temp.resolve("a.las"), "one");
        Path before = cache.folderFor(file);
        assertThat(cache.folderFor(file)).isEqualTo(before);
        Files.writeString(file, "longer");
        assertThat(cache.folderFor(file)).isNotEqualTo(before);
    }

    private Path made(TileCache cache, String name, long second) throws IOException {
        Path folder = cache.folderFor(Files.writeString(temp.resolve(name), name));
        Files.createDirectories(folder);
        Files.write(folder.resolve("index.bin"), new byte[1000]);
        Files.setLastModifiedTime(folder, FileTime.from(Instant.ofEpochSecond(second)));
        return folder;
    }
}
