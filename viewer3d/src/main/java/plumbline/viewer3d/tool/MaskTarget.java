package plumbline.viewer3d.tool;

import java.util.Optional;
import plumbline.annotation.scene.PointBlock;

/**
 * What point tools work on: the sweeps in view, by the layers of the scene, and the one door for their strokes. The window
 * implements it over its session; used from the window's thread.
 */
public interface MaskTarget {
    /** Empty while it is being made. */
    Optional<PointIndex> index(PointBlock points);

    /** Of some points, those that a stroke (or the eraser) would change under the rules in force. */
    LayerPoints open(LayerPoints points, boolean erase);

    /** Shows points as they would become, without an edit; none takes that away. */
    void light(LayerPoints points, boolean erase);

    /** One stroke, one edit. */
    void stroke(LayerPoints points, boolean erase);

    /** What a tool chose waits for Enter; the target shows it until it is taken or dropped. */
    void choose(LayerPoints points, String how);

    /** What waits. */
    LayerPoints chosen();

    /** The class, and where it is one the instance, that points get: {@code "Car 3"}. */
    String paints();
}
