package plumbline.app.cli;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import plumbline.storage.project.Scenario;

@Command(
        name = "scenario",
        description = "Named time ranges of captures: listed, saved, removed, exported as packages, brought in, played.",
        subcommands = {
            ScenarioListCommand.class, ScenarioSaveCommand.class, ScenarioRemoveCommand.class,
            ScenarioExportCommand.class, ScenarioImportCommand.class, ScenarioPlayCommand.class
        })
final class ScenarioCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        throw new IllegalArgumentException("Say what to do: scenario list, save, remove, export, import or play.");
    }

    static Map<String, Object> json(Scenario s) {
        Map<String, Object> m = new LinkedHashMap<>();
        m.put("id", s.id());
        m.put("name", s.name());
        m.put("capture", s.capture().hex());
        m.put("version", s.version().hex());
        m.put("from", s.fromNanos());
        m.put("to", s.toNanos());
        m.put("tags", s.tags());
        m.put("note", s.note());
        m.put("user", s.user());
        m.put("at", s.at().toString());
        return m;
    }

    static String line(Scenario s) {
        String tags = s.tags().isEmpty() ? "" : "  #" + String.join(" #", s.tags());
        return s.name() + "  " + Common.number(s.seconds(), 3) + " s from "
                + Instant.ofEpochSecond(Math.floorDiv(s.fromNanos(), 1_000_000_000L), Math.floorMod(s.fromNanos(), 1_000_000_000L))
                + tags + "  capture " + s.capture().shortHex() + ", version " + s.version().shortHex() + "  " + s.id();
    }
}
