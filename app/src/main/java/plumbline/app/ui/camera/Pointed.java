package plumbline.app.ui.camera;

import java.util.Optional;
import plumbline.annotation.scene.Vec3;
import plumbline.app.service.SightLine;

/**
 * What somebody points at, for all views of a frame: a pixel's line of sight, the lidar's point there, or both. In the frame
 * of the reference lidar at that frame, metres. {@code from} is the camera pointed in, empty for the 3D view.
 */
public record Pointed(int frame, String from, Optional<SightLine> line, Optional<Vec3> point) {}
