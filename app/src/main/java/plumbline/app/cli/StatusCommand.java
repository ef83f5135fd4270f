package plumbline.app.cli;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import plumbline.app.service.Sync;
import plumbline.storage.project.MergeState;
import plumbline.storage.project.Project;
import plumbline.storage.project.StoredCapture;
import plumbline.storage.project.StoredConflict;
import plumbline.storage.project.Version;
import plumbline.storage.sync.SyncException;

@Command(name = "status", description = "Where the project stands: captures, version, edits, and against its server.")
final class StatusCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Option(names = "--token", description = "The server's token, if it asks for one.")
    private Optional<String> token = Optional.empty();

    @Override
    public Integer call() throws IOException {
        try (Project project = common.readProject()) {
            Map<String, Object> json = new LinkedHashMap<>();
            List<String> lines = new ArrayList<>();
            Optional<Version> head = project.head();
            json.put("project", project.name());
            json.put("branch", project.branch());
            json.put("version", head.map(v -> v.hash().hex()).orElse(null));
            json.put("edits", project.uncommittedEdits());
            lines.add(project.name() + ", " + project.branch() + " "
                    + head.map(v -> v.hash().shortHex()).orElse("(no version yet)") + " + "
                    + project.uncommittedEdits() + " edits");
            List<Map<String, Object>> captures = new ArrayList<>();
            for (StoredCapture c : project.captures()) {
                captures.add(Map.of("capture", c.hash().hex(), "name", c.name(), "frames", c.frames(), "points", c.points()));
                lines.add("  " + c.hash().shortHex() + "  " + c.name() + ", " + c.frames() + " frames, " + c.points() + " points");
            }
            json.put("captures", captures);
            merge(project, json, lines);
            standing(project, json, lines);
            common.answer(json, lines);
        }
        return Exit.DONE;
    }

    /** A merge that is open, with what is left of it; null where none is. */
    private static void merge(Project project, Map<String, Object> json, List<String> lines) {
        Optional<MergeState> merge = project.merging().current();
        json.put("merge", null);
        if (merge.isPresent()) {
            List<StoredConflict> all = project.merging().conflicts(true).stream()
                    .filter(c -> c.merge().id().equals(merge.get().id()))
                    .toList();
            long open = all.stream().filter(StoredConflict::open).count();
            json.put("merge", Map.of(
                    "name", merge.get().name(), "version", merge.get().theirs().hex(), "conflicts", all.size(), "open", open));
            lines.add("A merge of " + merge.get().name() + " is open: " + open + " of " + all.size()
                    + " conflicts to decide (plumbline conflicts; plumbline merge --continue).");
        }
    }

    private void standing(Project project, Map<String, Object> json, List<String> lines) throws IOException {
        Optional<URI> remote = Sync.remote(project);
        json.put("remote", remote.map(URI::toString).orElse(null));
        json.put("ahead", null);
        json.put("behind", null);
        if (remote.isEmpty()) {
            lines.add("No server; \"plumbline push http://…\" sets one.");
            return;
        }
        try {
            Sync.Standing s = Sync.standing(project, remote.get(), token);
            json.put("ahead", s.ahead());
            json.put("behind", s.behind());
            lines.add(s.remote() + ": " + s.ahead() + " to send, " + s.behind() + " to fetch");
        } catch (SyncException e) {
            json.put("offline", e.getMessage());
            lines.add("Offline: " + e.getMessage());
        }
    }
}
