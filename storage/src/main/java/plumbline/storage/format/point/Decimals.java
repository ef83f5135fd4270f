package plumbline.storage.format.point;

import java.nio.charset.StandardCharsets;

/**
 * Decimal text to double without objects where the result is exact that way (up to 15 digits and a power of ten up to
 * 22, Clinger 1990); everything else goes through {@link Double#parseDouble}.
 */
final class Decimals {
    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    private Decimals() {}

    /** NaN where the text is not a number; see {@link #isNan}. */
    static double parse(byte[] text, int from, int to) {
        long mantissa = 0;
        int digits = 0;
        int scale = 0;
        int i = from;
        boolean negative = i < to && text[i] == '-';
        if (i < to && (text[i] == '-' || text[i] == '+')) {
            i++;
        }
        boolean point = false;
        boolean any = false;
        for (; i < to; i++) {
            int d = text[i] - '0';
            if (d >= 0 && d <= 9) {
                any = true;
                if (digits > 0 || d > 0) {
                    digits++;
                }
                if (digits > 15) {
                    return slow(text, from, to);
                }
                mantissa = mantissa * 10 + d;
                scale += point ? 1 : 0;
            } else if (text[i] == '.' && !point) {
                point = true;
            } else {
                return slow(text, from, to);
            }
        }
        if (!any || scale > 22) {
            return slow(text, from, to);
        }
        double v = mantissa / POWERS[scale];
        return negative ? -v : v;
    }

    private static double slow(byte[] text, int from, int to) {
        String s = new String(text, from, Math.min(to - from, 400), StandardCharsets.US_ASCII);
        char last = s.isEmpty() ? ' ' : s.charAt(s.length() - 1);
        boolean infinite = s.equalsIgnoreCase("inf") || s.equalsIgnoreCase("+inf");
        if (infinite || s.equalsIgnoreCase("-inf")) {
            return infinite ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
        }
        // Java takes "1f" and hexadecimal; point files do not.
        if ((last < '0' || last > '9') && last != '.' || s.indexOf('x') >= 0 || s.indexOf('X') >= 0) {
            return Double.NaN;
        }
        try {
            return Double.parseDouble(s);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    static boolean isNan(byte[] text, int from, int to) {
        String s = new String(text, from, Math.min(to - from, 8), StandardCharsets.US_ASCII);
        return s.equalsIgnoreCase("nan") || s.equalsIgnoreCase("-nan") || s.equalsIgnoreCase("+nan");
    }
}
