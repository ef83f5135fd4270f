package plumbline.app.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import plumbline.storage.project.Compacted;
import plumbline.storage.project.Projects;

@Command(
        name = "compact",
        description = "Takes away objects that no version, capture, lineage or audit entry names, gathers small packs, and gives"
                + " back the database's free room.")
final class CompactCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Option(names = "--dry-run", description = "Says what would go; changes nothing.")
    private boolean dryRun;

    @Override
    public Integer call() throws IOException {
        Compacted done = Projects.compact(common.projectFolder(), common.actor(), dryRun);
        common.answer(json(done), lines(done));
        return Exit.DONE;
    }

    private static Map<String, Object> json(Compacted c) {
        Map<String, Object> m = new LinkedHashMap<>();
        m.put("dryRun", c.dryRun());
        m.put("objects", c.objects());
        m.put("objectBytes", c.objectBytes());
        m.put("packsBefore", c.packsBefore());
        m.put("packsAfter", c.packsAfter());
        m.put("databaseBytesBefore", c.databaseBefore());
        m.put("databaseBytesAfter", c.databaseAfter());
        return m;
    }

    private static List<String> lines(Compacted c) {
        List<String> out = new ArrayList<>();
        out.add(c.objects() == 0
                ? "No object is without use."
                : c.objects() + " objects (" + megabytes(c.objectBytes()) + ") that nothing names "
                        + (c.dryRun() ? "would be taken away." : "were taken away."));
        if (!c.dryRun()) {
            if (c.packsBefore() != c.packsAfter()) {
                out.add(c.packsBefore() + " packs became " + c.packsAfter() + ".");
            }
            out.add("Database " + megabytes(c.databaseBefore()) + ", now " + megabytes(c.databaseAfter()) + ".");
        }
        return out;
    }

    private static String megabytes(long bytes) {
        return Common.number(bytes / 1e6, 1) + " MB";
    }
}
