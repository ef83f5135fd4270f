package plumbline.storage.access;

import java.util.Arrays;
import java.util.List;

/**
 * What a policy allows or denies. Each is asked about at the door of the store or of the service that does it. Auditing is
 * no action: nothing turns it off.
 */
public enum Action {
    CAPTURE_READ("capture.read", "read this capture"),
    CAPTURE_IMPORT("capture.import", "import a capture"),
    LABEL_WRITE("label.write", "change labels"),
    LABEL_REVIEW("label.review", "review labels"),
    ONTOLOGY_CHANGE("ontology.change", "change the ontology"),
    CONTRACT_CHANGE("contract.change", "pin a contract"),
    VERSION_COMMIT("version.commit", "commit a version"),
    VERSION_REFS("version.refs", "make or remove branches and tags"),
    CALIBRATION_ACCEPT("calibration.accept", "accept a calibration"),
    EXPORT("export", "export labels"),
    SYNC_PULL("sync.pull", "fetch from a server"),
    SYNC_PUSH("sync.push", "send to a server"),
    AUDIT_READ("audit.read", "read the audit log"),
    AUDIT_SEAL("audit.seal", "seal or put back a payload of the audit log"),
    POLICY_CHANGE("policy.change", "change the policy"),
    USER_MANAGE("user.manage", "manage users");

    private final String id;
    private final String words;

    Action(String id, String words) {
        this.id = id;
        this.words = words;
    }

    /** As it stands in policies and in the audit log. */
    public String id() {
        return id;
    }

    /** As a sentence says it after "may not". */
    public String words() {
        return words;
    }

    /** Throws {@link IllegalArgumentException} with the actions there are. */
    public static Action of(String id) {
        return Arrays.stream(values())
                .filter(a -> a.id.equals(id.strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "There is no action \"" + id + "\"; there are " + String.join(", ", ids()) + "."));
    }

    public static List<String> ids() {
        return Arrays.stream(values()).map(Action::id).toList();
    }
}
