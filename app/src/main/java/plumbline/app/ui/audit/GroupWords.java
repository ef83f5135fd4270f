package plumbline.app.ui.audit;

import java.util.List;

/** Groups of fields as people call them. Pure. */
public final class GroupWords {
    private GroupWords() {}

    /** {@code attribute:occluded} is {@code occluded}. */
    public static String of(String group) {
        return switch (group) {
            case "geometry" -> "place and size";
            case "class" -> "class";
            case "track" -> "object";
            case "review" -> "review";
            case "points" -> "points";
            default -> group.startsWith("attribute:") ? group.substring("attribute:".length()) : group;
        };
    }

    /** A value as the window writes it: real minus signs and times signs. */
    static String value(String words) {
        return words.replace(" x ", " × ").replaceAll("(?<![\\w-])-(?=[0-9])", "\u2212");
    }

    static String of(List<String> groups) {
        return String.join(", ", groups.stream().map(GroupWords::of).toList());
    }
}
