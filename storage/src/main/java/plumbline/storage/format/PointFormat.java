package plumbline.storage.format;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Problem;
import plumbline.annotation.scene.Vec3;

/** A point file format. One class each, listed once in {@link PointFormats#ALL}. */
public interface PointFormat {
    /** What the header says; {@code bounds} are exact as the file states or holds them. Empty min/max for no points. */
    record Info(
            String format, long points, Vec3 min, Vec3 max, List<Field> fields, Optional<String> crs,
            List<Problem> problems) {}

    /** A field with the file's own name and type ({@code f4}, {@code u1}, ...). */
    record Field(String name, String type) {}

    /** The steps that coordinates are stored in: exactly {@code integer * scale + offset}, metres. */
    record Steps(Vec3 scale, Vec3 offset) {}

    String name();

    boolean recognises(Path path) throws IOException;

    /** From the header where it suffices, by reading the points where it does not. */
    Info inspect(Path path) throws IOException;

    /**
     * Streams the points in blocks of at most some hundred thousand; returns what could not be read (a cut end, say), after
     * handing over everything before it.
     */
    List<Problem> read(Path path, Consumer<PointBlock> sink) throws IOException;

    /** The file for reading in parts, by several threads and only as far as asked for. The caller closes it. */
    PointParts open(Path path, PointQuery query) throws IOException;

    /** The end of the names of files that {@link #write} makes. */
    default String ending() {
        return "." + name();
    }

    /** Where the format stores coordinates as 32-bit integers of steps that the header names. */
    default Optional<Steps> steps(Path path) throws IOException {
        return Optional.empty();
    }

    /** The points as records, where the format stores them so and each field is a plain part of it. The caller closes it. */
    default Optional<PointRecords> records(Path path) throws IOException {
        return Optional.empty();
    }

    /** True where {@link #write} works. */
    default boolean writable() {
        return false;
    }

    /** Writes all points; returns what the format cannot hold. */
    default List<String> write(Path path, PointBlock points) throws IOException {
        throw new FormatException(path.toString(), "", name() + " is read only");
    }
}
