package plumbline.storage.project;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Held by the one process that may write to a project; the system lets go of it when that process dies. */
final class FolderLock implements AutoCloseable {
    static final String FILE = "plumbline.lock";

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Refuses with a {@link StorageException} where this or another process holds it. */
    static FolderLock take(Path folder) {
        FileChannel channel = null;
        boolean held = false;
        try {
            channel = FileChannel.open(folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            held = lock != null;
        } catch (OverlappingFileLockException e) {
            held = false;
        } catch (IOException e) {
            throw new StorageException(
                    "The project " + folder + " cannot be written: there is no right to, or the disk refuses ("
                            + e.getMessage() + "). Open it read-only.", e);
        } finally {
            if (!held && channel != null) {
                close(channel, folder);
            }
        }
        if (!held) {
            throw new StorageException.InUse("The project " + folder
                    + " is open in another window or command. Close it there, or open it read-only here.");
        }
        return new FolderLock(channel);
    }

    private static void close(FileChannel channel, Path folder) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new StorageException("The lock of " + folder + " could not be let go: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        close(channel, Path.of(FILE));
    }
}
