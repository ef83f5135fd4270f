package plumbline.storage.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A reader of folders: a sound folder of which one file at a time is replaced. The first byte of the input says which,
 * in the order of their names; the others are its content.
 */
public final class FolderTarget implements FuzzTarget {
    /** Makes the sound folder. */
    public interface Maker {
        void make(Path folder) throws IOException;
    }

    private final String name;
    private final boolean tellsCuts;
    private final Maker maker;
    private final FileTarget.Reader reader;

    private FolderTarget(String name, boolean tellsCuts, Maker maker, FileTarget.Reader reader) {
        this.name = name;
        this.tellsCuts = tellsCuts;
        this.maker = maker;
        this.reader = reader;
    }

    public static FolderTarget of(String name, Maker maker, FileTarget.Reader reader) {
        return new FolderTarget(name, false, maker, reader);
    }

    public FolderTarget cutsTold() {
        return new FolderTarget(name, true, maker, reader);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean tellsCuts() {
        return tellsCuts;
    }

    private Path folder(Path work) throws IOException {
        Path folder = work.resolve(name);
        if (!Files.isDirectory(folder)) {
            maker.make(Files.createDirectories(folder));
        }
        return folder;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @Override
    public List<byte[]> seeds(Path work) throws IOException {
        List<byte[]> out = new ArrayList<>();
        for (Path p : files(folder(work))) {
            byte[] content = Files.readAllBytes(p);
            byte[] seed = new byte[content.length + 1];
            seed[0] = (byte) out.size();
            System.arraycopy(content, 0, seed, 1, content.length);
            out.add(seed);
        }
        return out;
    }

    @Override
    public Outcome read(Path work, byte[] input) throws IOException {
        Path folder = folder(work);
        List<Path> files = files(folder);
        Path file = files.get(input.length == 0 ? 0 : (input[0] & 0xFF) % files.size());
        byte[] sound = Files.readAllBytes(file);
        Digest into = new Digest(name);
        try {
            Files.write(file, Arrays.copyOfRange(input, Math.min(1, input.length), input.length));
            reader.read(folder, into);
        } finally {
            Files.write(file, sound);
        }
        return into.outcome();
    }
}
