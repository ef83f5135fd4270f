package plumbline.viewer3d.tool;

/** Turns pointer and keys over a 3D view into edits of an {@link EditTarget}. Lives on the window's thread. */
public interface Tool {
    /** Shown in the tool strip and the status bar: {@code Cuboid}. */
    String name();
}
