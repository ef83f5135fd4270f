package plumbline.storage.project;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import plumbline.annotation.label.Label;
import plumbline.annotation.scene.CaptureSource;

/** Small recordings for the tests of other packages. */
public final class Streets {
    public static final int POINTS = Street.POINTS;

    private Streets() {}

    public static CaptureSource small() {
        return of("harbour", 7, 3, 5);
    }

    /** Its labels are {@code label-0} and on. */
    public static CaptureSource of(String name, long seed, int frames, int labels) {
        return new Street(name, seed, frames, labels);
    }

    public static Label.Cuboid cuboid(Random random, String id, int frame) {
        return Street.cuboid(random, id, frame);
    }

    /** How many objects {@link #litter} adds. */
    public static final int LITTER = 23;

    /** Adds objects that nothing names to a project that nobody has open: files of their own, and some in a pack with others. */
    public static void litter(Path project) {
        ObjectStore objects = new ObjectStore(project);
        objects.prepare();
        ObjectStore.Batch batch = objects.batch();
        litter().limit(LITTER - 3).forEach(batch::add);
        batch.end();
        litter().skip(LITTER - 3).forEach(objects::write);
    }

    private static Stream<byte[]> litter() {
        return IntStream.range(0, LITTER).mapToObj(i -> ("litter " + i).getBytes(StandardCharsets.UTF_8));
    }

    /** How much of it is still there. */
    public static long litterLeft(Path project) {
        ObjectStore objects = new ObjectStore(project);
        return litter().filter(bytes -> objects.has(Hash.of(bytes))).count();
    }

    /** Takes a project that nobody has open back to the first schema. */
    public static void toFirstSchema(Path project) throws SQLException {
        try (Connection c = DriverManager.getConnection("jdbc:sqlite:" + project.resolve(Database.FILE))) {
            Migrations.back(c, Migrations.known().first());
        }
    }
}
