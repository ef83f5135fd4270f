package plumbline.storage.project;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Tasks and comments of a project's captures. Each write leaves an audit entry with what stood before and after, and travels
 * with sync; of two writes to one the later stands. What a person has read is each copy's own. Throws
 * {@link StorageException} with a plain sentence.
 */
public interface Reviews {
    /** Of all captures, by name. */
    List<ReviewTask> tasks();

    /** By its id, or by a name that only one has. */
    ReviewTask task(String idOrName);

    ReviewTask create(ReviewTask task);

    /** To somebody, or to nobody where the name is empty. */
    ReviewTask assign(String id, String user);

    /** Keeps it for who has opened the project, from now for {@link ReviewTask#LEASE}. */
    ReviewTask take(String id);

    /** Lets go of it before the lease is over. */
    ReviewTask release(String id);

    ReviewTask submit(String id);

    /** Nobody accepts what they submitted themselves, where there are users. */
    ReviewTask accept(String id);

    ReviewTask reject(String id, String reason);

    /** Of one capture in the order in which they were written. */
    List<ReviewComment> comments(Hash capture);

    ReviewComment comment(String id);

    ReviewComment add(ReviewComment comment);

    /** Closes the thread that a comment is of, or opens it again; gives the comment that began it. */
    ReviewComment resolve(String comment, boolean resolved);

    /** Comments that who has opened the project has read here, or written. */
    Set<String> read();

    void markRead(Collection<String> comments);
}
