package plumbline.storage.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A reader of single files: the input is the file. */
public record FileTarget(String name, String file, boolean checked, boolean tellsCuts, Seeds make, Reader reader)
        implements FuzzTarget {
    /** Makes sound files' content; may use the folder. */
    public interface Seeds {
        List<byte[]> make(Path folder) throws IOException;
    }

    public interface Reader {
        void read(Path file, Digest into) throws IOException;
    }

    public interface BytesReader {
        void read(String where, byte[] input, Digest into) throws IOException;
    }

    public static FileTarget of(String name, String file, Seeds make, Reader reader) {
        return new FileTarget(name, file, false, false, make, reader);
    }

    /** A reader of bytes that lie in a file or a message of that name. */
    public static FileTarget ofBytes(String name, Seeds make, BytesReader reader) {
        return of(name, "", make, (path, into) -> {
            throw new IllegalStateException();
        }).withBytes(reader);
    }

    private FileTarget withBytes(BytesReader bytes) {
        return new FileTarget(name, "", checked, tellsCuts, make, new InMemory(bytes));
    }

    private record InMemory(BytesReader bytes) implements Reader {
        @Override
        public void read(Path file, Digest into) throws IOException {
            bytes.read(file.getFileName().toString(), Files.readAllBytes(file), into);
        }
    }

    public FileTarget cutsTold() {
        return new FileTarget(name, file, checked, true, make, reader);
    }

    public FileTarget withChecksums() {
        return new FileTarget(name, file, true, tellsCuts, make, reader);
    }

    /** Where the reader names a thing of the store and no file. */
    public FileTarget saying(String what) {
        return new FileTarget(name, what, checked, tellsCuts, make, reader);
    }

    @Override
    public String says() {
        return file.isEmpty() ? name : file;
    }

    @Override
    public List<byte[]> seeds(Path work) throws IOException {
        Path folder = Files.createDirectories(work.resolve("seeds"));
        return make.make(folder);
    }

    @Override
    public Outcome read(Path work, byte[] input) throws IOException {
        Digest into = new Digest(says());
        if (reader instanceof InMemory m) {
            m.bytes().read(name, input, into);
            return into.outcome();
        }
        Path path = work.resolve(file);
        Files.write(path, input);
        reader.read(path, into);
        return into.outcome();
    }
}
