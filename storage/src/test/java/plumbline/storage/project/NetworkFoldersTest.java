package plumbline.storage.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkFoldersTest {
    @TempDir
    Path folder;

    @Test
    void foldersOfOtherComputersAreRefusedInASentence() {
        for (String type : List.of("nfs", "nfs4", "cifs", "smb3", "fuse.sshfs", "9p", "NFS")) {
            assertThatThrownBy(() -> NetworkFolders.refuse(folder, NetworkFolders.network(type)))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining(folder.toString())
                    .hasMessageContaining(type)
                    .hasMessageContaining("push and pull")
                    .hasMessageContaining("looked at");
        }
    }

    @Test
    void disksOfThisComputerAreNot() {
        for (String type : List.of("ext4", "xfs", "btrfs", "zfs", "tmpfs", "overlay", "NTFS", "apfs", "fuse.ntfs-3g", "exfat")) {
            assertThat(NetworkFolders.network(type)).as(type).isEmpty();
        }
        NetworkFolders.refuse(folder, NetworkFolders.type(folder));
    }
}
