package plumbline.app.ui.merge;

import java.util.Optional;
import plumbline.annotation.edit.Conflict;
import plumbline.annotation.edit.Decision;
import plumbline.annotation.edit.Side;
import plumbline.app.service.Merges;

/** What the keys decide: 1 yours, 2 the other side's, 3 both where a conflict takes both, else what was before. */
enum Choice {
    YOURS("1"),
    THEIRS("2"),
    THIRD("3");

    private final String key;

    Choice(String key) {
        this.key = key;
    }

    String key() {
        return key;
    }

    /** Empty where the conflict does not offer it. */
    Optional<Decision> decision(Conflict c) {
        Decision d = switch (this) {
            case YOURS -> new Decision.Take(Side.OURS);
            case THEIRS -> new Decision.Take(Side.THEIRS);
            case THIRD -> Merges.offers(c, new Decision.Both()) ? new Decision.Both() : new Decision.Take(Side.BASE);
        };
        return Optional.of(d).filter(x -> Merges.offers(c, x));
    }

    /** Words for the third choice. */
    static String third(Conflict c) {
        return switch (c) {
            case Conflict.Field f -> "Keep before";
            case Conflict.Deleted d -> "Keep before";
            case Conflict.Definition d -> "Keep before";
            case Conflict.SameObject s -> "Keep both objects";
            case Conflict.Overlap o -> "Keep in both";
            case Conflict.Missing m -> "Leave labels as they are";
        };
    }

    /** Words for a decision that was taken. */
    static String words(Decision d, String theirs) {
        return switch (d) {
            case Decision.Take(Side side) -> switch (side) {
                case BASE -> "Before";
                case OURS -> "Yours";
                case THEIRS -> theirs;
            };
            case Decision.Both b -> "Both";
            case Decision.Value v -> "By hand";
            case Decision.Rename(String name) -> "Renamed " + name;
        };
    }

    /** Whether a person can give another value than the sides'. */
    static boolean byHand(Conflict c) {
        return c instanceof Conflict.Field f && f.group().kind() != plumbline.annotation.edit.FieldGroup.Kind.POINTS
                || c instanceof Conflict.Missing;
    }
}
