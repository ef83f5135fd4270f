package plumbline.app.ui.layout;

/** The sides of a workspace that docks stand at; the views are in the middle. */
public enum Side {
    LEFT("left"),
    RIGHT("right"),
    BOTTOM("bottom");

    private final String word;

    Side(String word) {
        this.word = word;
    }

    /** In files and sentences. */
    public String word() {
        return word;
    }
}
