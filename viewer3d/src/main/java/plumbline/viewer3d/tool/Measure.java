package plumbline.viewer3d.tool;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import plumbline.annotation.assist.Ground;
import plumbline.annotation.scene.Vec3;

/**
 * Something measured between places of the view frame (metres). The value is computed from the places alone, so a measure
 * that is kept tells the same again. Values are in metres, square metres or degrees; a point has none.
 */
public record Measure(Kind kind, List<Vec3> places) {
    /** What can be measured, by the number of places it takes; {@code most} 0 means that Enter ends it. */
    public enum Kind {
        POINT("Point", 1, 1),
        DISTANCE("Distance", 2, 2),
        PATH("Path", 2, 0),
        HEIGHT("Height", 2, 2),
        ANGLE("Angle", 3, 3),
        AREA("Area", 3, 0);

        private final String word;
        private final int fewest;
        private final int most;

        Kind(String word, int fewest, int most) {
            this.word = word;
            this.fewest = fewest;
            this.most = most;
        }

        public String word() {
            return word;
        }

        public int fewest() {
            return fewest;
        }

        public int most() {
            return most;
        }

        /** As files name it. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Kind> of(String text) {
            return java.util.Arrays.stream(values()).filter(k -> k.text().equals(text)).findFirst();
        }
    }

    public Measure {
        places = List.copyOf(places);
        if (places.size() < kind.fewest() || kind.most() > 0 && places.size() > kind.most()) {
            throw new IllegalArgumentException(kind.word() + " cannot be measured between " + places.size() + " places");
        }
    }

    /** The height of one place above the ground below it. */
    public static Measure aboveGround(Vec3 place, Ground ground) {
        return new Measure(Kind.HEIGHT, List.of(new Vec3(place.x(), place.y(), ground.heightAt(place.x(), place.y())), place));
    }

    /** Metres, square metres or degrees; 0 for a point. */
    public double value() {
        return switch (kind) {
            case POINT -> 0;
            case DISTANCE, PATH -> length();
            case HEIGHT -> places.get(1).z() - places.get(0).z();
            case ANGLE -> angle();
            case AREA -> area();
        };
    }

    private double length() {
        double sum = 0;
        for (int i = 0; i + 1 < places.size(); i++) {
            sum += places.get(i).distance(places.get(i + 1));
        }
        return sum;
    }

    /** At the second place, between the two others. */
    private double angle() {
        Vec3 a = places.get(0).minus(places.get(1));
        Vec3 b = places.get(2).minus(places.get(1));
        return Math.toDegrees(Math.atan2(a.cross(b).length(), a.dot(b)));
    }

    /** Half the length of the sum of cross products: the area of the outline on its own mean plane. */
    private double area() {
        Vec3 sum = Vec3.ZERO;
        Vec3 origin = places.getFirst();
        for (int i = 1; i + 1 < places.size(); i++) {
            sum = sum.plus(places.get(i).minus(origin).cross(places.get(i + 1).minus(origin)));
        }
        return sum.length() / 2;
    }

    /** The value with its unit: {@code 4.52 m}, {@code 31.4°}, {@code 12.80 m²}; of a point its place. */
    public String words() {
        return switch (kind) {
            case POINT -> coordinates(places.getFirst());
            case DISTANCE, PATH -> number("%.2f m", value());
            case HEIGHT -> number("%+.2f m", value());
            case ANGLE -> number("%.1f\u00b0", value());
            case AREA -> number("%.2f m\u00b2", value());
        };
    }

    public static String coordinates(Vec3 p) {
        return number("%.2f  ", p.x()) + number("%.2f  ", p.y()) + number("%.2f m", p.z());
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value).replace('-', '\u2212');
    }

    /** Where its tag stands. */
    public Vec3 middle() {
        return switch (kind) {
            case POINT -> places.getFirst();
            case ANGLE -> places.get(1);
            case DISTANCE, HEIGHT -> places.get(0).plus(places.get(1)).times(0.5);
            case PATH -> places.getLast();
            case AREA -> places.stream().reduce(Vec3.ZERO, Vec3::plus).times(1.0 / places.size());
        };
    }

    /** The lines that show it: an outline is closed, a height stands upright beside its level. */
    public List<List<Vec3>> lines() {
        return switch (kind) {
            case POINT -> List.of();
            case DISTANCE, PATH, ANGLE -> List.of(places);
            case AREA -> {
                List<Vec3> closed = new java.util.ArrayList<>(places);
                closed.add(places.getFirst());
                yield List.of(closed);
            }
            case HEIGHT -> {
                Vec3 foot = places.get(0);
                Vec3 top = places.get(1);
                Vec3 above = new Vec3(foot.x(), foot.y(), top.z());
                yield above.distance(top) < 0.01 ? List.of(List.of(foot, top)) : List.of(List.of(foot, above), List.of(above, top));
            }
        };
    }

    /** For drawing over the picture. */
    public Guides guides(int rgb) {
        return new Guides(
                places.stream().map(p -> new Guides.Handle(p, true, false)).toList(),
                lines().stream().map(l -> new Guides.Path(l, false, rgb)).toList(),
                List.of(new Guides.Tag(middle(), words(), rgb)));
    }
}
