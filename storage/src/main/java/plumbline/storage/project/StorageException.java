package plumbline.storage.project;

/** The store could not do what was asked: a plain sentence with file, what is safe and what to do. */
public sealed class StorageException extends RuntimeException 
        permits StorageException.InUse, OpenConflictsException, DeniedException {
    private static final long serialVersionUID = 1L;

    public StorageException(String message) {
        super(message);
    }

    public StorageException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Another window or command writes to the project: it goes as soon as that one is closed. */
    public static final class InUse extends StorageException {
        private static final long serialVersionUID = 1L;

        InUse(String message) {
            super(message);
        }
    }
}
