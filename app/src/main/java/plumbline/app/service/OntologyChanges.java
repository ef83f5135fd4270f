package plumbline.app.service;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plumbline.annotation.edit.OntologyMigration;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.OntologyStep;
import plumbline.annotation.label.RelabelQueue;
import plumbline.storage.project.Project;
import plumbline.storage.project.StorageException;
import plumbline.storage.project.StoredCapture;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Changes of a project's ontology: proposed by one, previewed with what they would do to the labels of all captures, applied
 * by somebody who may. Proposals are the project's settings of this copy; what happens to them is in the audit log.
 */
public final class OntologyChanges {
    private static final String KEY = "ontology.proposals";

    /** Made up on ontology version {@code on}. */
    public record Proposal(String id, String what, List<OntologyStep> steps, int on, String by, Instant at) {}

    /** Of all captures: each step's reach, and how long the queue of labels to be seen to is now and would be. */
    public record Preview(OntologyMigration migration, List<OntologyMigration.Reach> reach, int labels, int queueNow, int queueAfter) {}

    private final Project project;

    public OntologyChanges(Project project) {
        this.project = project;
    }

    public List<Proposal> proposals() {
        Optional<String> json = project.setting(KEY);
        List<Proposal> out = new ArrayList<>();
        if (json.isEmpty()) {
            return out;
        }
        try {
            for (JsonNode p : JsonMapper.shared().readTree(json.get())) {
                out.add(new Proposal(
                        p.path("id").asString(""), p.path("what").asString(""), OntologyText.steps(p), p.path("on").asInt(0),
                        p.path("by").asString(""), Instant.parse(p.path("at").asString("1970-01-01T00:00:00Z"))));
            }
        } catch (JacksonException e) {
            throw new StorageException("The proposals for the ontology cannot be read: " + e.getOriginalMessage(), e);
        }
        return out;
    }

    public Proposal propose(String what, List<OntologyStep> steps) {
        OntologyMigration checked = new OntologyMigration(project.ontology(), steps);
        List<Proposal> all = proposals();
        int number = all.stream().mapToInt(p -> Integer.parseInt(p.id().substring(1))).max().orElse(0) + 1;
        Proposal made = new Proposal(
                "P" + number, what.isBlank() ? checked.what() : what, steps, project.ontology().version(),
                project.actor().user(), Instant.now());
        all.add(made);
        write(all);
        record("ontology.propose", made);
        return made;
    }

    public Optional<Proposal> find(String id) {
        return proposals().stream().filter(p -> p.id().equalsIgnoreCase(id)).findFirst();
    }

    /** Takes a proposal away without doing it. */
    public void withdraw(Proposal proposal) {
        write(proposals().stream().filter(p -> !p.id().equals(proposal.id())).toList());
        record("ontology.withdraw", proposal);
    }

    public Preview preview(List<OntologyStep> steps) {
        OntologyMigration m = new OntologyMigration(project.ontology(), steps);
        List<int[]> reach = new ArrayList<>();
        steps.forEach(s -> reach.add(new int[2]));
        int labels = 0;
        int now = 0;
        int after = 0;
        for (StoredCapture c : project.captures()) {
            Labels all = project.labels(c.hash());
            List<OntologyMigration.Reach> here = m.reach(all);
            for (int i = 0; i < here.size(); i++) {
                reach.get(i)[0] += here.get(i).labels();
                reach.get(i)[1] += here.get(i).objects();
            }
            labels += m.changes(all).changes().size();
            now += RelabelQueue.of(all, m.before()).size();
            after += RelabelQueue.of(all, m.after(), m::migrated).size();
        }
        List<OntologyMigration.Reach> out = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            out.add(new OntologyMigration.Reach(steps.get(i), reach.get(i)[0], reach.get(i)[1]));
        }
        return new Preview(m, out, labels, now, after);
    }

    /** Ontology and labels of all captures in one step; how many labels changed. A proposal that was meant is done with. */
    public int apply(List<OntologyStep> steps, Optional<Proposal> proposal) {
        int labels = project.migrateOntology(new OntologyMigration(project.ontology(), steps));
        proposal.ifPresent(p -> write(proposals().stream().filter(x -> !x.id().equals(p.id())).toList()));
        return labels;
    }

    /** The labels of a capture that somebody must look at again. */
    public List<RelabelQueue.Entry> queue(StoredCapture capture) {
        return RelabelQueue.of(project.labels(capture.hash()), project.ontology());
    }

    private void write(List<Proposal> all) {
        project.setSetting(KEY, JsonMapper.shared().writeValueAsString(all.stream()
                .map(p -> Map.of(
                        "id", p.id(), "what", p.what(), "steps", p.steps().stream().map(OntologyText::of).toList(), "on", p.on(),
                        "by", p.by(), "at", p.at().toString()))
                .toList()));
    }

    private void record(String action, Proposal p) {
        project.record(action, p.id(), JsonMapper.shared().writeValueAsString(
                Map.of("what", p.what(), "steps", p.steps().stream().map(OntologyStep::words).toList())));
    }

    /** One line for people: {@code frame 3, Car 014: lights is required and not set}. */
    public static String words(RelabelQueue.Entry e) {
        Label l = e.label();
        return "frame " + l.frame() + ", " + l.className() + " " + l.track() + ": " + String.join("; ", e.reasons());
    }
}
