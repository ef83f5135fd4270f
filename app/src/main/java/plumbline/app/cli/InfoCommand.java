package plumbline.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.Problem;
import plumbline.annotation.scene.Sample;
import plumbline.annotation.scene.SensorId;
import plumbline.annotation.scene.Vec3;
import plumbline.storage.format.Captures;
import plumbline.storage.format.FormatException;
import plumbline.storage.format.PointFormat;
import plumbline.storage.format.PointFormats;
import plumbline.storage.format.ros.RecordingContents;
import plumbline.storage.format.ros.RecordingFormat;
import plumbline.storage.format.ros.RecordingReader;
import plumbline.storage.project.Projects;

@Command(name = "info", description = "What a file, recording or dataset folder is.")
final class InfoCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Parameters(paramLabel = "PATH")
    private Path path;

    @Override
    public Integer call() throws IOException {
        if (Projects.isProject(path)) {
            throw new FormatException(
                    path.toString(), "", "a project; \"plumbline status --project " + path + "\" says what is in it");
        }
        Map<String, Object> json = new LinkedHashMap<>();
        List<String> lines = new ArrayList<>();
        Optional<PointFormat> points = Files.isRegularFile(path) ? pointFormat() : Optional.empty();
        if (points.isPresent()) {
            cloud(points.get().inspect(path), json, lines);
        } else {
            sequence(json, lines);
        }
        common.answer(json, lines);
        return Exit.DONE;
    }

    private Optional<PointFormat> pointFormat() throws IOException {
        for (PointFormat f : PointFormats.ALL) {
            if (f.recognises(path)) {
                return Optional.of(f);
            }
        }
        return Optional.empty();
    }

    private static void cloud(PointFormat.Info info, Map<String, Object> json, List<String> lines) {
        json.put("format", info.format());
        json.put("points", info.points());
        Map<String, Object> bounds = new LinkedHashMap<>();
        bounds.put("min", list(info.min()));
        bounds.put("max", list(info.max()));
        json.put("bounds", info.points() > 0 ? bounds : null);
        json.put("fields", info.fields());
        json.put("crs", info.crs().orElse(null));
        json.put("problems", info.problems());
        lines.add(info.format() + ", " + info.points() + " points");
        if (info.points() > 0) {
            lines.add(String.format(
                    Locale.ROOT, "x %.3f to %.3f, y %.3f to %.3f, z %.3f to %.3f",
                    info.min().x(), info.max().x(), info.min().y(), info.max().y(), info.min().z(), info.max().z()));
        }
        lines.add("Fields: " + String.join(", ", info.fields().stream().map(f -> f.name() + " " + f.type()).toList()));
        info.crs().ifPresent(c -> lines.add("CRS: " + c));
        problems(info.problems(), lines);
    }

    private void sequence(Map<String, Object> json, List<String> lines) throws IOException {
        Optional<RecordingContents> topics = Optional.empty();
        String recording = "";
        Optional<RecordingReader> reader = RecordingFormat.find(path);
        if (reader.isPresent()) {
            try (RecordingReader r = reader.get()) {
                topics = Optional.of(r.contents());
                recording = r.format();
            }
        }
        Capture capture;
        try (CaptureSource source = Captures.open(path)) {
            capture = source.capture();
        } catch (IOException e) {
            if (topics.isEmpty()) {
                throw e;
            }
            // A recording without a lidar is still a recording: say what is in it, and why it is not a capture.
            json.put("format", recording);
            topics(topics.get(), json, lines);
            List<Problem> all = new ArrayList<>(topics.get().problems());
            all.add(new Problem(path.toString(), e.getMessage()));
            json.put("problems", all);
            problems(all, lines);
            return;
        }
        json.put("format", capture.format());
        json.put("name", capture.name());
        topics.ifPresent(t -> topics(t, json, lines));
        Map<SensorId, Long> counts = new LinkedHashMap<>();
        capture.samples().forEach(s -> counts.merge(s.sensor(), 1L, Long::sum));
        json.put("sensors", capture.sensors().stream()
                .map(s -> Map.of(
                        "id", s.id().value(), "kind", s.kind().name().toLowerCase(Locale.ROOT), "samples",
                        counts.getOrDefault(s.id(), 0L)))
                .toList());
        json.put("frames", capture.frames().size());
        json.put("poses", capture.trajectory().size());
        json.put("world", capture.world());
        json.putIfAbsent("start", capture.samples().stream().mapToLong(Sample::timeNanos).min().orElse(0));
        json.putIfAbsent("end", capture.samples().stream().mapToLong(Sample::timeNanos).max().orElse(0));
        json.put("problems", capture.problems());
        lines.add(capture.format() + " \"" + capture.name() + "\", " + capture.frames().size() + " frames, "
                + capture.trajectory().size() + " poses");
        capture.sensors().forEach(s -> lines.add(String.format(
                "  %-20s %-7s %6d samples", s.id(), s.kind().name().toLowerCase(Locale.ROOT), counts.getOrDefault(s.id(), 0L))));
        problems(capture.problems(), lines);
    }

    private static void topics(RecordingContents topics, Map<String, Object> json, List<String> lines) {
        json.put("topics", topics.topics());
        json.put("start", topics.startNanos());
        json.put("end", topics.endNanos());
        topics.topics()
                .forEach(t -> lines.add(String.format("  %-36s %-36s %6d messages", t.name(), t.type(), t.messages())));
    }

    private static void problems(List<Problem> problems, List<String> lines) {
        problems.forEach(p -> lines.add("Problem: " + p.where() + ": " + p.what()));
    }

    private static List<Double> list(Vec3 v) {
        return List.of(v.x(), v.y(), v.z());
    }
}
