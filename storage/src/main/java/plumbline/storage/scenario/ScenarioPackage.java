package plumbline.storage.scenario;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.Progress;
import plumbline.storage.format.AtomicFile;
import plumbline.storage.format.CaptureJson;
import plumbline.storage.format.FormatException;
import plumbline.storage.format.json.JsonValue;
import plumbline.storage.format.label.OpenLabel;
import plumbline.storage.format.mcap.McapCaptures;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A scenario to take away (docs/formats/scenario.md): a folder, or a zip of it, with the recording as MCAP in its original
 * times, the labels as OpenLABEL, the capture's description with its calibration, what the scenario says, and the SHA-256 of
 * each of these in {@code manifest.json}. A package of which a byte differs from its manifest is refused.
 */
public final class ScenarioPackage {
    public static final String MANIFEST = "manifest.json";
    public static final String SCENARIO = "scenario.json";
    public static final String RECORDING = "recording.mcap";
    public static final String LABELS = OpenLabel.FILE_NAME;
    public static final String CALIBRATION = "calibration.json";
    private static final int VERSION = 1;
    private static final List<String> PARTS = List.of(SCENARIO, RECORDING, LABELS, CALIBRATION);
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** What a package says of itself; hashes as hex, times in nanoseconds since 1970 UTC. */
    public record About(
            String name, List<String> tags, String note, long fromNanos, long toNanos, String capture, String version,
            String project, String user, long savedNanos) {}

    /** What was written: files, what the recording could not hold, and {@code root}, the manifest's SHA-256. */
    public record Written(List<Path> files, List<String> losses, String root) {}

    private ScenarioPackage() {}

    /**
     * Into a folder, or a zip where the name ends so; it must not be there yet. Throws {@link java.io.InterruptedIOException}
     * where {@code progress} asks to stop. Stopped or failed, nothing is left.
     */
    public static Written write(About about, CaptureSource clip, Path out, Progress progress) throws IOException {
        Path target = out.toAbsolutePath();
        if (Files.exists(target)) {
            throw new FormatException(out.toString(), "", "is there already; choose another name or remove it first");
        }
        Files.createDirectories(target.getParent());
        Path work = Files.createDirectory(target.resolveSibling("." + target.getFileName() + ".part"));
        try {
            List<String> losses = parts(about, clip, work, progress);
            byte[] manifest = manifest(work);
            Files.write(work.resolve(MANIFEST), manifest);
            if (target.toString().endsWith(".zip")) {
                AtomicFile.write(target, stream -> zip(work, stream));
                return new Written(List.of(target), losses, hex(sha256().digest(manifest)));
            }
            Files.move(work, target);
            List<Path> files = new ArrayList<>(List.of(target.resolve(MANIFEST)));
            PARTS.forEach(p -> files.add(target.resolve(p)));
            return new Written(files, losses, hex(sha256().digest(manifest)));
        } finally {
            clear(work);
        }
    }

    private static List<String> parts(About about, CaptureSource clip, Path work, Progress progress) throws IOException {
        McapCaptures.Written mcap = McapCaptures.write(clip, work.resolve(RECORDING), progress);
        Capture capture = clip.capture();
        AtomicFile.write(
                work.resolve(LABELS), s -> new OpenLabel().write(s, clip.labels(), clip.ontology(), capture));
        AtomicFile.write(work.resolve(CALIBRATION), CaptureJson.write(capture));
        ObjectNode n = JSON.createObjectNode();
        n.put("plumbline_scenario", VERSION);
        n.put("name", about.name());
        about.tags().forEach(n.putArray("tags")::add);
        n.put("note", about.note());
        n.put("from_nanos", about.fromNanos());
        n.put("to_nanos", about.toNanos());
        n.put("capture", about.capture());
        n.put("version", about.version());
        n.put("project", about.project());
        n.put("user", about.user());
        n.put("saved_nanos", about.savedNanos());
        n.put("frames", capture.frames().size());
        n.put("messages", mcap.messages());
        n.put("labels", clip.labels().size());
        mcap.losses().forEach(n.putArray("losses")::add);
        AtomicFile.write(work.resolve(SCENARIO), JSON.writeValueAsBytes(n));
        return mcap.losses();
    }

    private static byte[] manifest(Path work) throws IOException {
        ObjectNode n = JSON.createObjectNode();
        n.put("plumbline_package", VERSION);
        ObjectNode files = n.putObject("files");
        for (String part : PARTS) {
            ObjectNode f = files.putObject(part);
            f.put("bytes", Files.size(work.resolve(part)));
            try (InputStream in = Files.newInputStream(work.resolve(part))) {
                f.put("sha256", digest(in));
            }
        }
        return JSON.writeValueAsBytes(n);
    }

    private static void zip(Path work, OutputStream stream) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(stream);
        List<String> all = new ArrayList<>(List.of(MANIFEST));
        all.addAll(PARTS);
        for (String part : all) {
            ZipEntry entry = new ZipEntry(part);
            // The same scenario gives the same bytes.
            entry.setTimeLocal(java.time.LocalDateTime.of(1980, 1, 1, 0, 0));
            zip.putNextEntry(entry);
            Files.copy(work.resolve(part), zip);
            zip.closeEntry();
        }
        zip.finish();
    }

    /** Checks every byte against the manifest, unpacks a zip into an empty {@code folder}, and says where its parts lie. */
    public static Path open(Path path, Path folder) throws IOException {
        Path parts = path;
        if (Files.isRegularFile(path)) {
            unzip(path, folder);
            parts = folder;
        }
        Path manifest = parts.resolve(MANIFEST);
        if (!Files.isRegularFile(manifest)) {
            throw new FormatException(path.toString(), MANIFEST, "is not there; this is no scenario package");
        }
        JsonValue files = JsonValue.parse(manifest).get("files");
        for (String part : PARTS) {
            String said = files.get(part).get("sha256").text();
            if (!Files.isRegularFile(parts.resolve(part))) {
                throw new FormatException(path.toString(), part, "is in the manifest but not in the package");
            }
            try (InputStream in = Files.newInputStream(parts.resolve(part))) {
                if (!digest(in).equals(said)) {
                    throw new FormatException(
                            path.toString(), part,
                            "is not what the manifest says (SHA-256 differs); fetch the package anew. Nothing was imported");
                }
            }
        }
        return parts;
    }

    /** Of a package that {@link #open} has checked. */
    public static About about(Path parts) throws IOException {
        JsonValue n = JsonValue.parse(parts.resolve(SCENARIO));
        n.get("plumbline_scenario").integer(1, VERSION);
        List<String> tags = new ArrayList<>();
        for (JsonValue t : n.items("tags")) {
            tags.add(t.text());
        }
        return new About(
                n.get("name").text(), tags, n.get("note").text(), nanos(n, "from_nanos"),
                nanos(n, "to_nanos"), n.get("capture").text(), n.get("version").text(), n.get("project").text(),
                n.get("user").text(), nanos(n, "saved_nanos"));
    }

    private static long nanos(JsonValue n, String name) throws FormatException {
        return n.get(name).integer(Long.MIN_VALUE, Long.MAX_VALUE);
    }

    private static void unzip(Path path, Path folder) throws IOException {
        try (ZipFile zip = new ZipFile(path.toFile(), StandardCharsets.UTF_8)) {
            List<String> all = new ArrayList<>(List.of(MANIFEST));
            all.addAll(PARTS);
            // Only the parts that are known are taken out: no name in the zip decides where a file comes to lie.
            for (String part : all) {
                ZipEntry entry = zip.getEntry(part);
                if (entry == null) {
                    throw new FormatException(path.toString(), part, "is not in the zip; this is no scenario package");
                }
                try (InputStream in = zip.getInputStream(entry)) {
                    Files.copy(in, folder.resolve(part));
                }
            }
        } catch (java.util.zip.ZipException e) {
            throw new FormatException(path.toString(), "", "is neither a folder nor a sound zip: " + e.getMessage());
        }
    }

    private static void clear(Path work) throws IOException {
        if (Files.isDirectory(work)) {
            for (String part : PARTS) {
                Files.deleteIfExists(work.resolve(part));
            }
            Files.deleteIfExists(work.resolve(MANIFEST));
            AtomicFile.clearLeft(work);
            Files.deleteIfExists(work);
        }
    }

    private static String digest(InputStream in) throws IOException {
        MessageDigest sha = sha256();
        try (InputStream all = new DigestInputStream(new BufferedInputStream(in, 1 << 16), sha)) {
            all.transferTo(OutputStream.nullOutputStream());
        }
        return hex(sha.digest());
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
