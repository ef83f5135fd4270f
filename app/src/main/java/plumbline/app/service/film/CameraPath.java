package plumbline.app.service.film;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import plumbline.annotation.scene.Vec3;
import plumbline.storage.format.FormatException;
import plumbline.viewer3d.view.Camera;
import plumbline.viewer3d.view.CameraMoves;

/**
 * Where a camera is at each moment: stops with their times in seconds, gently left and reached. As text one stop a line,
 * {@code t  x y z  ax ay az  ux uy uz}: seconds, from, at, up; {@code #} begins a remark.
 */
public record CameraPath(List<Stop> stops) {
    /** A camera at a time in seconds. */
    public record Stop(double seconds, Camera camera) {}

    public CameraPath {
        stops = List.copyOf(stops);
        if (stops.isEmpty()) {
            throw new IllegalArgumentException("a camera path needs a stop");
        }
    }

    public double seconds() {
        return stops.getLast().seconds();
    }

    public Camera at(double seconds) {
        int next = 0;
        while (next < stops.size() && stops.get(next).seconds() <= seconds) {
            next++;
        }
        if (next == 0 || next == stops.size()) {
            return stops.get(Math.clamp(next - 1, 0, stops.size() - 1)).camera();
        }
        Stop a = stops.get(next - 1);
        Stop b = stops.get(next);
        double t = (seconds - a.seconds()) / (b.seconds() - a.seconds());
        return CameraMoves.between(a.camera(), b.camera(), t * t * (3 - 2 * t));
    }

    /** Once around what a camera looks at. */
    public static CameraPath turn(Camera from, double seconds) {
        List<Stop> stops = new ArrayList<>();
        // Smooth ease at each stop would make the turn halt, so it is cut finely.
        int steps = 360;
        for (int i = 0; i <= steps; i++) {
            stops.add(new Stop(seconds * i / steps, CameraMoves.orbit(from, from.target(), 2 * Math.PI * i / steps, 0)));
        }
        return new CameraPath(stops);
    }

    public static CameraPath read(Path file, double fovYRad) throws IOException {
        List<Stop> stops = new ArrayList<>();
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).replaceAll("#.*", "").trim();
            if (line.isEmpty()) {
                continue;
            }
            String where = "line " + (i + 1);
            double[] n = numbers(file, where, line);
            if (!stops.isEmpty() && !(n[0] > stops.getLast().seconds())) {
                throw new FormatException(file.toString(), where, "its time is not after that of the stop before");
            }
            stops.add(new Stop(n[0], new Camera(
                    new Vec3(n[1], n[2], n[3]), new Vec3(n[4], n[5], n[6]), new Vec3(n[7], n[8], n[9]), fovYRad, 0)));
        }
        if (stops.size() < 2) {
            throw new FormatException(file.toString(), "line " + lines.size(), "a camera path needs two stops or more");
        }
        return new CameraPath(stops);
    }

    private static double[] numbers(Path file, String where, String line) throws FormatException {
        String[] parts = line.split("\\s+");
        if (parts.length != 10) {
            throw new FormatException(
                    file.toString(), where, parts.length + " numbers found; ten wanted: seconds, from, at, up");
        }
        double[] out = new double[10];
        for (int i = 0; i < 10; i++) {
            try {
                out[i] = Double.parseDouble(parts[i]);
            } catch (NumberFormatException e) {
                throw new FormatException(file.toString(), where, "\"" + parts[i] + "\" is not a number");
            }
        }
        return out;
    }
}
