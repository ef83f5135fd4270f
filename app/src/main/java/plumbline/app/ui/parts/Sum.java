package plumbline.app.ui.parts;

import java.util.OptionalDouble;

/**
 * What may be typed into a number field: a number, or a sum such as {@code 1.8+0.06}, with {@code + - * /} and
 * brackets.
 */
public final class Sum {
    private final String text;
    private int at;

    private Sum(String text) {
        this.text = text;
    }

    /**
     * The value; empty where the text is no finite number or sum. Real minus signs, spaces and decimal commas are
     * taken.
     */
    public static OptionalDouble value(String typed) {
        String plain = typed.replace('\u2212', '-').replace(',', '.').replaceAll("[\\s\\u00A0]", "");
        if (plain.isEmpty() || plain.length() > 100) {
            return OptionalDouble.empty();
        }
        Sum s = new Sum(plain);
        double v = s.sum();
        return s.at == plain.length() && Double.isFinite(v) ? OptionalDouble.of(v) : OptionalDouble.empty();
    }

    private double sum() {
        double v = product();
        while (at < text.length() && (peek() == '+' || peek() == '-')) {
            v = text.charAt(at++) == '+' ? v + product() : v - product();
        }
        return v;
    }

    private double product() {
        double v = factor();
        while (at < text.length() && (peek() == '*' || peek() == '/')) {
            v = text.charAt(at++) == '*' ? v * factor() : v / factor();
        }
        return v;
    }

    private double factor() {
        if (at >= text.length()) {
            return Double.NaN;
        }
        char c = peek();
        if (c == '-' || c == '+') {
            at++;
            return c == '-' ? -factor() : factor();
        }
        if (c == '(') {
            at++;
            double v = sum();
            if (at >= text.length() || text.charAt(at++) != ')') {
                return Double.NaN;
            }
            return v;
        }
        int from = at;
        while (at < text.length() && (Character.isDigit(peek()) || peek() == '.')) {
            at++;
        }
        String digits = text.substring(from, at);
        return digits.matches("[0-9]+(\\.[0-9]*)?|\\.[0-9]+") ? Double.parseDouble(digits) : Double.NaN;
    }

    private char peek() {
        return text.charAt(at);
    }
}
