package plumbline.app.cli.tour;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageIO;
import plumbline.annotation.assist.BoxFit;
import plumbline.annotation.assist.Ground;
import plumbline.annotation.assist.Proposal;
import plumbline.annotation.edit.Change;
import plumbline.annotation.edit.ChangeSet;
import plumbline.annotation.geometry.BoxIou;
import plumbline.annotation.geometry.PointsInBox;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelClass;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.Origin;
import plumbline.annotation.label.TrackId;
import plumbline.annotation.review.Finding;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Progress;
import plumbline.annotation.scene.SensorKind;
import plumbline.annotation.scene.Vec3;
import plumbline.app.service.Calibrations;
import plumbline.app.service.CameraPictures;
import plumbline.app.service.Checks;
import plumbline.app.service.Exports;
import plumbline.app.service.Imports;
import plumbline.app.service.Samples;
import plumbline.app.service.Session;
import plumbline.app.service.Settings;
import plumbline.app.service.Sync;
import plumbline.app.service.Views;
import plumbline.app.ui.WindowPictures;
import plumbline.qa.calibration.CalibrationReport;
import plumbline.storage.audit.AuditReport;
import plumbline.storage.format.LabelFormat;
import plumbline.storage.project.Governance;
import plumbline.storage.project.Project;
import plumbline.storage.project.Projects;
import plumbline.storage.project.Version;
import plumbline.storage.server.FolderHost;
import plumbline.storage.server.SyncServer;
import plumbline.storage.sync.SyncClient;
import plumbline.viewer3d.render.Pictures;
import plumbline.viewer3d.render.RendererChoice;
import plumbline.viewer3d.view.Camera;
import plumbline.viewer3d.view.CameraMoves;
import plumbline.viewer3d.view.ViewState;

/** The steps of the tour over one project; each says what happened and fails where its own proof does not hold. */
final class TourSteps implements AutoCloseable {
    private final Path out;
    private final int frames;
    private final Settings settings;
    private final Progress progress;
    private final Project project;
    private final List<Path> pictures = new ArrayList<>();
    private Session session;

    TourSteps(Path out, int frames, Settings settings, Progress progress) throws IOException {
        this.out = out;
        this.frames = frames;
        this.settings = settings;
        this.progress = progress;
        Files.createDirectories(out.resolve("pictures"));
        this.project = Projects.init(out.resolve("project"), "Tour", settings.actor("product tour"));
    }

    List<Path> pictures() {
        return List.copyOf(pictures);
    }

    String bringIn(Optional<Path> capture) throws IOException {
        Project.Imported done = capture.isPresent()
                ? Imports.importPath(project, capture.get(), Governance.DEFAULT, progress)
                : Samples.importInto(project, frames, progress);
        session = new Session(project, done.capture());
        return done.capture().name() + ": " + done.capture().frames() + " frames, " + done.capture().points() + " points, "
                + session.capture().sensors().size() + " sensors, " + done.labels() + " labels; capture "
                + done.capture().hash().shortHex();
    }

    String see() throws IOException {
        Frame frame = session.frame(0);
        PointBlock points = session.points(0);
        List<Label.Cuboid> cuboids = session.labels().cuboids(0);
        ViewState home = new ViewState(CameraMoves.home(points), 1600, 1000, 1.6, 0.5);
        Pictures.Picture scene = Pictures.png(
                Views.scene(points, cuboids, session.ontology(), Views.LABELS, Optional.empty()), home, RendererChoice.AUTO);
        save("points-and-boxes", scene.png());
        int onImages = 0;
        int images = 0;
        for (var camera : session.capture().sensors(SensorKind.CAMERA)) {
            if (frame.sample(camera.id()).isPresent() && camera.lens().isPresent()) {
                CameraPictures.Picture p = CameraPictures.draw(
                        session.source(), frame, camera.id(), points, cuboids, session.ontology());
                onImages += p.points();
                images++;
                if (images <= 2) {
                    save("camera-" + camera.id().value().replaceAll("[^A-Za-z0-9]+", "-"), p.image());
                }
            }
        }
        if (scene.drawn().points() == 0) {
            throw new Tour.StepFailed("Nothing was drawn.");
        }
        return scene.drawn().points() + " points drawn by " + scene.renderer() + "; " + onImages + " points on " + images
                + " camera images";
    }

    /** Labels as a person would: a click on an object's points, a fitted box, a correction, undo and redo. */
    String label() throws IOException {
        PointBlock points = session.points(0);
        Ground ground = Ground.estimate(points);
        Optional<Label.Cuboid> known = clearest(points);
        LabelClass cls = known.flatMap(c -> session.ontology().find(c.className()))
                .orElse(session.ontology().classes().getFirst());
        Vec3 seed = known.map(c -> c.box().centre()).orElseGet(() -> seed(points, ground));
        Optional<Proposal> fit = BoxFit.atPoint(points, ground, seed, cls);
        if (fit.isEmpty()) {
            throw new Tour.StepFailed("No box found at the chosen place.");
        }
        Label.Cuboid made = known.orElseGet(() -> new Label.Cuboid(
                        LabelId.random(), new TrackId("tour-1"), cls.name(), 0, fit.get().box(), new java.util.TreeMap<>(),
                        Origin.HAND, false, 1))
                .withBox(fit.get().box())
                .withOrigin(Origin.HAND);
        prove(known, made);
        save("fitted-box", Pictures.png(
                        Views.scene(points, List.of(made), session.ontology(), Views.LABELS, Optional.of(made.id())),
                        new ViewState(near(made), 1600, 1000, 2.2, 0.5),
                        RendererChoice.AUTO)
                .png());
        return fit.get().inside() + " points in a fitted " + cls.name()
                + known.map(c -> String.format(
                                Locale.ROOT, ", 3D IoU %.2f with the label that came along", BoxIou.iou3d(made.box(), c.box())))
                        .orElse("")
                + "; undo and redo lead back";
    }

    /** The new box is one edit, turning it round another; both are taken back and done again, the turn taken back for good. */
    private void prove(Optional<Label.Cuboid> before, Label.Cuboid made) throws IOException {
        Labels start = session.labels();
        session.apply(ChangeSet.of(
                "Fit " + made.className() + " " + made.track(),
                new Change(made.id(), before.map(b -> b), Optional.of(made))));
        Labels fitted = session.labels();
        session.apply(ChangeSet.of(
                "Flip " + made.className() + " " + made.track(),
                Change.replace(made, made.withBox(made.box().turned(Math.PI)))));
        session.history().undo();
        boolean once = session.labels().equals(fitted);
        session.history().undo();
        boolean twice = session.labels().equals(start);
        session.history().redo();
        if (!once || !twice || !session.labels().equals(fitted)) {
            throw new Tour.StepFailed("Undo and redo did not lead back to the same labels.");
        }
    }

    private static Camera near(Label.Cuboid c) {
        Vec3 at = c.box().centre();
        Vec3 away = new Vec3(at.x(), at.y(), 0).normalized().times(-7);
        return new Camera(at.plus(away).plus(new Vec3(0, 0, 5)), at, new Vec3(0, 0, 1), Math.toRadians(50), 0);
    }

    private Optional<Label.Cuboid> clearest(PointBlock points) {
        return session.labels().cuboids(0).stream()
                .filter(c -> c.box().length() > 3 && c.box().length() < 6)
                .max(Comparator.comparingInt(c -> PointsInBox.count(points, c.box())))
                .filter(c -> PointsInBox.count(points, c.box()) >= 30);
    }

    /** The point in the middle of the densest half metre above ground, away from the rig itself. */
    private static Vec3 seed(PointBlock points, Ground ground) {
        java.util.Map<Long, Integer> counts = new java.util.HashMap<>();
        java.util.Map<Long, Integer> any = new java.util.HashMap<>();
        for (int i = 0; i < points.size(); i++) {
            double x = points.px(i);
            double y = points.py(i);
            double above = points.pz(i) - ground.heightAt(x, y);
            if (Math.hypot(x, y) > 4 && above > 0.4 && above < 1.8) {
                long key = Math.round(x * 2) << 32 ^ Math.round(y * 2) & 0xffffffffL;
                counts.merge(key, 1, Integer::sum);
                any.putIfAbsent(key, i);
            }
        }
        return counts.entrySet().stream()
                .max(java.util.Map.Entry.comparingByValue())
                .map(e -> points.point(any.get(e.getKey())))
                .orElse(Vec3.ZERO);
    }

    String check() throws IOException {
        List<Finding> found = Checks.run(session, progress);
        List<Finding> again = Checks.run(session, progress);
        if (!found.equals(again)) {
            throw new Tour.StepFailed("The same labels gave different findings.");
        }
        return found.size() + " findings"
                + found.stream().findFirst().map(f -> ", the worst: " + f.message()).orElse("");
    }

    String calibrate() throws IOException {
        CalibrationReport report = Calibrations.check(session, progress);
        return report.headline() + ": " + report.sentence();
    }

    String version() throws IOException {
        Version v = project.commit("Tour: labelled and checked");
        int changes = v.parents().isEmpty() ? 0 : project.diff(v.parents().getFirst(), v.hash()).size();
        AuditReport audit = project.verifyAudit();
        if (!audit.valid()) {
            throw new Tour.StepFailed("The audit log does not verify: " + audit.firstBroken().orElse(""));
        }
        int nodes = project.lineage(v.hash().hex()).nodes().size();
        return "version " + v.hash().shortHex() + ", " + changes + " changes, audit valid with " + audit.entries()
                + " entries, lineage of " + nodes + " nodes";
    }

    String sync() throws IOException {
        Path clone = out.resolve("clone");
        try (SyncServer server = SyncServer.start(
                new FolderHost(out.resolve("server"), settings.actor("serve")), "127.0.0.1", 0, Optional.empty())) {
            URI url = URI.create("http://127.0.0.1:" + server.port());
            SyncClient.Moved sent = Sync.push(project, url, Optional.empty(), progress);
            SyncClient.Moved got = Sync.copy(
                    url.resolve("/" + project.name()), clone, settings.actor("product tour"), Optional.empty(), progress);
            try (Project copy = Projects.open(clone, settings.actor("product tour"))) {
                same("version", project.head().map(Version::hash), copy.head().map(Version::hash));
                same("labels", project.labels(session.stored().hash()), copy.labels(session.stored().hash()));
                same("audit root", project.verifyAudit().root(), copy.verifyAudit().root());
            }
            return sent.sentBytes() / 1024 + " KiB in " + sent.chunks() + " chunks sent, " + got.receivedBytes() / 1024
                    + " KiB cloned: same version, labels and audit root";
        }
    }

    private static void same(String what, Object here, Object there) throws IOException {
        if (!here.equals(there)) {
            throw new Tour.StepFailed("The clone has another " + what + ".");
        }
    }

    String export() throws IOException {
        List<String> said = new ArrayList<>();
        for (String format : Exports.formats()) {
            List<LabelFormat.Loss> losses = Exports.losses(session, format);
            List<Path> files = Exports.export(session, format, out.resolve("export-" + format));
            said.add(format + ": " + files.size() + " files, " + losses.size() + " kinds of loss");
        }
        return String.join("; ", said);
    }

    String readBack() throws IOException {
        Path written = out.resolve("export-openlabel");
        LabelFormat.Read read = Exports.format("openlabel").read(written, session.capture());
        if (!read.labels().equals(session.labels())) {
            throw new Tour.StepFailed("OpenLABEL read back gives " + read.labels().size() + " labels that are not equal to the "
                    + session.labels().size() + " written.");
        }
        return read.labels().size() + " labels read back from OpenLABEL, equal to the last digit";
    }

    /** The window's workspaces as pictures, from the clone: the project here is open already. */
    String window() throws IOException {
        List<String> names = List.of("annotate", "replay", "calibrate", "audit");
        for (String name : names) {
            Path file = out.resolve("pictures").resolve("window-" + name + ".png");
            WindowPictures.take(out.resolve("clone"), name, List.of(), true, 1600, 1000, file, settings);
            pictures.add(file);
        }
        return names.size() + " workspaces drawn";
    }

    private void save(String name, byte[] png) throws IOException {
        Path file = out.resolve("pictures").resolve(name + ".png");
        Files.write(file, png);
        pictures.add(file);
    }

    private void save(String name, BufferedImage image) throws IOException {
        Path file = out.resolve("pictures").resolve(name + ".png");
        ImageIO.write(image, "png", file.toFile());
        pictures.add(file);
    }

    @Override
    public void close() throws IOException {
        if (session != null) {
            session.close();
        }
        project.close();
    }
}
