package plumbline.storage.format.point;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The coordinate reference system of a LAS file in words: {@code EPSG:n}, {@code EPSG:n+v} with a vertical one, or
 * the system's own name where it has no number. From WKT (OGC 01-009, ISO 19162) where there is some, else GeoTIFF
 * keys.
 */
final class LasCrs {
    private static final int PROJECTED = 3072;
    private static final int GEOGRAPHIC = 2048;
    private static final int VERTICAL = 4096;
    private static final int USER_DEFINED = 32767;
    private static final Pattern CODE =
            Pattern.compile("\\A(?:AUTHORITY|ID)\\s*\\[\\s*\"EPSG\"\\s*,\\s*\"?(\\d+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME = Pattern.compile("\\A\\w+\\s*\\[\\s*\"([^\"]*)\"");
    private static final Set<String> VERTICALS = Set.of("VERT_CS", "VERTCRS", "VERTICALCRS");
    private static final Set<String> COMPOUNDS = Set.of("COMPD_CS", "COMPOUNDCRS");

    private LasCrs() {}

    static Optional<String> name(String wkt, ByteBuffer geoKeys) {
        return wkt.isBlank() ? Optional.ofNullable(geoKeys).flatMap(LasCrs::ofKeys) : ofWkt(wkt.strip());
    }

    private static Optional<String> ofKeys(ByteBuffer keys) {
        int horizontal = 0;
        int geographic = 0;
        int vertical = 0;
        for (int at = 8; at + 8 <= keys.limit(); at += 8) {
            int key = keys.getShort(at) & 0xFFFF;
            int value = keys.getShort(at + 6) & 0xFFFF;
            if (keys.getShort(at + 2) != 0 || value == USER_DEFINED) {
                continue;
            }
            horizontal = key == PROJECTED ? value : horizontal;
            geographic = key == GEOGRAPHIC ? value : geographic;
            vertical = key == VERTICAL ? value : vertical;
        }
        int code = horizontal > 0 ? horizontal : geographic;
        return code == 0 ? Optional.empty() : Optional.of("EPSG:" + code + (vertical > 0 ? "+" + vertical : ""));
    }

    private static Optional<String> ofWkt(String wkt) {
        String keyword = keyword(wkt);
        Optional<String> own = code(wkt);
        if (own.isEmpty() && COMPOUNDS.contains(keyword)) {
            String horizontal = "";
            String vertical = "";
            for (String child : children(wkt)) {
                if (VERTICALS.contains(keyword(child))) {
                    vertical = code(child).orElse("");
                } else if (horizontal.isEmpty()) {
                    horizontal = code(child).orElse("");
                }
            }
            if (!horizontal.isEmpty()) {
                own = Optional.of(horizontal + (vertical.isEmpty() ? "" : "+" + vertical));
            }
        }
        Matcher name = NAME.matcher(wkt);
        return own.map(c -> "EPSG:" + c).or(() -> name.find() ? Optional.of(name.group(1)) : Optional.empty());
    }

    private static String keyword(String node) {
        int bracket = node.indexOf('[');
        return bracket < 0 ? "" : node.substring(0, bracket).strip().toUpperCase(Locale.ROOT);
    }

    private static Optional<String> code(String node) {
        for (String child : children(node)) {
            Matcher m = CODE.matcher(child);
            if (m.find()) {
                return Optional.of(m.group(1));
            }
        }
        return Optional.empty();
    }

    /** The parts between a node's own brackets, cut at its own commas. */
    private static List<String> children(String node) {
        List<String> out = new ArrayList<>();
        int depth = 0;
        int from = -1;
        boolean quoted = false;
        for (int i = 0; i < node.length(); i++) {
            char c = node.charAt(i);
            quoted ^= c == '"';
            if (quoted) {
                continue;
            }
            if (c == '[' && ++depth == 1) {
                from = i + 1;
            } else if (depth == 1 && (c == ',' || c == ']')) {
                out.add(node.substring(from, i).strip());
                from = i + 1;
            }
            if (c == ']' && --depth == 0) {
                break;
            }
        }
        return out;
    }
}
