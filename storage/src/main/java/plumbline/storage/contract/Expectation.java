package plumbline.storage.contract;

import java.util.Locale;
import java.util.OptionalDouble;

/**
 * One rule of a contract about one sensor: a quality entry of the Open Data Contract Standard whose {@code engine} is
 * plumbline. Numbers are in the unit that {@link Rule} names; {@code text} is what a rule about words wants.
 */
public record Expectation(
        Rule rule, OptionalDouble least, OptionalDouble most, String text, Breach.Consequence consequence, String role) {

    /** What can be asked of a capture, with the unit of its number. */
    public enum Rule {
        PRESENT("samples"),
        RATE("Hz"),
        DROPPED_FRAMES("frames"),
        CALIBRATION(""),
        MONOTONIC_TIME("samples"),
        SYNC_OFFSET("ms"),
        POSE_GAP("s"),
        WORLD_FRAME(""),
        MEDIAN_RANGE("m"),
        SCHEMA("");

        private final String unit;

        Rule(String unit) {
            this.unit = unit;
        }

        public String unit() {
            return unit;
        }

        /** As it is written in the contract: {@code syncOffset}. */
        public String word() {
            StringBuilder out = new StringBuilder();
            for (String part : name().toLowerCase(Locale.ROOT).split("_")) {
                out.append(out.isEmpty() ? part : Character.toUpperCase(part.charAt(0)) + part.substring(1));
            }
            return out.toString();
        }
    }

    boolean allows(double value) {
        return value >= least.orElse(Double.NEGATIVE_INFINITY) && value <= most.orElse(Double.POSITIVE_INFINITY);
    }

    String limit() {
        String unit = rule.unit().isEmpty() ? "" : " " + rule.unit();
        if (!text.isEmpty()) {
            return text;
        }
        if (least.isPresent() && most.isPresent()) {
            return number(least.getAsDouble()) + " to " + number(most.getAsDouble()) + unit;
        }
        return (least.isPresent() ? "at least " + number(least.getAsDouble())
                : "at most " + number(most.orElse(Double.POSITIVE_INFINITY))) + unit;
    }

    static String number(double v) {
        return v == Math.rint(v) && Math.abs(v) < 1e15
                ? Long.toString((long) v)
                : String.format(Locale.ROOT, "%.4g", v);
    }
}
