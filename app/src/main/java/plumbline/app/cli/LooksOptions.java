package plumbline.app.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.scene.Vec3;
import plumbline.app.service.PointLooks;
import plumbline.viewer3d.render.ColourMap;
import plumbline.viewer3d.render.Legend.Range;
import plumbline.viewer3d.render.Looks;
import plumbline.viewer3d.view.Clip;
import plumbline.viewer3d.view.PointStyle;
import plumbline.viewer3d.view.PointStyle.Mode;

/** How points look, as flags: the same choices as the window's looks panel, and what is cut away. */
final class LooksOptions {
    @Option(names = "--colour", defaultValue = PointLooks.LABELS, paramLabel = "NAME",
            description = "labels, class, instance, unlabelled, height, distance, rgb, camera or a field's name. Default: ${DEFAULT-VALUE}.")
    private String colour;

    @Option(names = "--map", paramLabel = "NAME", description = "Colour scale: lagoon, cividis, viridis, magma, inferno or slate.")
    private Optional<String> map = Optional.empty();

    @Option(names = "--range", split = ",", paramLabel = "LOW,HIGH", description = "Values at the ends of the scale.")
    private double[] range = {};

    @Option(names = "--filter", paramLabel = "VALUE=LOW..HIGH",
            description = "Only points with height, distance or a field in a range; may be given several times.")
    private List<String> filters = List.of();

    @Option(names = "--hide", paramLabel = "CLASS", description = "Without the points of a class; \"\" for those without a label.")
    private List<String> hidden = List.of();

    @Option(names = "--no-ground", description = "Without points of the ground.")
    private boolean noGround;

    @Option(names = "--point-size", paramLabel = "N[px|m|adaptive]",
            description = "Pixels that grow when near (1.6adaptive, the default), fixed pixels (2px) or metres (0.1m).")
    private Optional<String> size = Optional.empty();

    @Option(names = "--eye-dome", paramLabel = "0-1", description = "Strength of the light on edges. Default: 0.5.")
    private Optional<Double> eyeDome = Optional.empty();

    @Option(names = "--square", description = "Squares in place of round points.")
    private boolean square;

    @Option(names = "--close-gaps", description = "Closes holes of a few pixels in surfaces.")
    private boolean closeGaps;

    @Option(names = "--opacity", paramLabel = "LAYER=0-1", description = "Of sweep, \"sweeps around\" or boxes; may be given several times.")
    private List<String> opacity = List.of();

    @Option(names = "--clip-box", split = ",", paramLabel = "x,y,z,l,w,h[,yaw]",
            description = "Only what is inside of a box: middle and size in metres, turned by degrees.")
    private double[] clipBox = {};

    @Option(names = "--slab", split = ",", paramLabel = "nx,ny,nz,from,to",
            description = "Only what is between two planes across a direction, metres from the origin.")
    private double[] slab = {};

    Looks looks() {
        Looks looks = Looks.of(colour).withMap(map.map(LooksOptions::map)).withStyle(style()).withGround(!noGround);
        if (range.length != 0) {
            if (range.length != 2 || !(range[0] <= range[1])) {
                throw new IllegalArgumentException("--range takes two numbers, the lower first, as in 0,12.5.");
            }
            looks = looks.withRange(Optional.of(new Range(range[0], range[1])));
        }
        for (String f : filters) {
            looks = looks.withFilter(filter(f));
        }
        for (String h : hidden) {
            looks = looks.withClass(h, false);
        }
        for (String o : opacity) {
            String[] parts = o.split("=", 2);
            double v = parts.length == 2 ? number(parts[1], "--opacity") : -1;
            if (!(v >= 0 && v <= 1) || !Looks.LAYERS.contains(parts[0])) {
                throw new IllegalArgumentException("--opacity takes sweep, \"sweeps around\" or boxes with 0 to 1, as in boxes=0.4.");
            }
            looks = looks.withOpacity(parts[0], v);
        }
        return looks;
    }

    private static ColourMap map(String name) {
        return ColourMap.CHOICES.stream()
                .filter(m -> m.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("--map is "
                        + String.join(", ", ColourMap.CHOICES.stream().map(m -> m.name().toLowerCase(Locale.ROOT)).toList())
                        + ", not \"" + name + "\"."));
    }

    private PointStyle style() {
        PointStyle s = PointStyle.adaptive(1.6, 0.5).withRound(!square).withFillGaps(closeGaps);
        if (eyeDome.isPresent()) {
            if (!(eyeDome.get() >= 0 && eyeDome.get() <= 1)) {
                throw new IllegalArgumentException("--eye-dome goes from 0 to 1.");
            }
            s = s.withEyeDome(eyeDome.get());
        }
        if (size.isEmpty()) {
            return s;
        }
        String text = size.get().trim().toLowerCase(Locale.ROOT);
        Mode mode = text.endsWith("px") ? Mode.PIXELS : text.endsWith("m") ? Mode.METRES : Mode.ADAPTIVE;
        double n = number(text.replaceAll("(px|m|adaptive)$", ""), "--point-size");
        if (!(n > 0)) {
            throw new IllegalArgumentException("--point-size is above 0, as in 2px, 0.1m or 1.6adaptive.");
        }
        return s.withMode(mode, n);
    }

    private static Looks.Between filter(String text) {
        int equals = text.lastIndexOf('=');
        String[] ends = equals < 0 ? new String[0] : text.substring(equals + 1).split("\\.\\.", -1);
        if (ends.length != 2 || equals == 0) {
            throw new IllegalArgumentException("--filter takes a value and its range, as in height=-1..2.5, not \"" + text + "\".");
        }
        double low = ends[0].isBlank() ? Double.NEGATIVE_INFINITY : number(ends[0], "--filter");
        double high = ends[1].isBlank() ? Double.POSITIVE_INFINITY : number(ends[1], "--filter");
        return new Looks.Between(text.substring(0, equals), low, high);
    }

    private static double number(String text, String option) {
        try {
            return Double.parseDouble(text.trim());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(option + ": \"" + text + "\" is not a number.", e);
        }
    }

    /** In the frame of the points. */
    Clip clip() {
        Optional<Box> box = Optional.empty();
        if (clipBox.length != 0) {
            if (clipBox.length != 6 && clipBox.length != 7 || Arrays.stream(clipBox, 3, 6).anyMatch(v -> !(v > 0))) {
                throw new IllegalArgumentException("--clip-box takes x,y,z and length,width,height above 0, and degrees.");
            }
            double yaw = clipBox.length == 7 ? Math.toRadians(clipBox[6]) : 0;
            Vec3 middle = new Vec3(clipBox[0], clipBox[1], clipBox[2]);
            box = Optional.of(Box.upright(middle, clipBox[3], clipBox[4], clipBox[5], yaw));
        }
        if (slab.length == 0) {
            return new Clip(box, false, Optional.empty());
        }
        if (slab.length != 5) {
            throw new IllegalArgumentException("--slab takes five numbers: a direction x,y,z, from, to.");
        }
        Clip.Slab s = new Clip.Slab(new Vec3(slab[0], slab[1], slab[2]), slab[3], slab[4]);
        return new Clip(box, false, Optional.of(s));
    }

    /** For pictures of tiles, which have no labels of their own. */
    String colour() {
        return colour;
    }
}
