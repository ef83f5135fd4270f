package plumbline.app.service;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.scene.Vec3;
import plumbline.viewer3d.view.Camera;
import plumbline.viewer3d.view.Clip;

/**
 * Where somebody looks, as text to send: {@code plumbline://view?capture=…&frame=…&…}, as in
 * {@code docs/formats/view-links.md}. Numbers are written so that they read back as the same; lengths are metres in the
 * frame of the frame's reference lidar. {@code looks} are words of the workspace for colours and layers.
 */
public record ViewLink(
        String capture, int frame, String workspace, Camera camera, Clip clip, Optional<LabelId> selected,
        Map<String, String> looks) {
    private static final String BEGINNING = "plumbline://view?";
    private static final String LOOK = "look.";
    private static final int LONGEST = 8_000;

    public ViewLink {
        workspace = workspace.toLowerCase(Locale.ROOT);
        looks = Map.copyOf(new TreeMap<>(looks));
    }

    public String text() {
        Map<String, String> out = new LinkedHashMap<>();
        out.put("capture", capture);
        out.put("frame", Integer.toString(frame));
        out.put("workspace", workspace);
        out.put("eye", numbers(camera.eye()));
        out.put("at", numbers(camera.target()));
        out.put("up", numbers(camera.up()));
        out.put("fov", Double.toString(camera.fovYRad()));
        if (camera.orthographic()) {
            out.put("ortho", Double.toString(camera.orthoHeight()));
        }
        clip.box().ifPresent(b -> out.put(clip.outside() ? "without" : "clip", numbers(b.centre()) + "," + numbers(
                b.length(), b.width(), b.height(), b.qx(), b.qy(), b.qz(), b.qw())));
        selected.ifPresent(id -> out.put("label", id.value()));
        new TreeMap<>(looks).forEach((k, v) -> out.put(LOOK + k, v));
        return BEGINNING + out.entrySet().stream()
                .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8).replace("%2C", ","))
                .collect(Collectors.joining("&"));
    }

    /** Refuses what is not such a text with a sentence that says what is wrong in it. */
    public static ViewLink parse(String text) {
        String t = text.strip();
        if (!t.startsWith(BEGINNING) || t.length() > LONGEST) {
            throw new IllegalArgumentException("A link to a view begins with \"" + BEGINNING
                    + "\"; copy it whole, in quotes on a command line.");
        }
        Map<String, String> given = new LinkedHashMap<>();
        for (String part : t.substring(BEGINNING.length()).split("&")) {
            int eq = part.indexOf('=');
            if (eq < 1) {
                throw new IllegalArgumentException("The link to a view has \"" + part + "\" where name=value is expected.");
            }
            given.put(part.substring(0, eq), decoded(part.substring(eq + 1)));
        }
        Vec3 eye = vector(given, "eye");
        Vec3 at = vector(given, "at");
        Vec3 up = vector(given, "up");
        if (!(at.minus(eye).length() > 1e-9) || !(up.length() > 1e-9)) {
            throw new IllegalArgumentException("The link to a view looks nowhere: eye and at must differ, up must have a length.");
        }
        double ortho = given.containsKey("ortho") ? numbers(given, "ortho", 1)[0] : 0;
        Map<String, String> looks = new TreeMap<>();
        given.forEach((k, v) -> {
            if (k.startsWith(LOOK)) {
                looks.put(k.substring(LOOK.length()), v);
            }
        });
        double fov = numbers(given, "fov", 1)[0];
        if (!(fov > 0.01 && fov < 3.1 && ortho >= 0)) {
            throw new IllegalArgumentException("The link to a view has an angle or a height that no camera has.");
        }
        return new ViewLink(
                required(given, "capture"), frame(required(given, "frame")), required(given, "workspace"),
                new Camera(eye, at, up, fov, ortho), clip(given),
                Optional.ofNullable(given.get("label")).filter(l -> !l.isEmpty()).map(LabelId::new), looks);
    }

    private static Clip clip(Map<String, String> given) {
        String name = given.containsKey("without") ? "without" : "clip";
        if (!given.containsKey(name)) {
            return Clip.NONE;
        }
        double[] n = numbers(given, name, 10);
        double length = Math.sqrt(n[6] * n[6] + n[7] * n[7] + n[8] * n[8] + n[9] * n[9]);
        if (!(n[3] >= 0 && n[4] >= 0 && n[5] >= 0 && Math.abs(length - 1) < 1e-6)) {
            throw new IllegalArgumentException("The box in the link to a view has no size or no rotation.");
        }
        Box box = new Box(new Vec3(n[0], n[1], n[2]), n[3], n[4], n[5], n[6], n[7], n[8], n[9]);
        return new Clip(Optional.of(box), name.equals("without"), Optional.empty());
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("The link to a view is damaged at \"" + value + "\".", e);
        }
    }

    private static int frame(String text) {
        if (!text.matches("[0-9]{1,9}")) {
            throw new IllegalArgumentException("The link to a view has \"" + text + "\" for a frame's number.");
        }
        return Integer.parseInt(text);
    }

    private static String required(Map<String, String> given, String name) {
        String value = given.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("The link to a view lacks \"" + name + "\"; copy it whole.");
        }
        return value;
    }

    private static Vec3 vector(Map<String, String> given, String name) {
        double[] n = numbers(given, name, 3);
        return new Vec3(n[0], n[1], n[2]);
    }

    private static double[] numbers(Map<String, String> given, String name, int count) {
        String text = required(given, name);
        try {
            double[] n = Arrays.stream(text.split(",", -1)).mapToDouble(Double::parseDouble).toArray();
            if (n.length == count && Arrays.stream(n).allMatch(v -> Math.abs(v) < 1e9)) {
                return n;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("The link to a view has \"" + text + "\" for " + name + ".", e);
        }
        throw new IllegalArgumentException("The link to a view needs " + count + " numbers for " + name + ".");
    }

    private static String numbers(Vec3 v) {
        return numbers(v.x(), v.y(), v.z());
    }

    private static String numbers(double... values) {
        return Arrays.stream(values).mapToObj(Double::toString).collect(Collectors.joining(","));
    }
}
