package plumbline.storage.contract;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.SensorKind;
import plumbline.storage.format.FormatException;
import plumbline.storage.format.json.JsonValue;
import plumbline.storage.project.Hash;

/**
 * Reads contracts (docs/formats/contract.md) from a file, or a rig template's own by its name. What is asked by engine
 * plumbline and not known is refused: a rule that nobody checks would promise what is not kept.
 */
public final class ContractReader {
    /** Rigs with a contract of their own; a new one is a file of resources and a name here. */
    public static final List<String> TEMPLATES = List.of("simulated", "kitti", "nuscenes", "generic");

    private static final long MAX_BYTES = 1 << 20;
    private static final String ENGINE = "plumbline";
    private static final String NOBODY = "field lead";

    private ContractReader() {}

    /** A file, or the name of a template where there is no such file. */
    public static DataContract read(String fileOrTemplate) throws IOException {
        Path file = Path.of(fileOrTemplate);
        if (!Files.exists(file) && TEMPLATES.contains(fileOrTemplate)) {
            return template(fileOrTemplate);
        }
        if (!Files.isRegularFile(file)) {
            throw new FormatException(
                    fileOrTemplate, "", "there is no such contract; give a file, or a template: " + String.join(", ", TEMPLATES));
        }
        if (Files.size(file) > MAX_BYTES) {
            throw new FormatException(fileOrTemplate, "", "is larger than the 1 MiB that a contract may have");
        }
        return read(fileOrTemplate, Files.readAllBytes(file));
    }

    /** The template of the rig that a capture comes from, known by its reference lidar; empty for other rigs. */
    public static Optional<String> templateFor(Capture capture) throws IOException {
        for (String name : TEMPLATES) {
            if (template(name).assets().stream()
                    .anyMatch(a -> a.physicalName().equals(capture.referenceLidar().value()))) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    public static DataContract template(String name) throws IOException {
        return read("the contract of " + name, templateText(name));
    }

    /** The template's document as it is, to be copied and changed. */
    public static byte[] templateText(String name) throws IOException {
        try (InputStream in = ContractReader.class.getResourceAsStream(name + ".odcs.yaml")) {
            if (in == null) {
                throw new FormatException(name, "", "there is no such template; there are " + String.join(", ", TEMPLATES));
            }
            return in.readAllBytes();
        }
    }

    static DataContract read(String where, byte[] yaml) throws IOException {
        JsonValue d = JsonValue.parseYaml(where, yaml);
        String api = d.get("apiVersion").text();
        if (!api.startsWith("v3.") || !d.get("kind").text().equals("DataContract")) {
            throw d.bad("is no DataContract of version 3 of the Open Data Contract Standard (apiVersion " + api + ")");
        }
        List<DataContract.Asset> assets = new ArrayList<>();
        for (JsonValue object : d.get("schema").items()) {
            assets.add(asset(object));
        }
        return new DataContract(
                d.get("id").text(), text(d, "name", d.get("id").text()), d.get("version").text(), Hash.of(yaml), assets);
    }

    private static String text(JsonValue v, String name, String otherwise) throws FormatException {
        Optional<JsonValue> found = v.find(name);
        return found.isPresent() ? found.get().text() : otherwise;
    }

    private static DataContract.Asset asset(JsonValue object) throws FormatException {
        String name = text(object, "physicalName", object.get("name").text());
        if (name.startsWith("kind:") && Arrays.stream(SensorKind.values())
                .noneMatch(k -> name.equals("kind:" + k.name().toLowerCase(Locale.ROOT)))) {
            throw object.bad("\"" + name + "\" is no kind of sensor");
        }
        List<DataContract.Field> fields = new ArrayList<>();
        for (JsonValue p : object.items("properties")) {
            Optional<JsonValue> required = p.find("required");
            if (required.isPresent() && required.get().truth()) {
                fields.add(new DataContract.Field(
                        text(p, "physicalName", p.get("name").text()), text(p, "physicalType", ""),
                        consequence(p, custom(p, "severity", "block")), custom(p, "role", NOBODY)));
            }
        }
        List<Expectation> expectations = new ArrayList<>();
        for (JsonValue q : object.items("quality")) {
            if (text(q, "engine", "").equals(ENGINE)) {
                expectations.add(expectation(q));
            }
        }
        return new DataContract.Asset(name, fields, expectations);
    }

    private static Expectation expectation(JsonValue q) throws FormatException {
        String word = q.get("implementation").text();
        Expectation.Rule rule = Arrays.stream(Expectation.Rule.values())
                .filter(r -> r.word().equals(word) && r != Expectation.Rule.SCHEMA)
                .findFirst()
                .orElseThrow(() -> q.bad("the rule \"" + word + "\" is not known"));
        String unit = text(q, "unit", rule.unit());
        if (!unit.equals(rule.unit())) {
            throw q.bad(word + " is in " + rule.unit() + ", not " + unit);
        }
        OptionalDouble least = number(q, "mustBeGreaterOrEqualTo", "mustBeGreaterThanOrEqualTo");
        OptionalDouble most = number(q, "mustBeLessOrEqualTo", "mustBeLessThanOrEqualTo");
        Optional<JsonValue> between = q.find("mustBeBetween");
        if (between.isPresent()) {
            double[] v = between.get().numbers(2);
            least = OptionalDouble.of(v[0]);
            most = OptionalDouble.of(v[1]);
        }
        Optional<JsonValue> exactly = q.find("mustBe");
        String wanted = exactly.isPresent() && exactly.get().isText() ? exactly.get().text() : "";
        if (exactly.isPresent() && exactly.get().isNumber()) {
            least = OptionalDouble.of(exactly.get().finite());
            most = least;
        }
        if (least.isEmpty() && most.isEmpty() && wanted.isEmpty()) {
            throw q.bad("the rule \"" + word + "\" has no limit: mustBe, mustBeBetween, mustBeGreaterOrEqualTo or"
                    + " mustBeLessOrEqualTo");
        }
        return new Expectation(
                rule, least, most, wanted, consequence(q, text(q, "severity", "block")), custom(q, "role", NOBODY));
    }

    private static OptionalDouble number(JsonValue q, String... names) throws FormatException {
        for (String n : names) {
            Optional<JsonValue> v = q.find(n);
            if (v.isPresent()) {
                return OptionalDouble.of(v.get().finite());
            }
        }
        return OptionalDouble.empty();
    }

    private static Breach.Consequence consequence(JsonValue where, String word) throws FormatException {
        return Arrays.stream(Breach.Consequence.values())
                .filter(c -> c.word().equals(word))
                .findFirst()
                .orElseThrow(() -> where.bad("severity is block or quarantine, not \"" + word + "\""));
    }

    private static String custom(JsonValue v, String property, String otherwise) throws FormatException {
        for (JsonValue c : v.items("customProperties")) {
            if (c.get("property").text().equals(property)) {
                return c.get("value").text();
            }
        }
        return otherwise;
    }
}
