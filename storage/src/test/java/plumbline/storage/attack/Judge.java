package plumbline.storage.attack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import plumbline.storage.audit.AuditReport;
import plumbline.storage.project.Examination;
import plumbline.storage.project.Project;
import plumbline.storage.project.Projects;

/**
 * Whether what an attack left behind is whole: acknowledged steps are there, every project in it opens, is sound and its audit
 * holds, the workflow comes to its end with the same result as undisturbed, and nothing stray stays.
 */
final class Judge {
    /** A project's files as docs/formats/project.md names them, SQLite's own gone with its writer. */
    private static final String DOCUMENTED = "plumbline\\.db|plumbline\\.lock|audit\\.head|objects/[0-9a-f]{2}/[0-9a-f]{62}"
            + "|objects/packs/[0-9a-f]{64}\\.pack|quarantine/.+";

    private Judge() {}

    /** What is wrong, or empty. The folder is used up. */
    static Optional<String> judge(Workflow workflow, Path root, List<String> acknowledged, String expected) {
        try {
            try (Desk desk = new Desk(root)) {
                // Repair begins with a damaged project, migration with one that opening for writing brings up to date.
                if (workflow.name().equals("migrate")) {
                    Projects.open(root.resolve(Desk.MAIN), desk.actor()).close();
                }
                if (!workflow.name().equals("repair")) {
                    whole(desk);
                }
                for (Step s : workflow.steps()) {
                    if (acknowledged.contains(s.name()) && !s.done().on(desk)) {
                        return Optional.of("the acknowledged step \"" + s.name() + "\" is lost");
                    }
                }
                workflow.run(desk, step -> {});
                whole(desk);
            }
            String result = result(root);
            if (!result.equals(expected)) {
                return Optional.of("repeated to its end the result differs: " + difference(expected, result));
            }
            return strays(root);
        } catch (Failure e) {
            return Optional.of(e.getMessage());
        } catch (IOException | SQLException | RuntimeException e) {
            return Optional.of(e.toString());
        }
    }

    private static final class Failure extends RuntimeException {
        private static final long serialVersionUID = 1;

        Failure(String message) {
            super(message);
        }
    }

    private static void whole(Desk desk) throws IOException, SQLException {
        for (String name : projects(desk.root)) {
            Path folder = desk.root.resolve(name);
            Examination found = Projects.examine(folder, desk.actor());
            if (!found.sound()) {
                throw new Failure(name + ": " + found.faults());
            }
            Project p = desk.project(name);
            AuditReport audit = p.verifyAudit();
            if (!audit.valid()) {
                throw new Failure(name + ": audit: " + audit.firstBroken());
            }
            if (!p.provenance().orphans().isEmpty()) {
                throw new Failure(name + ": orphans in the lineage");
            }
            String integrity = integrity(folder);
            if (!integrity.equals("ok")) {
                throw new Failure(name + ": integrity_check: " + integrity);
            }
        }
        // A server of the workflow opens its project itself.
        desk.close();
    }

    private static String integrity(Path project) throws SQLException {
        try (Connection c = DriverManager.getConnection("jdbc:sqlite:" + project.resolve("plumbline.db"));
                Statement s = c.createStatement();
                ResultSet r = s.executeQuery("PRAGMA integrity_check")) {
            return r.next() ? r.getString(1) : "no answer";
        }
    }

    /** What projects and tiles of a folder are, without what time and chance put into them. */
    static String result(Path root) throws IOException {
        StringBuilder out = new StringBuilder();
        try (Desk desk = new Desk(root)) {
            for (String name : projects(root)) {
                out.append(name).append('\n').append(VersionWorkflows.picture(desk.project(name))).append('\n');
            }
        }
        if (Files.isDirectory(root.resolve("tiles"))) {
            out.append(FolderWorkflows.files(root.resolve("tiles")));
        }
        return out.toString();
    }

    private static List<String> projects(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root, 3)) {
            return all.filter(p -> p.endsWith("plumbline.db") && !p.toString().contains("quarantine"))
                    .map(p -> root.relativize(p.getParent()).toString())
                    .sorted()
                    .toList();
        }
    }

    private static Optional<String> strays(Path root) throws IOException {
        List<String> stray = new ArrayList<>();
        for (String name : projects(root)) {
            for (String file : Trees.files(root.resolve(name))) {
                boolean folded = file.endsWith("-wal") && Files.size(root.resolve(name).resolve(file)) == 0;
                if (!file.matches(DOCUMENTED) && !folded && !file.endsWith("plumbline.db-shm")) {
                    stray.add(name + "/" + file);
                }
            }
        }
        for (String file : Trees.files(root)) {
            if (file.endsWith(".part") || file.endsWith(".new")) {
                stray.add(file);
            }
        }
        return stray.isEmpty() ? Optional.empty() : Optional.of("stray files stay: " + stray);
    }

    private static String difference(String expected, String found) {
        List<String> a = expected.lines().toList();
        List<String> b = found.lines().toList();
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            if (!a.get(i).equals(b.get(i))) {
                return cut(a.get(i)) + " became " + cut(b.get(i));
            }
        }
        return a.size() + " lines became " + b.size();
    }

    private static String cut(String s) {
        return s.length() > 300 ? s.substring(0, 300) + "..." : s;
    }
}
