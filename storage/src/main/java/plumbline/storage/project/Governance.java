package plumbline.storage.project;

/** What is on record for a capture from its first import. Empty strings are not allowed: "unknown" is said in words. */
public record Governance(
        String purpose, String classification, String region, String owner, String site, String retention) {
    public static final Governance DEFAULT =
            new Governance("training data", "internal", "unspecified", "unassigned", "unspecified", "until reviewed");
}
