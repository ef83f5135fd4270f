package plumbline.annotation.review;

/** How bad a finding is. */
public enum Severity {
    INFO,
    MEDIUM,
    HIGH,
    CRITICAL
}
