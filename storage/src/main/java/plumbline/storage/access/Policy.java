package plumbline.storage.access;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who may do what, over role, site, region, classification and purpose. Nothing is allowed that no rule allows; a rule that
 * denies beats every rule that allows, also where only one of a user's roles is denied. {@link #decide} is a pure function.
 * Read by {@link PolicyFile}, docs/formats/access.md.
 */
public record Policy(String name, boolean purposeRequired, List<String> purposes, List<Rule> rules) {
    /**
     * An empty list or set stands for "any"; somebody without a role matches nothing. One limited to sites, regions or
     * classifications is about captures alone.
     */
    public record Rule(
            String id, boolean allows, Set<Role> roles, Set<Action> actions, List<String> sites, List<String> regions,
            List<String> classifications, List<String> purposes, String why) {
        public Rule {
            roles = Set.copyOf(roles);
            actions = Set.copyOf(actions);
            sites = List.copyOf(sites);
            regions = List.copyOf(regions);
            classifications = List.copyOf(classifications);
            purposes = List.copyOf(purposes);
        }

        boolean matches(Request r, Set<Role> asked) {
            return (actions.isEmpty() || actions.contains(r.action()))
                    && asked.stream().anyMatch(x -> roles.isEmpty() || roles.contains(x))
                    && (purposes.isEmpty() || purposes.contains(r.purpose()))
                    && among(sites, r.about().map(About::site))
                    && among(regions, r.about().map(About::region))
                    && among(classifications, r.about().map(About::classification));
        }

        private static boolean among(List<String> wanted, Optional<String> has) {
            return wanted.isEmpty() || has.isPresent() && wanted.contains(has.get());
        }
    }

    /** What is on record for the capture that an act is about. */
    public record About(String site, String region, String classification) {}

    /** {@code about} is empty for acts that are about no capture, such as managing users. */
    public record Request(Set<Role> roles, Action action, Optional<About> about, String purpose) {
        public Request {
            roles = Set.copyOf(roles);
        }
    }

    public Policy {
        purposes = List.copyOf(purposes);
        rules = List.copyOf(rules);
    }

    public Decision decide(Request r) {
        Verdict v = verdict(r, r.roles());
        EnumSet<Role> mayDo = EnumSet.noneOf(Role.class);
        EnumSet<Role> grantors = EnumSet.noneOf(Role.class);
        for (Role role : Role.values()) {
            if (verdict(r, Set.of(role)).allowed()) {
                mayDo.add(role);
            }
            if (grants(role, r)) {
                grantors.add(role);
            }
        }
        return new Decision(v.allowed(), v.rule(), v.why(), mayDo, grantors);
    }

    /** Either of these suffices to let somebody do what the policy withholds. */
    private boolean grants(Role role, Request r) {
        return List.of(Action.USER_MANAGE, Action.POLICY_CHANGE).stream()
                .anyMatch(a -> purposesFor(r).stream()
                        .anyMatch(p -> verdict(new Request(Set.of(role), a, Optional.empty(), p), Set.of(role)).allowed()));
    }

    /** Who grants does so for a purpose of their own. */
    private List<String> purposesFor(Request r) {
        return purposes.isEmpty() ? List.of(r.purpose()) : purposes;
    }

    private record Verdict(boolean allowed, String rule, String why) {}

    private Verdict verdict(Request r, Set<Role> asked) {
        if (purposeRequired && !purposes.contains(r.purpose())) {
            return new Verdict(false, Decision.PURPOSE, (r.purpose().isBlank() ? "no purpose was given" : "\""
                    + r.purpose() + "\" is no purpose that the policy knows") + "; it knows " + String.join(", ", purposes));
        }
        Optional<Rule> denies = first(r, asked, false);
        if (denies.isPresent()) {
            return new Verdict(false, denies.get().id(), denies.get().why());
        }
        Optional<Rule> allows = first(r, asked, true);
        return allows.isPresent()
                ? new Verdict(true, allows.get().id(), allows.get().why())
                : new Verdict(false, Decision.DEFAULT_DENY, "no rule allows " + words(asked) + " to " + r.action().words()
                        + " for the purpose \"" + r.purpose() + "\"");
    }

    private Optional<Rule> first(Request r, Set<Role> asked, boolean allows) {
        return rules.stream().filter(x -> x.allows() == allows && x.matches(r, asked)).findFirst();
    }

    private static String words(Set<Role> roles) {
        String all = Arrays.stream(Role.values()).filter(roles::contains).map(Role::word).collect(Collectors.joining(" and "));
        return all.isEmpty() ? "somebody without a role" : all;
    }
}
