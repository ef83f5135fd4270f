package plumbline.storage.server;

import java.util.List;
import java.util.Optional;
import plumbline.storage.access.Access;
import plumbline.storage.project.Replica;

/** The projects a server keeps. {@code name} has been checked: letters, digits, space, dot, underscore, hyphen. */
public interface ProjectHost extends AutoCloseable {
    List<String> names();

    Optional<Replica> find(String name);

    /** Who may do what with a project that is there. */
    Optional<Access> access(String name);

    /** Makes an empty copy for a project that is sent for the first time. */
    Replica create(String name);

    @Override
    void close();
}
