package plumbline.storage.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import plumbline.storage.format.FormatException;

/** The policy against an oracle that works the other way round, the reader of policies, passwords and lock-out. */
class PolicyTest {
    private static final List<String> SITES = List.of("north", "south", "test-track");
    private static final List<String> REGIONS = List.of("EU", "US");
    private static final List<String> CLASSES = List.of("public", "internal", "restricted");
    private static final List<String> PURPOSES = List.of("", "annotation", "audit", "curiosity");
    /** Stands in a tuple for "about no capture". */
    private static final String NOTHING = "-";

    /**
     * Every combination that there is, painted by the rules from last to first: those that allow, then those that deny. What
     * stays white is denied. Nothing of it is shared with the policy's own way, which asks rule by rule.
     */
    private static final class Oracle {
        private final Map<String, String> colour = new HashMap<>();
        private final Policy policy;

        Oracle(Policy policy) {
            this.policy = policy;
            for (boolean allows : new boolean[] {true, false}) {
                for (int i = policy.rules().size() - 1; i >= 0; i--) {
                    if (policy.rules().get(i).allows() == allows) {
                        paint(policy.rules().get(i));
                    }
                }
            }
        }

        private void paint(Policy.Rule r) {
            boolean captures = !r.sites().isEmpty() || !r.regions().isEmpty() || !r.classifications().isEmpty();
            for (Role role : r.roles().isEmpty() ? EnumSet.allOf(Role.class) : r.roles()) {
                for (Action action : r.actions().isEmpty() ? EnumSet.allOf(Action.class) : r.actions()) {
                    for (String purpose : r.purposes().isEmpty() ? PURPOSES : r.purposes()) {
                        String who = role + "|" + action + "|" + purpose + "|";
                        for (String s : r.sites().isEmpty() ? SITES : r.sites()) {
                            for (String g : r.regions().isEmpty() ? REGIONS : r.regions()) {
                                for (String c : r.classifications().isEmpty() ? CLASSES : r.classifications()) {
                                    colour.put(who + s + "|" + g + "|" + c, (r.allows() ? "+" : "-") + r.id());
                                }
                            }
                        }
                        if (!captures) {
                            colour.put(who + NOTHING, (r.allows() ? "+" : "-") + r.id());
                        }
                    }
                }
            }
        }

        /** For one role the deciding rule with its sign; empty where nothing was painted. */
        Optional<String> painted(Role role, Policy.Request q) {
            String about = q.about().map(a -> a.site() + "|" + a.region() + "|" + a.classification()).orElse(NOTHING);
            return Optional.ofNullable(colour.get(role + "|" + q.action() + "|" + q.purpose() + "|" + about));
        }

        boolean allows(Policy.Request q) {
            if (policy.purposeRequired() && !policy.purposes().contains(q.purpose())) {
                return false;
            }
            Set<Character> signs = new HashSet<>();
            q.roles().forEach(r -> painted(r, q).ifPresent(p -> signs.add(p.charAt(0))));
            return signs.equals(Set.of('+'));
        }
    }

    private static <T> List<T> some(Random random, List<T> all, double any) {
        if (random.nextDouble() < any) {
            return List.of();
        }
        List<T> out = new ArrayList<>(all);
        java.util.Collections.shuffle(out, random);
        return out.subList(0, 1 + random.nextInt(out.size()));
    }

    private static Policy policy(Random random) {
        List<Policy.Rule> rules = new ArrayList<>();
        int n = 1 + random.nextInt(7);
        for (int i = 0; i < n; i++) {
            rules.add(new Policy.Rule(
                    "rule-" + i, random.nextInt(3) > 0, Set.copyOf(some(random, Arrays.asList(Role.values()), 0.2)),
                    Set.copyOf(some(random, Arrays.asList(Action.values()), 0.2)), some(random, SITES, 0.6),
                    some(random, REGIONS, 0.6), some(random, CLASSES, 0.6), some(random, PURPOSES, 0.6), "why " + i));
        }
        return new Policy("generated", random.nextBoolean(), List.of("annotation", "audit"), rules);
    }

    private static <T> T one(Random random, List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    @Test
    void twentyThousandGeneratedCasesAgreeWithTheOracle() {
        Random random = new Random(7);
        int allowed = 0;
        int cases = 0;
        for (int p = 0; p < 400; p++) {
            Policy policy = policy(random);
            Oracle oracle = new Oracle(policy);
            for (int i = 0; i < 50; i++, cases++) {
                Set<Role> roles = random.nextInt(20) == 0 ? Set.of()
                        : Set.copyOf(some(random, Arrays.asList(Role.values()).subList(0, 1 + random.nextInt(7)), 0));
                Policy.Request q = new Policy.Request(
                        roles, one(random, List.of(Action.values())),
                        random.nextInt(5) == 0 ? Optional.empty()
                                : Optional.of(new Policy.About(
                                        one(random, SITES), one(random, REGIONS), one(random, CLASSES))),
                        one(random, PURPOSES));
                Decision d = policy.decide(q);
                assertThat(d.allowed()).as("%s on %s", q, policy).isEqualTo(oracle.allows(q));
                if (roles.size() == 1 && !d.rule().equals(Decision.PURPOSE)) {
                    assertThat(d.rule()).as("%s on %s", q, policy)
                            .isEqualTo(oracle.painted(roles.iterator().next(), q).map(s -> s.substring(1))
                                    .orElse(Decision.DEFAULT_DENY));
                }
                for (Role role : Role.values()) {
                    Policy.Request alone = new Policy.Request(Set.of(role), q.action(), q.about(), q.purpose());
                    assertThat(d.mayDo().contains(role)).isEqualTo(oracle.allows(alone));
                }
                allowed += d.allowed() ? 1 : 0;
            }
        }
        assertThat(cases).isEqualTo(20_000);
        assertThat(allowed).as("neither all nor nothing").isBetween(2_000, 18_000);
    }

    private static Decision byDefault(Role role, Action action, String classification) throws FormatException {
        return PolicyFile.read("default", PolicyFile.defaultText()).decide(new Policy.Request(
                Set.of(role), action, Optional.of(new Policy.About("north", "EU", classification)), "annotation"));
    }

    @Test
    void theDefaultDeniesWhatNobodyNeeds() throws FormatException {
        assertThat(byDefault(Role.ANNOTATOR, Action.LABEL_WRITE, "internal").rule()).isEqualTo("label");
        assertThat(byDefault(Role.ANNOTATOR, Action.EXPORT, "internal"))
                .returns(false, Decision::allowed)
                .returns(Decision.DEFAULT_DENY, Decision::rule)
                .returns(Set.of(Role.FIELD_LEAD, Role.CURATOR), Decision::mayDo)
                .returns(Set.of(Role.ADMIN), Decision::grantors);
        assertThat(byDefault(Role.ANNOTATOR, Action.CAPTURE_READ, "restricted").rule())
                .isEqualTo("restricted-needs-clearance");
        assertThat(byDefault(Role.CURATOR, Action.CAPTURE_READ, "restricted").allowed()).isTrue();
        assertThat(byDefault(Role.ADMIN, Action.CAPTURE_READ, "internal").allowed()).isFalse();
        assertThat(byDefault(Role.AUDITOR, Action.AUDIT_READ, "internal").allowed()).isTrue();
        assertThat(byDefault(Role.ANNOTATOR, Action.LABEL_REVIEW, "internal").allowed()).isFalse();
        for (Action a : Action.values()) {
            assertThat(Arrays.stream(Role.values()).filter(r -> {
                try {
                    return byDefault(r, a, "internal").allowed();
                } catch (FormatException e) {
                    throw new AssertionError(e);
                }
            })).as(a.id()).isNotEmpty();
        }
    }

    static Stream<String> broken() {
        String rule = "rules: [{id: a, effect: allow, roles: any, actions: any}]\n";
        return Stream.of(
                "[]", "format: plumbline-access/2\n" + rule, "format: plumbline-access/1\nrules: []",
                "format: plumbline-access/1\naudit: off\n" + rule,
                "format: plumbline-access/1\npurposes: {required: true}\n" + rule,
                "format: plumbline-access/1\nrules: [{id: a, effect: maybe, roles: any, actions: any}]",
                "format: plumbline-access/1\nrules: [{id: a, effect: allow, roles: [king], actions: any}]",
                "format: plumbline-access/1\nrules: [{id: a, effect: allow, roles: any, actions: [audit.off]}]",
                "format: plumbline-access/1\nrules: [{id: a, effect: allow, roles: any}]",
                "format: plumbline-access/1\nrules: [{id: a, effect: allow, roles: [], actions: any}]",
                "format: plumbline-access/1\nrules: [{id: a, effect: deny, roles: any, actions: any, sites: []}]",
                "format: plumbline-access/1\nrules: [{id: a, effect: deny, roles: any, actions: any, site: [x]}]",
                "format: plumbline-access/1\nrules: [{id: owner, effect: allow, roles: any, actions: any}]",
                "format: plumbline-access/1\nrules: [{id: a, effect: allow, roles: any, actions: any},"
                        + " {id: a, effect: deny, roles: any, actions: any}]",
                "format: [", "x".repeat(300_000));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void aPolicyThatIsNotUnderstoodWholeIsRefused(String text) {
        assertThatThrownBy(() -> PolicyFile.read("policy.yaml", text))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("policy.yaml");
    }

    @Test
    void theSamePolicyReadsFromJson() throws FormatException {
        Policy p = PolicyFile.read("p.json", "{\"format\": \"plumbline-access/1\", \"purposes\": {\"required\": true,"
                + " \"known\": [\"annotation\"]}, \"rules\": [{\"id\": \"all\", \"effect\": \"allow\", \"roles\": [\"field lead\"],"
                + " \"actions\": [\"export\"], \"sites\": [\"north\"]}]}");
        assertThat(p.decide(new Policy.Request(
                Set.of(Role.FIELD_LEAD), Action.EXPORT, Optional.of(new Policy.About("north", "EU", "x")), "")).sentence())
                .contains("rule \"purpose\"", "no purpose was given");
        assertThat(p.decide(new Policy.Request(Set.of(Role.FIELD_LEAD), Action.EXPORT, Optional.empty(), "annotation"))
                .allowed()).as("a rule about a site is about captures").isFalse();
    }

    @Test
    void aPasswordIsASaltedArgon2idHashThatMatchesItAlone() {
        String one = Passwords.hash("correct horse");
        String two = Passwords.hash("correct horse");
        assertThat(one).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").isNotEqualTo(two);
        assertThat(Passwords.matches("correct horse", one)).isTrue();
        assertThat(Passwords.matches("Correct horse", one)).isFalse();
        assertThat(Passwords.matches("", one)).isFalse();
        assertThat(Passwords.matches("correct horse", "correct horse")).isFalse();
        assertThat(Passwords.matches("correct horse", one.replace("m=19456", "m=9999999"))).isFalse();
        assertThatThrownBy(() -> Passwords.hash("short")).hasMessageContaining("8 to 1024");
    }

    @Test
    void failuresSlowTheNextTryDown() {
        long second = 1_000_000_000L;
        Lockout l = Lockout.NONE;
        for (int i = 0; i < 4; i++) {
            l = l.failed(i * second);
            assertThat(l.delay(i * second)).isZero();
        }
        l = l.failed(10 * second);
        assertThat(l.delay(10 * second)).isEqualTo(Duration.ofSeconds(30));
        assertThat(l.delay(5 * second)).as("a clock that went back").isEqualTo(Duration.ofSeconds(30));
        assertThat(l.delay(40 * second)).isZero();
        assertThat(l.failed(40 * second).delay(40 * second)).isEqualTo(Duration.ofMinutes(1));
        for (int i = 0; i < 100; i++) {
            l = l.failed(50 * second);
        }
        assertThat(l.delay(50 * second)).isEqualTo(Duration.ofHours(1));
    }
}
