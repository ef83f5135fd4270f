package plumbline.storage.project;

/** A strict project does not make a version while conflicts are open. */
public final class OpenConflictsException extends StorageException {
    private static final long serialVersionUID = 1L;

    OpenConflictsException(String sentence) {
        super(sentence);
    }
}
