package plumbline.app.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import plumbline.storage.project.Hash;
import plumbline.storage.project.Project;
import plumbline.storage.project.RefMove;

@Command(name = "reflog", description = "Every move of a branch, a tag or of what stands (HEAD), newest first.")
final class ReflogCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Option(names = "--limit", defaultValue = "100", paramLabel = "N", description = "At most this many. Default: 100.")
    private int limit;

    @Override
    public Integer call() throws IOException {
        if (limit < 1) {
            throw new IllegalArgumentException("--limit is at least 1.");
        }
        try (Project project = common.readProject()) {
            List<RefMove> moves = project.history().reflog(limit);
            common.answer(
                    Map.of("moves", moves.stream().map(ReflogCommand::json).toList()),
                    moves.isEmpty()
                            ? List.of("No ref has moved yet.")
                            : moves.stream()
                                    .map(m -> String.format(
                                            "%s  %-8s > %-8s  %-20s %-10s %s", m.at(), m.before().map(Hash::shortHex).orElse("-"),
                                            m.after().map(Hash::shortHex).orElse("-"), m.ref(), m.action(), m.user()))
                                    .toList());
        }
        return Exit.DONE;
    }

    private static Map<String, Object> json(RefMove m) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("ref", m.ref());
        out.put("before", m.before().map(Hash::hex).orElse(null));
        out.put("after", m.after().map(Hash::hex).orElse(null));
        out.put("at", m.at().toString());
        out.put("user", m.user());
        out.put("device", m.device());
        out.put("action", m.action());
        return out;
    }
}
