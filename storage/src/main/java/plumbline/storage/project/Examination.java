package plumbline.storage.project;

import java.util.List;

/**
 * What a look at the whole of a project found: how much was looked at, and each fault as a place and a sentence. After a
 * repair, {@code repaired} says what was put right and {@code lost} what could not be.
 */
public record Examination(
        long objects, long versions, long labels, List<Fault> faults, List<String> repaired, List<String> lost) {
    /** {@code where} is a file or a table of the project. */
    public record Fault(String where, String what) {}

    public boolean sound() {
        return faults.isEmpty();
    }
}
