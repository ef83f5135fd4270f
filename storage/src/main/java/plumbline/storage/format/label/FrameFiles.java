package plumbline.storage.format.label;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.Problem;

/** Which frame a label file of its own belongs to, for formats with one file for each frame. */
final class FrameFiles {
    private FrameFiles() {}

    /** The JSON files of a folder but those that begin with an underscore, or the one file. */
    static List<Path> list(Path path) throws IOException {
        if (Files.isRegularFile(path)) {
            return path.toString().endsWith(".json") ? List.of(path) : List.of();
        }
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        try (Stream<Path> list = Files.list(path)) {
            return list.filter(p -> p.toString().endsWith(".json") && !p.getFileName().toString().startsWith("_"))
                    .sorted()
                    .toList();
        }
    }

    /** The first 2000 bytes, to tell formats by. */
    static String head(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(2000), StandardCharsets.UTF_8);
        }
    }

    static String stem(String name) {
        return name.replaceFirst(".*[/\\\\]", "").replaceFirst("\\.[^.]*$", "");
    }

    /**
     * By the name of the frame's sweep; else, where the capture does not know its files' names, by number; else in
     * order where there are as many files as frames. Others are named among the problems.
     */
    static Map<Path, Integer> frames(List<Path> files, Capture capture, List<Problem> problems) {
        Map<String, Integer> byName = new HashMap<>();
        for (Frame f : capture.frames()) {
            f.sample(capture.referenceLidar()).ifPresent(s -> byName.put(stem(s.key()), f.index()));
        }
        Map<Path, Integer> out = new LinkedHashMap<>();
        for (int i = 0; i < files.size(); i++) {
            Path file = files.get(i);
            String stem = stem(file.getFileName().toString());
            Optional<Integer> frame = Optional.ofNullable(byName.get(stem))
                    .or(() -> number(stem).filter(n -> n < capture.frames().size()));
            if (frame.isEmpty() && files.size() == capture.frames().size()) {
                frame = Optional.of(capture.frames().get(i).index());
            }
            if (frame.isPresent()) {
                out.put(file, frame.get());
            } else {
                problems.add(new Problem(file.toString(), "the capture has no sweep of this name; not read"));
            }
        }
        return out;
    }

    private static Optional<Integer> number(String stem) {
        return stem.matches("[0-9]{1,9}") ? Optional.of(Integer.parseInt(stem)) : Optional.empty();
    }

    /** The name of a frame's file: its sweep's, or its number where that is a hash or a place in a recording. */
    static String name(Capture capture, Frame frame) {
        return frame.sample(capture.referenceLidar())
                .map(s -> s.key().contains(".") ? stem(s.key()) : "")
                .filter(s -> s.matches("[A-Za-z0-9_.-]{1,200}") && !s.startsWith("_") && !s.startsWith("."))
                .orElse("%06d".formatted(frame.index()));
    }
}
