package plumbline.storage.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Tells folders on a network file system. SQLite's WAL needs memory shared by all who have the file open, which such a
 * folder does not give (sqlite.org/wal.html), and its locks may not hold: two computers could write at once.
 */
final class NetworkFolders {
    private static final Set<String> TYPES = Set.of(
            "nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afpfs", "webdav", "davfs", "9p", "afs", "ceph",
            "glusterfs", "lustre", "beegfs", "gpfs", "ncpfs", "fuse.sshfs", "sshfs", "fuse.davfs", "fuse.davfs2", "fuse.s3fs",
            "fuse.rclone", "fuse.gcsfuse", "fuse.glusterfs", "fuse.ceph", "fuse.cifs", "fuse.smbnetfs", "fuse.curlftpfs");

    private NetworkFolders() {}

    /** The kind of network file system that a folder lies on; empty for one of this computer. */
    static Optional<String> type(Path folder) {
        if (folder.toString().startsWith("\\\\")) {
            return Optional.of("a Windows share");
        }
        try {
            return network(Files.getFileStore(folder).type());
        } catch (IOException e) {
            throw new StorageException("The folder " + folder + " cannot be reached: " + e.getMessage(), e);
        }
    }

    static Optional<String> network(String type) {
        return Optional.of(type).filter(t -> TYPES.contains(t.toLowerCase(Locale.ROOT)));
    }

    static void refuse(Path folder, Optional<String> type) {
        if (type.isPresent()) {
            throw new StorageException("The folder " + folder + " is on a network file system (" + type.get()
                    + "), where two computers could write at once and a database is not safe. Keep the project on a disk of this"
                    + " computer and share it with push and pull; here it can be looked at, which changes nothing.");
        }
    }
}
