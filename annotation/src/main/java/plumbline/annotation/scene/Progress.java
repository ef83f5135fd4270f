package plumbline.annotation.scene;

/** Told by long work how far it is, and asked whether to stop. Called often and from any thread: implementations thin out. */
public interface Progress {
    Progress NONE = new Progress() {
        @Override
        public void update(String what, long done, long total) {}

        @Override
        public boolean cancelled() {
            return false;
        }
    };

    /** {@code total} 0 where it is not known. */
    void update(String what, long done, long total);

    boolean cancelled();
}
