package plumbline.storage.sync;

import java.util.List;
import java.util.Map;
import plumbline.storage.audit.AuditEntry;
import plumbline.storage.audit.AuditHead;

/** The records of the REST API as JSON, version 1. Hashes in hex. */
public final class Wire {
    public static final String ROOT = "/api/v1";

    /** Who asks, where a project on the server has users. Beside the server's token, which says that one may ask at all. */
    public static final String USER_HEADER = "Plumbline-User";

    /** What they ask for, percent-encoded. */
    public static final String PURPOSE_HEADER = "Plumbline-Purpose";

    private Wire() {}

    public record ServerInfo(String product, int api, List<String> projects) {}

    public record Hashes(List<String> hashes) {}

    public record Refs(Map<String, String> refs) {}

    /** {@code before} is empty for a ref that must not exist yet. */
    public record RefUpdate(String name, String before, String after) {}

    public record AuditSizes(Map<String, Long> sizes) {}

    public record AuditPage(List<AuditEntry> entries) {}

    /** What the server has seen: heads of its own copy, checkpoints (signed notes), and the keys of their signatures. */
    public record Checkpoints(List<AuditHead.Line> heads, List<String> notes, List<String> keys) {}

    public record Side(List<String> lines) {}

    /** Every error: one plain sentence. */
    public record Failure(String error) {}
}
