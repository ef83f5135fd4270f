package plumbline.app.cli;

import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Vec3;
import plumbline.viewer3d.render.RendererChoice;
import plumbline.viewer3d.view.Camera;
import plumbline.viewer3d.view.CameraMoves;
import plumbline.viewer3d.view.ViewAxis;

/** From where pictures are taken, how large, and what draws them, as flags. */
final class CameraOptions {
    @Option(names = "--size", defaultValue = "1600x1000", paramLabel = "WxH")
    private String size;

    @Option(names = "--camera", split = ",", paramLabel = "x,y,z,ax,ay,az,ux,uy,uz", description = "From, at, up, metres.")
    private double[] camera = {};

    @Option(names = "--view", paramLabel = "NAME", description = "top, front, side or fit.")
    private Optional<String> view = Optional.empty();

    @Option(names = "--renderer", paramLabel = "gl|splat")
    private Optional<String> renderer = Optional.empty();

    int[] size() {
        String[] parts = size.toLowerCase(Locale.ROOT).split("x", -1);
        try {
            int[] wh = {Integer.parseInt(parts[0]), Integer.parseInt(parts[1])};
            if (parts.length == 2 && wh[0] >= 16 && wh[1] >= 16 && wh[0] <= 16384 && wh[1] <= 16384) {
                return wh;
            }
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw new IllegalArgumentException("--size is width x height in pixels, as in 1600x1000, not \"" + size + "\".", e);
        }
        throw new IllegalArgumentException("--size is width x height, 16 to 16384 pixels each, as in 1600x1000.");
    }

    Camera camera(PointBlock points) {
        if (camera.length == 9) {
            Vec3 along = new Vec3(camera[3] - camera[0], camera[4] - camera[1], camera[5] - camera[2]);
            if (!(along.cross(new Vec3(camera[6], camera[7], camera[8])).length() > 1e-9)) {
                throw new IllegalArgumentException(
                        "--camera looks nowhere: from and at must differ, and up must not lie along the view.");
            }
            return new Camera(
                    new Vec3(camera[0], camera[1], camera[2]),
                    new Vec3(camera[3], camera[4], camera[5]),
                    new Vec3(camera[6], camera[7], camera[8]),
                    Camera.DEFAULT.fovYRad(),
                    0);
        }
        if (camera.length != 0) {
            throw new IllegalArgumentException("--camera takes nine numbers: from x,y,z, at x,y,z, up x,y,z.");
        }
        Camera fitted = CameraMoves.fit(Camera.DEFAULT, points);
        return switch (view.orElse("")) {
            case "" -> CameraMoves.home(points);
            case "fit" -> fitted;
            case "top" -> CameraMoves.toggleOrtho(CameraMoves.axis(fitted, ViewAxis.TOP));
            case "front" -> CameraMoves.toggleOrtho(CameraMoves.axis(fitted, ViewAxis.FRONT));
            case "side" -> CameraMoves.toggleOrtho(CameraMoves.axis(fitted, ViewAxis.SIDE));
            default -> throw new IllegalArgumentException("--view is top, front, side or fit, not \"" + view.get() + "\".");
        };
    }

    RendererChoice choice() {
        return switch (renderer.orElse("auto")) {
            case "auto" -> RendererChoice.AUTO;
            case "gl" -> RendererChoice.GL;
            case "splat" -> RendererChoice.SPLAT;
            default -> throw new IllegalArgumentException("--renderer is gl or splat, not \"" + renderer.get() + "\".");
        };
    }
}
