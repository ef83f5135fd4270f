package plumbline.app.ui.annotate;

import java.util.Map;
import plumbline.app.ui.Viewing;
import plumbline.viewer3d.fx.SceneView;
import plumbline.viewer3d.render.LooksText;
import plumbline.viewer3d.view.Camera;
import plumbline.viewer3d.view.Clip;

/** Annotate's 3D view as a place to come back to. */
final class AnnotateViewing implements Viewing {
    private static final String POINTS = "points";
    private static final String SWEEPS = "sweeps";

    private final StagePane stage;
    private boolean arrived;

    AnnotateViewing(StagePane stage) {
        this.stage = stage;
    }

    /** Somebody came by a link: the camera is no longer chosen for them. */
    boolean arrived() {
        return arrived;
    }

    @Override
    public SceneView view() {
        return stage.view();
    }

    @Override
    public Map<String, String> looks() {
        return Map.of(POINTS, LooksText.write(stage.wish().looks()), SWEEPS, Integer.toString(stage.sweepsAround()));
    }

    @Override
    public void arrive(Camera camera, Clip clip, Map<String, String> looks) {
        arrived = true;
        stage.view().setCamera(camera, false);
        stage.view().setClip(clip);
        if (looks.containsKey(POINTS)) {
            String sweeps = looks.getOrDefault(SWEEPS, "0");
            stage.look(LooksText.read(looks.get(POINTS)), sweeps.matches("[0-9]{1,2}") ? Integer.parseInt(sweeps) : 0);
        }
    }
}
