package plumbline.storage.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.annotation.Shared;
import plumbline.annotation.edit.Change;
import plumbline.annotation.edit.ChangeSet;
import plumbline.annotation.edit.History;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.Origin;
import plumbline.annotation.scene.Progress;
import plumbline.storage.CodeVersion;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Lineage walked in pages, its orphans, and what other programs are given of it. */
class LineageTest {
    @TempDir
    Path folder;

    private Project init() {
        return Projects.init(folder.resolve("p"), "Test", Street.ANNA);
    }

    private static Hash street(Project p) throws IOException {
        return p.importCapture(new Street("street", 1, 3, 5), Governance.DEFAULT, Progress.NONE).capture().hash();
    }

    private static LineageGraph.Node node(String id, String kind) {
        return new LineageGraph.Node(id, kind, "The " + kind + " \"" + id + "\"", Instant.now(), "anna",
                new TreeMap<>(Map.of("parameter.format", "openlabel")));
    }

    private static Set<String> ids(LineageGraph.Part part) {
        Set<String> out = new HashSet<>();
        part.nodes().forEach(n -> out.add(n.id()));
        return out;
    }

    @Test
    void theWalkGoesOneWayOrBothSoFarAndSoMany() {
        try (Project p = init()) {
            p.recordLineage(node("import:1", "import"), List.of(), "import");
            for (int i = 1; i < 30; i++) {
                p.provenance().record(node("n:" + i, "labels"), List.of(i == 1 ? "import:1" : "n:" + (i - 1)), "edit");
                p.provenance().record(node("leaf:" + i, "check"), List.of("n:" + i), "check");
            }
            Provenance v = p.provenance();
            assertThat(ids(v.around("n:15", Provenance.Direction.UP, 3, 100))).containsExactlyInAnyOrder(
                    "n:15", "n:14", "n:13", "n:12");
            assertThat(v.around("n:15", Provenance.Direction.UP, 3, 100).more()).isTrue();
            assertThat(v.around("n:15", Provenance.Direction.UP, 15, 100).more()).isFalse();
            assertThat(ids(v.around("n:28", Provenance.Direction.DOWN, 9, 100))).containsExactlyInAnyOrder(
                    "n:28", "leaf:28", "n:29", "leaf:29");
            LineageGraph.Part few = v.around("n:15", Provenance.Direction.BOTH, 99, 10);
            assertThat(few.nodes()).hasSize(10);
            assertThat(few.more()).isTrue();
            LineageGraph.Part all = v.around("n:15", Provenance.Direction.BOTH, 99, 1000);
            // Everything above, everything below, but not what hangs on those above.
            assertThat(all.nodes()).hasSize(1 + 14 + 1 + 14 + 15);
            assertThat(all.edges()).hasSize(all.nodes().size() - 1);
            assertThat(all.more()).isFalse();
            assertThat(all.nodes()).allSatisfy(n -> assertThat(n.facts()).containsEntry("code", CodeVersion.text()));
        }
    }

    @Test
    void orphansAreCountedInTheTablesThemselves() throws IOException, SQLException {
        try (Project p = init()) {
            street(p);
            assertThat(p.provenance().orphans()).isEmpty();
            assertThatThrownBy(() -> p.provenance().record(node("x", "export"), List.of(), "export"))
                    .isInstanceOf(StorageException.class);
            try (Connection c = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("p/plumbline.db"));
                    Statement s = c.createStatement()) {
                s.executeUpdate("INSERT INTO lineage_nodes VALUES ('lost', 'labels', 'Lost', 0, 'x', '{}')");
                s.executeUpdate("INSERT INTO lineage_edges VALUES ('nowhere', 'lost2', 'edit')");
            }
            assertThat(p.provenance().orphans()).containsExactly("lost", "lost2", "nowhere");
            p.provenance().record(node("nowhere", "import"), List.of(), "import");
            assertThat(p.provenance().orphans()).containsExactly("lost", "lost2");
            try (Connection c = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("p/plumbline.db"));
                    Statement s = c.createStatement()) {
                s.executeUpdate("DELETE FROM lineage_edges WHERE made = 'lost2'");
                s.executeUpdate("UPDATE lineage_nodes SET kind = 'import' WHERE id = 'lost'");
            }
            assertThat(p.provenance().orphans()).isEmpty();
        }
    }

    @Test
    void whatWasDoneToLabelsIsWhatTheNextVersionsLabelsAreMadeFrom() throws IOException {
        try (Project p = init()) {
            Hash capture = street(p);
            p.provenance().recordOnLabels(
                    capture, node("import:labels:1", "import"), List.of(capture.hex()), "import");
            History h = new History(p.labels(capture), p.journal(capture));
            h.apply(new ChangeSet("Away", List.of(Change.delete(h.labels().all().getFirst()))));
            Version v = p.commit("Labels in");
            assertThat(ids(p.provenance().around("import:labels:1", Provenance.Direction.DOWN, 9, 100)))
                    .contains(v.hash().hex());
            assertThat(p.provenance().orphans()).isEmpty();
        }
    }

    @Test
    void aBoxThatTheProgramProposedIsAFit() throws IOException {
        try (Project p = init()) {
            Hash capture = street(p);
            Label.Cuboid c = (Label.Cuboid) p.labels(capture).all().getFirst();
            Label.Cuboid fitted = new Label.Cuboid(
                    c.id(), c.track(), c.className(), c.frame(), c.box(), c.attributes(), Origin.AUTOMATIC, false, 0.9);
            new History(p.labels(capture), p.journal(capture))
                    .apply(new ChangeSet("Fit", List.of(Change.replace(c, fitted))));
            assertThat(p.lineage(capture, c.id()).nodes()).anySatisfy(n -> {
                assertThat(n.kind()).isEqualTo("fit");
                assertThat(n.facts()).containsEntry("code", CodeVersion.text()).containsEntry("purpose", "labelling");
            });
        }
    }

    private LineageGraph exported(Project p) throws IOException {
        Hash capture = street(p);
        History h = new History(p.labels(capture), p.journal(capture));
        Label first = h.labels().all().getFirst();
        h.apply(new ChangeSet("Away", List.of(Change.delete(first))));
        Version v = p.commit("One less: a \"quoted\" word, ü");
        p.recordLineage(node("export:openlabel:1", "export"), List.of(v.hash().hex()), "export");
        p.recordLineage(node("check:rules:1", "check"), List.of(capture.hex()), "check");
        return p.lineage(capture.hex());
    }

    @Test
    void openLineageEventsFollowTheirSchemas() throws IOException {
        Path spec = Shared.data("provenance/openlineage");
        Map<String, String> schemas = new HashMap<>();
        for (Path f : List.of(
                spec.resolve("OpenLineage.json"), spec.resolve("facets/ProcessingEngineRunFacet.json"),
                spec.resolve("facets/ExecutionParametersRunFacet.json"),
                spec.resolve("facets/DatasetVersionDatasetFacet.json"))) {
            String text = Files.readString(f);
            schemas.put(JsonMapper.shared().readTree(text).path("$id").asString(), text);
        }
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                b -> b.schemas(schemas).schemaRegistryConfig(
                        SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
        Schema event = registry.getSchema(SchemaLocation.of("https://openlineage.io/spec/2-0-2/OpenLineage.json"));
        assertThat(event.validate(Files.readString(spec.resolve("example_full_event.json")), InputFormat.JSON)).isEmpty();
        try (Project p = init()) {
            LineageGraph g = exported(p);
            JsonNode events = JsonMapper.shared().readTree(LineageOpenLineage.write(g.nodes(), g.edges()));
            assertThat(events.size()).isGreaterThan(5);
            Set<String> jobs = new HashSet<>();
            for (JsonNode e : events) {
                assertThat(event.validate(e.toString(), InputFormat.JSON)).as(e.toString()).isEmpty();
                assertThat(event.validate(e.toString().replace("\"runId\":\"", "\"runId\":\"x"), InputFormat.JSON)).isNotEmpty();
                jobs.add(e.path("job").path("name").asString());
                facet(registry, "1-1-1/ProcessingEngineRunFacet", e.path("run").path("facets"));
                facet(registry, "1-0-0/ExecutionParametersRunFacet", e.path("run").path("facets"));
                e.path("outputs").forEach(o -> facet(registry, "1-0-1/DatasetVersionDatasetFacet", o.path("facets")));
            }
            assertThat(jobs).contains("import", "commit", "export", "check", "label", "calibrate");
        }
    }

    private static void facet(SchemaRegistry registry, String name, JsonNode facets) {
        Schema s = registry.getSchema(SchemaLocation.of("https://openlineage.io/spec/facets/" + name + ".json"));
        assertThat(s.validate(facets.toString(), InputFormat.JSON)).as(facets.toString()).isEmpty();
    }

    @Test
    void provHasTheShapeOfTheExamplesAndEveryReferenceLeadsSomewhere() throws IOException {
        try (Project p = init()) {
            LineageGraph g = exported(p);
            JsonNode doc = JsonMapper.shared().readTree(LineageProv.write(g.nodes(), g.edges()));
            assertThat(ProvShape.faults(doc, true)).isEmpty();
            assertThat(doc.path("entity").size()).isGreaterThan(4);
            assertThat(doc.path("activity").size()).isGreaterThan(4);
            assertThat(doc.path("wasDerivedFrom").size()).isPositive();
            assertThat(doc.path("agent").propertyNames()).contains("pl:person/anna");
            JsonNode broken = JsonMapper.shared().readTree(
                    doc.toString().replaceFirst("\"prov:activity\":\"pl:do", "\"prov:activity\":\"pl:undone"));
            assertThat(ProvShape.faults(broken, true)).isNotEmpty();
        }
        for (String example : List.of("activity8", "agent7", "association9")) {
            JsonNode doc = JsonMapper.shared().readTree(
                    Files.readString(Shared.data("provenance/prov/" + example + ".json")));
            assertThat(ProvShape.faults(doc, false)).as(example).isEmpty();
        }
    }

    /** What the PROV-JSON submission asks of a document: known sections, declared prefixes, references, times. */
    private static final class ProvShape {
        private static final Map<String, Map<String, String>> REFERENCES = Map.of(
                "entity", Map.of(), "activity", Map.of(), "agent", Map.of(), "prefix", Map.of(),
                "used", Map.of("prov:activity", "activity", "prov:entity", "entity"),
                "wasGeneratedBy", Map.of("prov:entity", "entity", "prov:activity", "activity"),
                "wasInformedBy", Map.of("prov:informed", "activity", "prov:informant", "activity"),
                "wasDerivedFrom", Map.of(
                        "prov:generatedEntity", "entity", "prov:usedEntity", "entity", "prov:activity", "activity"),
                "wasAssociatedWith", Map.of("prov:activity", "activity", "prov:agent", "agent"),
                "wasAttributedTo", Map.of("prov:entity", "entity", "prov:agent", "agent"));

        static List<String> faults(JsonNode doc, boolean whole) {
            List<String> out = new ArrayList<>();
            Set<String> prefixes = new HashSet<>(Set.of("prov", "xsd", "_"));
            doc.path("prefix").propertyNames().forEach(prefixes::add);
            for (String section : doc.propertyNames()) {
                if (!REFERENCES.containsKey(section)) {
                    out.add("section " + section);
                    continue;
                }
                if (section.equals("prefix")) {
                    continue;
                }
                for (String id : doc.path(section).propertyNames()) {
                    qualified(id, prefixes, out);
                    JsonNode record = doc.path(section).path(id);
                    for (String key : record.propertyNames()) {
                        qualified(key, prefixes, out);
                        value(section + " " + id + " " + key, record.path(key), prefixes, out);
                        String target = REFERENCES.get(section).get(key);
                        if (target != null && whole && !doc.path(target).has(record.path(key).asString())) {
                            out.add(id + " " + key + " leads nowhere");
                        }
                    }
                    if (whole) {
                        REFERENCES.get(section).keySet().stream().filter(k -> !record.has(k)).forEach(k -> out.add(id + " lacks " + k));
                    }
                }
            }
            return out;
        }

        private static void qualified(String name, Set<String> prefixes, List<String> out) {
            int colon = name.indexOf(':');
            if (colon < 1 || !prefixes.contains(name.substring(0, colon))
                    || !name.substring(colon + 1).matches("([A-Za-z0-9_./-]|%[0-9A-F]{2})+")) {
                out.add("name " + name);
            }
        }

        private static void value(String where, JsonNode v, Set<String> prefixes, List<String> out) {
            if (v.isArray()) {
                v.forEach(x -> value(where, x, prefixes, out));
            } else if (v.isObject()) {
                if (!v.path("$").isString()) {
                    out.add(where + " is no literal");
                } else if (v.path("type").asString("").equals("prov:QUALIFIED_NAME")) {
                    qualified(v.path("$").asString(), prefixes, out);
                } else if (v.path("type").asString("").equals("xsd:dateTime")) {
                    OffsetDateTime.parse(v.path("$").asString());
                }
            } else if (where.endsWith("Time") || where.endsWith("prov:time")) {
                OffsetDateTime.parse(v.asString());
            } else if (!v.isString()) {
                out.add(where + " is neither a text nor a literal");
            }
        }
    }
}
