package plumbline.storage.contract;

import java.util.Comparator;

/** Keys in the order in which they were recorded: runs of digits by their number, all else letter by letter. */
final class RecordedOrder {
    static final Comparator<String> KEYS = RecordedOrder::compare;

    private RecordedOrder() {}

    private static int compare(String a, String b) {
        int i = 0;
        int j = 0;
        while (i < a.length() && j < b.length()) {
            boolean numbers = digit(a, i) && digit(b, j);
            int endA = numbers ? end(a, i) : i + 1;
            int endB = numbers ? end(b, j) : j + 1;
            int c = numbers ? number(a.substring(i, endA), b.substring(j, endB)) : Character.compare(a.charAt(i), b.charAt(j));
            if (c != 0) {
                return c;
            }
            i = endA;
            j = endB;
        }
        return Integer.compare(a.length() - i, b.length() - j);
    }

    private static boolean digit(String s, int i) {
        return s.charAt(i) >= '0' && s.charAt(i) <= '9';
    }

    private static int end(String s, int from) {
        int i = from;
        while (i < s.length() && digit(s, i)) {
            i++;
        }
        return i;
    }

    private static int number(String a, String b) {
        String x = a.replaceFirst("^0+(?=.)", "");
        String y = b.replaceFirst("^0+(?=.)", "");
        return x.length() != y.length() ? Integer.compare(x.length(), y.length()) : x.compareTo(y);
    }
}
