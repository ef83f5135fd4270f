package plumbline.storage.access;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a user is in a project. A user may have several; what each may do is the policy's to say. */
public enum Role {
    ANNOTATOR,
    REVIEWER,
    FIELD_LEAD,
    SAFETY_ENGINEER,
    CURATOR,
    ADMIN,
    AUDITOR;

    /** As it stands in policies and sentences: {@code field lead}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** By its word, also with a hyphen in place of the space. Throws {@link IllegalArgumentException} with the words there are. */
    public static Role of(String word) {
        String plain = word.strip().toLowerCase(Locale.ROOT).replace('-', ' ');
        return Arrays.stream(values())
                .filter(r -> r.word().equals(plain))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "There is no role \"" + word + "\"; there are " + String.join(", ", words()) + "."));
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(Role::word).toList();
    }
}
