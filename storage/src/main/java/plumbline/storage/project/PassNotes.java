package plumbline.storage.project;

import java.util.List;
import java.util.Optional;

/**
 * Scenarios and events of a project's captures. Each write leaves an audit entry with what stood before and after, and travels
 * with sync; of two writes to one note the later stands. Throws {@link StorageException} with a plain sentence.
 */
public interface PassNotes {
    /** In the order of captures' import and of time. */
    List<Scenario> scenarios();

    /** By its id, or by a name that only one has. */
    Scenario scenario(String idOrName);

    /** Of one capture, in the order of time. */
    List<PassEvent> events(Hash capture);

    /** Adds it, or puts it in the place of the one with its id; says what stood there. */
    Optional<PassNote> put(PassNote note);

    /** Takes it away; says what stood there. One that is not there is refused. */
    PassNote remove(String id);
}
