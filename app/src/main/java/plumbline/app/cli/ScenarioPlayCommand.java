package plumbline.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import plumbline.annotation.scene.SensorId;
import plumbline.app.service.ScenarioPlay;
import plumbline.storage.project.Project;
import plumbline.storage.project.Scenario;

@Command(
        name = "play",
        description = "Plays a scenario sweep by sweep: each sensor's age, points and boxes; with --out a picture of each.")
final class ScenarioPlayCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Parameters(paramLabel = "SCENARIO", description = "Its id, or its name.")
    private String scenario;

    @Option(names = "--out", paramLabel = "DIR", description = "Writes a PNG of every sweep there, numbered from 00000.")
    private Optional<Path> out = Optional.empty();

    @Option(names = "--sensor", paramLabel = "CAM", description = "With --out: this camera with points and boxes, not the 3D view.")
    private Optional<String> sensor = Optional.empty();

    @Option(names = "--size", defaultValue = "1280x720", paramLabel = "WxH", description = "Of the 3D pictures. Default: ${DEFAULT-VALUE}.")
    private String size;

    @Override
    public Integer call() throws IOException {
        if (!size.matches("\\d{2,5}x\\d{2,5}")) {
            throw new IllegalArgumentException("--size is width x height in pixels, as in 1280x720, not \"" + size + "\".");
        }
        int[] wh = {Integer.parseInt(size.split("x")[0]), Integer.parseInt(size.split("x")[1])};
        try (Project project = common.readProject()) {
            Scenario s = project.passNotes().scenario(scenario);
            Optional<ScenarioPlay.Pictured> pictured = out.map(
                    folder -> new ScenarioPlay.Pictured(folder, sensor.map(SensorId::new), wh[0], wh[1]));
            List<ScenarioPlay.Moment> moments = ScenarioPlay.run(project, s, pictured, common.progress());
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("scenarios", List.of(ScenarioCommand.json(s)));
            json.put("frames", moments.stream().map(ScenarioPlayCommand::json).toList());
            List<String> lines = new ArrayList<>(List.of(ScenarioCommand.line(s)));
            moments.forEach(m -> lines.add(line(s, m)));
            if (moments.isEmpty()) {
                lines.add("No sweep lies in its range.");
            }
            common.answer(json, lines);
        }
        return Exit.DONE;
    }

    private static Map<String, Object> json(ScenarioPlay.Moment m) {
        Map<String, Object> j = new LinkedHashMap<>();
        j.put("frame", m.frame());
        j.put("time", m.timeNanos());
        j.put("points", m.points());
        j.put("boxes", m.boxes());
        j.put("ageNanos", m.ageNanos());
        m.picture().ifPresent(p -> j.put("picture", p.toString()));
        return j;
    }

    private static String line(Scenario s, ScenarioPlay.Moment m) {
        StringBuilder b = new StringBuilder(String.format(
                "+%-8s frame %-6d %8d points %4d boxes ", Common.number((m.timeNanos() - s.fromNanos()) / 1e9, 3), m.frame(),
                m.points(), m.boxes()));
        m.ageNanos().forEach((sensor, age) -> b.append(' ').append(sensor).append(' ').append(Math.round(age / 1e6)).append(" ms"));
        return b.toString();
    }
}
