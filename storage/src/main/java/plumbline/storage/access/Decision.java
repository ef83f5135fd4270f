package plumbline.storage.access;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Whether something may be done, and the rule that says so: one of the policy, or {@link #OWNER} and the other names below.
 * {@code mayDo} are the roles that may do it, {@code grantors} those that can change who may.
 */
public record Decision(boolean allowed, String rule, String why, Set<Role> mayDo, Set<Role> grantors) {
    /** Nobody has set up users: whoever can open the folder owns the project. */
    public static final String OWNER = "owner";
    /** No rule of the policy allows it. */
    public static final String DEFAULT_DENY = "default-deny";
    public static final String UNKNOWN_USER = "unknown-user";
    public static final String DISABLED_USER = "disabled-user";
    public static final String LOGIN = "login";
    public static final String PURPOSE = "purpose";
    /** Separation of duties: nobody accepts a label that is their own. */
    public static final String OWN_LABEL = "own-label";
    static final Set<String> RESERVED =
            Set.of(OWNER, DEFAULT_DENY, UNKNOWN_USER, DISABLED_USER, LOGIN, PURPOSE, OWN_LABEL);

    public Decision {
        mayDo = java.util.Collections.unmodifiableSet(new TreeSet<>(mayDo));
        grantors = java.util.Collections.unmodifiableSet(new TreeSet<>(grantors));
    }

    public static Decision owner() {
        return new Decision(
                true, OWNER, "nobody has set up users, so whoever opens the folder owns the project", Set.of(), Set.of());
    }

    /** {@code denied by rule "x": why. A curator may; an admin can grant it.} */
    public String sentence() {
        String who = mayDo.isEmpty() ? "" : " Allowed to: " + words(mayDo) + ".";
        String grant = allowed || grantors.isEmpty() ? "" : " It can be granted by: " + words(grantors) + ".";
        return (allowed ? "Allowed" : "Denied") + " by rule \"" + rule + "\": " + why + "." + (allowed ? "" : who) + grant;
    }

    private static String words(Set<Role> roles) {
        return roles.stream().map(Role::word).collect(Collectors.joining(", "));
    }
}
