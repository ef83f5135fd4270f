package plumbline.storage.access;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import plumbline.storage.format.FormatException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Reads a policy from YAML or JSON (docs/formats/access.md). A key, role or action that is not known is refused with its
 * place: a misspelt word must not widen what is allowed.
 */
public final class PolicyFile {
    private static final String FORMAT = "plumbline-access/1";
    private static final int LARGEST = 256 << 10;
    private static final int MOST_RULES = 1000;
    private static final int MOST_VALUES = 1000;
    private static final int LONGEST = 300;
    private static final Set<String> RULE_KEYS = Set.of(
            "id", "effect", "roles", "actions", "sites", "regions", "classifications", "purposes", "why");

    private final String file;

    private PolicyFile(String file) {
        this.file = file;
    }

    /** What a new project is governed by; also one from before there were policies. */
    public static String defaultText() {
        try (InputStream in = PolicyFile.class.getResourceAsStream("default-policy.yaml")) {
            if (in == null) {
                throw new IllegalStateException("default-policy.yaml is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("default-policy.yaml cannot be read from the jar", e);
        }
    }

    /** {@code file} names the document in what is refused. */
    public static Policy read(String file, String text) throws FormatException {
        return new PolicyFile(file).policy(text);
    }

    private Policy policy(String text) throws FormatException {
        if (text.length() > LARGEST) {
            throw new FormatException(file, "", "is larger than the 256 KiB that a policy may have");
        }
        JsonNode doc;
        try {
            doc = YAMLMapper.shared().readTree(text);
        } catch (JacksonException e) {
            String place = e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr();
            throw new FormatException(file, place, "not YAML: " + e.getOriginalMessage(), e);
        }
        if (doc == null || !doc.isObject()) {
            throw new FormatException(file, "", "is no policy: keys and values are expected");
        }
        known(doc, "", Set.of("format", "name", "purposes", "rules"));
        if (!string(doc, "", "format", "").equals(FORMAT)) {
            throw new FormatException(file, "format", "is not " + FORMAT + ", the only one known");
        }
        JsonNode purposes = doc.path("purposes");
        boolean required = false;
        List<String> names = List.of();
        if (!purposes.isMissingNode()) {
            known(purposes, "purposes", Set.of("required", "known"));
            required = yes(purposes.path("required"));
            names = texts(purposes, "purposes", "known");
        }
        if (required && names.isEmpty()) {
            throw new FormatException(file, "purposes", "are required, but none is known; list them under known");
        }
        return new Policy(string(doc, "", "name", "policy"), required, names, rules(doc.path("rules")));
    }

    private boolean yes(JsonNode n) throws FormatException {
        if (!n.isMissingNode() && !n.isBoolean()) {
            throw new FormatException(file, "purposes.required", "is true or false, not " + n);
        }
        return n.asBoolean(false);
    }

    private List<Policy.Rule> rules(JsonNode list) throws FormatException {
        if (!list.isArray() || list.isEmpty() || list.size() > MOST_RULES) {
            throw new FormatException(file, "rules", "has to be a list of 1 to " + MOST_RULES + " rules");
        }
        List<Policy.Rule> out = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < list.size(); i++) {
            String where = "rules[" + i + "]";
            JsonNode n = list.get(i);
            known(n, where, RULE_KEYS);
            String id = string(n, where, "id", "");
            if (!id.matches("[a-z0-9][a-z0-9-]{0,59}") || Decision.RESERVED.contains(id) || !ids.add(id)) {
                throw new FormatException(file, where + ".id", "\"" + id
                        + "\" is not a name of its own: small letters, digits, hyphens, not used before or by the program");
            }
            String effect = string(n, where, "effect", "");
            if (!effect.equals("allow") && !effect.equals("deny")) {
                throw new FormatException(file, where + ".effect", "is allow or deny, not \"" + effect + "\"");
            }
            out.add(new Policy.Rule(
                    id, effect.equals("allow"), words(n, where, "roles", Role::of, EnumSet.noneOf(Role.class)),
                    words(n, where, "actions", Action::of, EnumSet.noneOf(Action.class)), texts(n, where, "sites"),
                    texts(n, where, "regions"), texts(n, where, "classifications"), texts(n, where, "purposes"),
                    string(n, where, "why", effect.equals("allow") ? "the policy allows it" : "the policy denies it")));
        }
        return out;
    }

    private <T> Set<T> words(JsonNode n, String where, String key, Function<String, T> of, Set<T> empty)
            throws FormatException {
        if (!n.has(key)) {
            throw new FormatException(file, where, "lacks " + key + "; write any for all of them");
        }
        if (n.path(key).isString() && n.path(key).asString().equals("any")) {
            return empty;
        }
        Set<T> out = new HashSet<>();
        for (String word : texts(n, where, key)) {
            try {
                out.add(of.apply(word));
            } catch (IllegalArgumentException e) {
                throw new FormatException(file, where + "." + key, e.getMessage(), e);
            }
        }
        return out;
    }

    /** An empty list would mean "any" without saying so. */
    private List<String> texts(JsonNode n, String where, String key) throws FormatException {
        JsonNode list = n.path(key);
        if (list.isMissingNode()) {
            return List.of();
        }
        List<String> out = new ArrayList<>();
        if (list.isArray() && list.size() <= MOST_VALUES) {
            for (JsonNode x : list) {
                if (x.isString() && !x.asString().isBlank() && x.asString().length() <= LONGEST) {
                    out.add(x.asString());
                }
            }
        }
        if (out.isEmpty() || out.size() != list.size()) {
            throw new FormatException(file, where + "." + key, "has to be a list of words, at least one");
        }
        return out;
    }

    private String string(JsonNode n, String where, String key, String missing) throws FormatException {
        JsonNode x = n.path(key);
        if (x.isMissingNode()) {
            return missing;
        }
        if (!x.isString() || x.asString().isBlank() || x.asString().length() > LONGEST) {
            throw new FormatException(file, where.isEmpty() ? key : where + "." + key, "has to be a short text");
        }
        return x.asString();
    }

    private void known(JsonNode n, String where, Set<String> keys) throws FormatException {
        if (!n.isObject()) {
            throw new FormatException(file, where, "has to have keys and values");
        }
        for (String key : n.propertyNames()) {
            if (!keys.contains(key)) {
                throw new FormatException(file, where.isEmpty() ? key : where + "." + key, "is not a key of a policy; known are "
                        + String.join(", ", new java.util.TreeSet<>(keys)));
            }
        }
    }
}
