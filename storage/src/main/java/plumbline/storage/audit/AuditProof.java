package plumbline.storage.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * That an entry is in a log, for somebody who has neither the log nor Plumbline: RFC 9162, 2.1.3. {@code leafData} (base64)
 * is what is hashed; hashes are hex. {@code checkpoint} is the newest signed checkpoint that covers the entry, {@code key}
 * its signer's; without one the root stands for itself alone. {@code since} shows that an earlier tree is the beginning.
 */
public record AuditProof(
        AuditEntry entry, String leafData, String leafHash, long treeSize, String root, List<String> path,
        Optional<String> checkpoint, Optional<String> key, Optional<Consistency> since) {
    /** RFC 9162, 2.1.4: the first {@code oldSize} leaves, with {@code oldRoot}, are the beginning of the proof's tree. */
    public record Consistency(long oldSize, String oldRoot, List<String> path) {}

    /** Of the first {@code size} entries of the entry's log. */
    public static AuditProof of(
            Connection c, AuditLog log, AuditEntry entry, long size, Optional<SignedNote> checkpoint, Optional<NoteKey> key,
            Optional<Checkpoint> since) throws SQLException {
        byte[] leaves = log.leaves(c, entry.log(), size);
        byte[] data = AuditLeaf.bytes(entry);
        List<byte[]> path = MerkleProofs.inclusion(leaves, entry.sequence());
        // The same as hashing all leaves once more, for the path was made from them.
        byte[] root = MerkleProofs.rootFrom(
                        HexFormat.of().parseHex(entry.hash()), entry.sequence(), leaves.length / 32, path)
                .orElseThrow();
        return new AuditProof(
                entry, Base64.getEncoder().encodeToString(data), entry.hash(), leaves.length / 32, hex(root),
                path.stream().map(AuditProof::hex).toList(),
                checkpoint.map(SignedNote::write), key.map(NoteKey::text),
                since.map(p -> new Consistency(
                        p.size(), p.root(),
                        MerkleProofs.consistency(leaves, p.size()).stream().map(AuditProof::hex).toList())));
    }

    /** What is hashed on the way: the leaf's hash, then the hash that each step of the path gives, the last one the root. */
    public List<String> climb() {
        HexFormat hex = HexFormat.of();
        List<String> out = new ArrayList<>(List.of(leafHash));
        long node = entry.sequence();
        long last = treeSize - 1;
        byte[] hash = hex.parseHex(leafHash);
        for (String p : path) {
            if ((node & 1) == 1 || node == last) {
                hash = Merkle.node(hex.parseHex(p), hash);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                hash = Merkle.node(hash, hex.parseHex(p));
            }
            node >>= 1;
            last >>= 1;
            out.add(hex(hash));
        }
        return out;
    }

    /** Whether leaf, path and root belong together, and the earlier tree where one is given. */
    public boolean holds() {
        HexFormat hex = HexFormat.of();
        byte[] top = hex.parseHex(root);
        byte[] leaf = Merkle.leaf(Base64.getDecoder().decode(leafData));
        boolean included = Arrays.equals(leaf, hex.parseHex(leafHash)) && MerkleProofs.included(
                leaf, entry.sequence(), treeSize, path.stream().map(hex::parseHex).toList(), top);
        return included && since.map(s -> MerkleProofs.consistent(
                        s.oldSize(), hex.parseHex(s.oldRoot()), treeSize, top,
                        s.path().stream().map(hex::parseHex).toList()))
                .orElse(true);
    }

    private static String hex(byte[] b) {
        return HexFormat.of().formatHex(b);
    }
}
