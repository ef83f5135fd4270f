package plumbline.storage.attack;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import plumbline.annotation.scene.Progress;
import plumbline.storage.project.Hash;
import plumbline.storage.project.Project;
import plumbline.storage.project.Projects;
import plumbline.storage.project.Streets;
import plumbline.storage.server.FolderHost;
import plumbline.storage.server.SyncServer;
import plumbline.storage.sync.SyncClient;
import plumbline.storage.tile.PointFileStream;
import plumbline.storage.tile.TileBuilder;

/** What makes, fills, mends and copies whole folders. */
final class FolderWorkflows {
    private static final String NAME = "Harbour Road";
    private static final int TILE_POINTS = 30_000;

    private FolderWorkflows() {}

    /** From nothing: the project is made too. The second capture is large enough for packs. */
    static Workflow imports() {
        return new Workflow("import", d -> {}, List.of(
                new Step("init", d -> d.exists("p/plumbline.db"), d -> d.init(Desk.MAIN)),
                new Step("first", d -> has(d, "harbour", 12), d -> d.add(Streets.of("harbour", 7, 3, 12))),
                new Step("second", d -> has(d, "bridge", 900), d -> d.add(Streets.of("bridge", 9, 6, 900)))));
    }

    private static boolean has(Desk d, String capture, int labels) {
        return d.init(Desk.MAIN).captures().stream()
                .anyMatch(c -> c.name().equals(capture) && d.project().labels(c.hash()).size() == labels);
    }

    static Workflow migrate() {
        return new Workflow(
                "migrate",
                d -> {
                    EditWorkflows.street(d);
                    EditWorkflows.put(d, d.label("label-2").orElseThrow().withClass("Van"));
                    d.project().commit("Old");
                    EditWorkflows.put(d, d.label("label-3").orElseThrow().withClass("Bus"));
                    d.close();
                    try {
                        Streets.toFirstSchema(d.root.resolve(Desk.MAIN));
                    } catch (SQLException e) {
                        throw new IOException(e);
                    }
                },
                List.of(
                        new Step("open", d -> d.label("label-3").orElseThrow().className().equals("Bus"), d -> d.project()),
                        EditWorkflows.create("a"),
                        VersionWorkflows.commit("New")));
    }

    static Workflow tile() {
        return new Workflow(
                "tile",
                d -> {
                    Random random = new Random(3);
                    StringBuilder text = new StringBuilder();
                    for (int i = 0; i < TILE_POINTS; i++) {
                        text.append(random.nextInt(90_000) / 1000.0).append(' ').append(random.nextInt(70_000) / 1000.0)
                                .append(' ').append(random.nextInt(9_000) / 1000.0).append('\n');
                    }
                    Path file = d.root.resolve("in.xyz");
                    Files.writeString(file, text);
                    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000_000));
                },
                List.of(new Step("tiles", d -> d.exists("tiles/tiles.json") && !d.exists("tiles/building"), d -> TileBuilder
                        .build(new PointFileStream(d.root.resolve("in.xyz")), d.root.resolve("tiles"), 2, Progress.NONE))));
    }

    /** Client and server are one process: both are killed. */
    static Workflow push() {
        return new Workflow(
                "push",
                d -> {
                    EditWorkflows.street(d);
                    EditWorkflows.put(d, d.label("label-2").orElseThrow().withClass("Van"));
                    d.project().commit("One");
                },
                List.of(
                        new Step("push", d -> d.exists("server/" + NAME + "/plumbline.db") && arrived(d), FolderWorkflows::send),
                        EditWorkflows.put("label-4", "Tram"),
                        VersionWorkflows.commit("Two"),
                        new Step("push again", d -> refs(d).equals(d.project("p").replica().refs()), FolderWorkflows::send)));
    }

    /** The server's branch is at a version of this copy: the newest when it was sent. */
    private static boolean arrived(Desk d) throws IOException {
        Map<String, Hash> there = refs(d);
        return d.project().log(d.project().head().orElseThrow().hash()).stream()
                .anyMatch(v -> there.containsValue(v.hash()) && v.message().matches("One|Two"));
    }

    private static Map<String, Hash> refs(Desk d) throws IOException {
        try (FolderHost host = new FolderHost(d.root.resolve("server"), d.actor())) {
            return host.find(NAME).map(r -> r.refs()).orElse(Map.of());
        }
    }

    private static void send(Desk d) throws IOException {
        with(d, client -> client.push(NAME, d.project().replica(), Progress.NONE));
    }

    private interface Transfer {
        void by(SyncClient client) throws IOException;
    }

    private static void with(Desk d, Transfer transfer) throws IOException {
        try (FolderHost host = new FolderHost(d.root.resolve("server"), d.actor());
                SyncServer server = SyncServer.start(host, "127.0.0.1", 0, Optional.empty());
                SyncClient client = new SyncClient(URI.create("http://127.0.0.1:" + server.port()), Optional.empty())) {
            transfer.by(client);
        }
    }

    static Workflow pull() {
        return new Workflow(
                "pull",
                d -> {
                    EditWorkflows.street(d);
                    EditWorkflows.put(d, d.label("label-2").orElseThrow().withClass("Van"));
                    d.project().commit("One");
                    send(d);
                },
                List.of(new Step("pull", FolderWorkflows::pulled, d -> {
                    Project copy = d.replica("copy");
                    with(d, client -> client.fetch(NAME, copy.replica(), Progress.NONE));
                    copy.catchUp();
                })));
    }

    private static boolean pulled(Desk d) {
        if (!d.exists("copy/plumbline.db")) {
            return false;
        }
        Project copy = d.replica("copy");
        return copy.captures().size() == 1
                && copy.labels(copy.captures().getFirst().hash()).equals(d.project().labels(d.capture()));
    }

    static Workflow repair() {
        return new Workflow(
                "repair",
                d -> {
                    EditWorkflows.street(d);
                    EditWorkflows.put(d, d.label("label-2").orElseThrow().withClass("Van"));
                    d.project().commit("One");
                    EditWorkflows.put(d, d.label("label-5").orElseThrow().withClass("Bus"));
                    d.close();
                    damage(d.root.resolve(Desk.MAIN));
                },
                List.of(new Step("repair", d -> {
                    d.close();
                    return Projects.examine(d.root.resolve(Desk.MAIN), d.actor()).sound();
                }, d -> Projects.repair(d.root.resolve(Desk.MAIN), d.actor()))));
    }

    /** Rows that can be made again, and one object that nothing needs. */
    private static void damage(Path project) throws IOException {
        try (Connection c = DriverManager.getConnection("jdbc:sqlite:" + project.resolve("plumbline.db"));
                Statement s = c.createStatement()) {
            s.execute("DELETE FROM labels WHERE frame < 2");
            s.execute("DELETE FROM touched");
            s.execute("DELETE FROM edited_labels");
        } catch (SQLException e) {
            throw new IOException(e);
        }
        Path loose = Files.createDirectories(project.resolve("objects/ab")).resolve("0".repeat(62));
        Files.writeString(loose, "not what the name says");
    }

    /** Objects to take away, packs to gather, and rows that are gone. */
    static Workflow compact() {
        return new Workflow(
                "compact",
                d -> {
                    EditWorkflows.street(d);
                    d.add(Streets.of("bridge", 9, 6, 900));
                    for (int version = 0; version < 3; version++) {
                        for (int i = 0; i < 6; i++) {
                            EditWorkflows.put(d, d.label("label-" + i).orElseThrow().withClass("Class " + version));
                        }
                        d.project().commit("Version " + version);
                    }
                    d.project().createBranch("gone");
                    EditWorkflows.put(d, d.label("label-7").orElseThrow().withClass("Van"));
                    d.project().commit("Kept by the reflog alone");
                    d.project().history().switchTo("main", false);
                    d.project().history().deleteBranch("gone");
                    d.close();
                    Streets.litter(d.root.resolve(Desk.MAIN));
                },
                List.of(new Step("compact", d -> {
                    d.close();
                    return Streets.litterLeft(d.root.resolve(Desk.MAIN)) == 0;
                }, d -> {
                    d.close();
                    Projects.compact(d.root.resolve(Desk.MAIN), d.actor(), false);
                }), EditWorkflows.create("a"), VersionWorkflows.commit("After")));
    }

    static Workflow audit() {
        return new Workflow(
                "audit seal and checkpoint",
                d -> {
                    EditWorkflows.street(d);
                    d.project().record("check", "thing", "{\"n\":1}");
                },
                List.of(
                        new Step("checkpoint", d -> d.audited("audit.checkpoint") > 0, d -> d.project().auditTrail().checkpoint()),
                        new Step("seal", d -> d.audited("audit.seal") > 0, d -> d.project().auditTrail()
                                .seal(thing(d), "asked for")),
                        EditWorkflows.create("a"),
                        new Step("again", d -> d.audited("audit.checkpoint") > 1, d -> d.project().auditTrail().checkpoint())));
    }

    private static String thing(Desk d) {
        return d.project().auditLog(100).stream()
                .filter(e -> e.action().equals("check"))
                .findFirst()
                .orElseThrow()
                .name();
    }

    /** Hash of every file below a folder, by name. */
    static String files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            StringBuilder out = new StringBuilder();
            for (Path p : all.filter(Files::isRegularFile).sorted().toList()) {
                out.append(folder.relativize(p)).append(' ')
                        .append(Hash.of(Files.readAllBytes(p))).append('\n');
            }
            return out.toString();
        }
    }
}
