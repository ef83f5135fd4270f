package plumbline.app.ui;

import java.util.Map;
import plumbline.viewer3d.fx.SceneView;
import plumbline.viewer3d.view.Camera;
import plumbline.viewer3d.view.Clip;

/** A workspace's 3D view as a place to come back to: where its camera is, what is cut away, how its points look. */
public interface Viewing {
    SceneView view();

    /** Words that say how points look; read back by {@link #arrive}. */
    Map<String, String> looks();

    /**
     * The person came here by a link: camera, clip and looks are those, now and after the first points have come. Looks
     * that this workspace does not know are left out.
     */
    void arrive(Camera camera, Clip clip, Map<String, String> looks);
}
