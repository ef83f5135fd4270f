package plumbline.storage.project;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import plumbline.annotation.review.Verdict;
import tools.jackson.databind.JsonNode;

/**
 * Rows that travel beside the versions, a line of canonical JSON each: captures with their governance, lineage, findings,
 * verdicts, finished merges with their conflicts and decisions, scenarios and events, tasks and comments. Merging takes in what
 * is lacking and, of findings, of notes on passes and of reviews, what is later; doing it again changes nothing.
 */
final class SideRecords {
    private SideRecords() {}

    static List<String> write(Connection c) throws SQLException {
        List<String> out = new ArrayList<>();
        for (StoredCapture s : CaptureRows.all(c)) {
            out.add(capture(s));
        }
        for (LineageGraph.Node n : Lineage.nodes(c)) {
            out.add(Json.write(Map.of(
                    "record", "node", "id", n.id(), "kind", n.kind(), "name", n.name(), "at", Times.nanos(n.at()),
                    "actor", n.actor(), "facts", n.facts())));
        }
        for (LineageGraph.Edge e : Lineage.edges(c)) {
            out.add(Json.write(Map.of("record", "edge", "from", e.from(), "to", e.to(), "activity", e.activity())));
        }
        for (StoredCapture s : CaptureRows.all(c)) {
            Optional<Long> run = Findings.runAt(c, s.hash().hex());
            if (run.isPresent()) {
                out.add(Json.write(Map.of(
                        "record", "findings", "capture", s.hash().hex(), "at", run.get(),
                        "findings", Findings.json(c, s.hash().hex()))));
            }
        }
        for (Verdict v : Findings.allVerdicts(c)) {
            out.add(Json.write(Map.of(
                    "record", "verdict", "finding", v.findingId(), "kind", v.kind().name(), "reason", v.reason(),
                    "user", v.user(), "at", Times.nanos(v.at()))));
        }
        for (PassNoteRows.Row r : PassNoteRows.all(c)) {
            out.add(Json.write(Map.of(
                    "record", "note", "note", PassNoteJson.write(r.note()), "gone", r.gone(), "at", r.atNanos(), "user",
                    r.user())));
        }
        for (ReviewNote n : ReviewRows.all(c)) {
            out.add(Json.write(Map.of("record", "review", "note", ReviewJson.write(n))));
        }
        merges(c, out);
        return out;
    }

    /** Open merges stay where they are; a finished one travels with its conflicts and what was decided about them. */
    private static void merges(Connection c, List<String> out) throws SQLException {
        for (MergeState m : MergeRows.done(c)) {
            out.add(Json.write(Map.of(
                    "record", "merge", "id", m.id(), "ours", m.ours().hex(), "theirs", m.theirs().hex(), "bases",
                    m.bases().stream().map(Hash::hex).toList(), "name", m.name(), "version",
                    m.version().orElseThrow().hex(), "at", Times.nanos(m.at()), "user", m.user())));
            for (StoredConflict x : ConflictRows.ofMerge(c, m.id())) {
                out.add(Json.write(Map.of(
                        "record", "conflict", "id", x.id(), "merge", m.id(), "capture",
                        x.capture().map(Hash::hex).orElse(""), "conflict", ConflictJson.write(x.conflict()))));
            }
        }
        for (ConflictRows.DecisionRow d : ConflictRows.decisions(c)) {
            out.add(Json.write(Map.of(
                    "record", "decision", "conflict", d.conflict(), "decision", d.json(), "why", d.why(), "user", d.user(),
                    "at", Times.nanos(d.at()))));
        }
    }

    private static MergeState merge(String where, JsonNode n) {
        return new MergeState(
                Json.text(where, n, "id"), Versions.hash(where, Json.text(where, n, "ours")),
                Versions.hash(where, Json.text(where, n, "theirs")),
                Json.texts(where, n, "bases").stream().map(h -> Versions.hash(where, h)).toList(),
                Json.text(where, n, "name"), Optional.of(Versions.hash(where, Json.text(where, n, "version"))),
                Times.instant(Json.integer(where, n, "at")), Json.text(where, n, "user"));
    }

    private static void conflict(Connection c, String where, JsonNode n) throws SQLException {
        String capture = Json.text(where, n, "capture");
        ConflictRows.insert(
                c, Json.text(where, n, "id"), Json.text(where, n, "merge"),
                capture.isEmpty() ? "" : Versions.hash(where, capture).hex(),
                ConflictJson.read(where, Json.text(where, n, "conflict")));
    }

    private static void decision(Connection c, String where, JsonNode n) throws SQLException {
        String json = Json.text(where, n, "decision");
        if (!json.isEmpty()) {
            ConflictJson.decision(where, json);
        }
        ConflictRows.decide(
                c,
                new ConflictRows.DecisionRow(
                        Json.text(where, n, "conflict"), json, Json.text(where, n, "why"), Json.text(where, n, "user"),
                        Times.instant(Json.integer(where, n, "at"))),
                Optional.empty());
    }

    private static String capture(StoredCapture s) {
        Governance g = s.governance();
        Map<String, Object> m = new TreeMap<>(Map.of(
                "record", "capture", "hash", s.hash().hex(), "name", s.name(), "format", s.format(),
                "frames", s.frames(), "points", s.points(), "at", Times.nanos(s.imported())));
        m.put("governance", Map.of(
                "purpose", g.purpose(), "classification", g.classification(), "region", g.region(), "owner", g.owner(),
                "site", g.site(), "retention", g.retention()));
        return Json.write(m);
    }

    /** All or none of the lines; kinds of record that are not known are refused, for they would be lost. */
    static void merge(Connection c, List<String> lines) throws SQLException {
        for (int i = 0; i < lines.size(); i++) {
            String where = "side record " + (i + 1);
            JsonNode n = Json.parse(where, lines.get(i));
            switch (Json.text(where, n, "record")) {
                case "capture" -> CaptureRows.insert(c, capture(where, n));
                case "node" -> Lineage.adopt(c, new LineageGraph.Node(
                        Json.text(where, n, "id"), Json.text(where, n, "kind"), Json.text(where, n, "name"),
                        Times.instant(Json.integer(where, n, "at")), Json.text(where, n, "actor"),
                        Json.textMap(where, n, "facts")));
                case "edge" -> Lineage.edge(
                        c, Json.text(where, n, "from"), Json.text(where, n, "to"), Json.text(where, n, "activity"));
                case "findings" -> findings(c, where, n);
                case "verdict" -> Findings.put(c, new Verdict(
                        Json.text(where, n, "finding"), verdictKind(where, Json.text(where, n, "kind")),
                        Json.text(where, n, "reason"), Json.text(where, n, "user"),
                        Times.instant(Json.integer(where, n, "at"))));
                case "note" -> PassNoteRows.put(c, new PassNoteRows.Row(
                        PassNoteJson.read(where, Json.text(where, n, "note")), Json.truth(where, n, "gone"),
                        Json.integer(where, n, "at"), Json.text(where, n, "user")));
                case "review" -> ReviewRows.put(c, ReviewJson.read(where, Json.text(where, n, "note")));
                case "merge" -> MergeRows.insert(c, merge(where, n));
                case "conflict" -> conflict(c, where, n);
                case "decision" -> decision(c, where, n);
                default -> throw new StorageException(where + ": records of kind \"" + Json.text(where, n, "record")
                        + "\" are not known here. Update Plumbline; nothing was merged.");
            }
        }
    }

    private static StoredCapture capture(String where, JsonNode n) {
        JsonNode g = Json.field(where, n, "governance");
        return new StoredCapture(
                Versions.hash(where, Json.text(where, n, "hash")), Json.text(where, n, "name"),
                Json.text(where, n, "format"), Json.small(where, n, "frames"), Json.integer(where, n, "points"),
                Times.instant(Json.integer(where, n, "at")),
                new Governance(
                        Json.text(where, g, "purpose"), Json.text(where, g, "classification"),
                        Json.text(where, g, "region"), Json.text(where, g, "owner"), Json.text(where, g, "site"),
                        Json.text(where, g, "retention")));
    }

    private static void findings(Connection c, String where, JsonNode n) throws SQLException {
        String capture = Versions.hash(where, Json.text(where, n, "capture")).hex();
        long at = Json.integer(where, n, "at");
        Optional<Long> own = Findings.runAt(c, capture);
        if (own.isEmpty() || own.get() < at) {
            List<String> json = Json.texts(where, n, "findings");
            // Read before they are kept: what cannot be read back is refused here, not found out later.
            json.forEach(j -> FindingJson.read(where, j));
            Findings.replace(c, capture, at, json);
        }
    }

    private static Verdict.Kind verdictKind(String where, String text) {
        for (Verdict.Kind k : Verdict.Kind.values()) {
            if (k.name().equals(text)) {
                return k;
            }
        }
        throw new StorageException(where + ": verdict \"" + text + "\" is not known");
    }
}
