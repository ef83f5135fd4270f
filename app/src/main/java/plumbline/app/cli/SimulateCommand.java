package plumbline.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import plumbline.app.service.Simulations;
import plumbline.qa.simulate.Fault;
import plumbline.qa.simulate.SimulationOptions;

@Command(name = "simulate", description = "Drives a rig through a made-up street: a capture whose truth is known.")
final class SimulateCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Option(names = "--out", required = true, paramLabel = "PATH",
            description = "A new folder, or a file ending in .mcap; with --static a file ending in .las.")
    private Path out;

    @Option(names = "--frames", defaultValue = "20", description = "Sweeps at 10 Hz. Default: ${DEFAULT-VALUE}.")
    private int frames;

    @Option(names = "--points", defaultValue = "60000", description = "About so many a sweep. Default: ${DEFAULT-VALUE}.")
    private int points;

    @Option(names = "--seed", defaultValue = "1", description = "The same seed gives the same bytes. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--image", defaultValue = "960x600", paramLabel = "WxH", description = "Default: ${DEFAULT-VALUE}.")
    private String image;

    @Option(names = "--image-scale", paramLabel = "F",
            description = "Makes width and height so many times as large: 0.5 for a quarter of the time.")
    private Optional<Double> imageScale = Optional.empty();

    @Option(names = "--cameras", paramLabel = "N|none|NAME,...",
            description = "How many cameras, from the front on, or which; none writes sweeps alone. Default: all six.")
    private Optional<String> cameras = Optional.empty();

    @Option(names = "--lidar-only", description = "No cameras, as --cameras none.")
    private boolean lidarOnly;

    @Option(names = "--fault", paramLabel = "KIND:TARGET:KEY=VALUE,...",
            description = "As in calibration:cam_front:yaw=1.0; may be given several times.")
    private List<String> faults = List.of();

    @Option(names = "--static", paramLabel = "N", description = "One cloud of N points instead of a drive, streamed.")
    private Optional<Long> cloud = Optional.empty();

    @Override
    public Integer call() throws IOException {
        if (cloud.isPresent()) {
            long written = Simulations.cloud(out, cloud.get(), seed, common.progress());
            common.answer(
                    Map.of("points", written, "out", out.toString(), "truth", Map.of("seed", seed)),
                    List.of(written + " points in " + out));
            return Exit.DONE;
        }
        int[] size = size();
        SimulationOptions options = new SimulationOptions(
                frames, points, seed, size[0], size[1], carried(), faults.stream().map(Fault::parse).toList());
        Simulations.Written written = Simulations.write(options, out, common.progress());
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("out", out.toString());
        json.put("frames", written.frames());
        json.put("labels", written.labels());
        json.put("truth", written.truth());
        json.put("truthFile", written.truthFile().toString());
        List<String> lines = new ArrayList<>();
        lines.add(written.frames() + " frames, " + written.labels() + " labels in " + out);
        lines.add("What is true of it, faults and all: " + written.truthFile());
        common.answer(json, lines);
        return Exit.DONE;
    }

    private int[] size() {
        String[] wh = image.split("x", -1);
        if (wh.length != 2 || !wh[0].matches("\\d{2,4}") || !wh[1].matches("\\d{2,4}")) {
            throw new IllegalArgumentException("--image is width x height in pixels, as in 960x600, not \"" + image + "\".");
        }
        double scale = imageScale.orElse(1.0);
        if (!(scale > 0 && scale <= 10)) {
            throw new IllegalArgumentException("--image-scale is above 0 and at most 10, not " + scale + ".");
        }
        return new int[] {
            (int) Math.round(scale * Integer.parseInt(wh[0])), (int) Math.round(scale * Integer.parseInt(wh[1]))
        };
    }

    private List<String> carried() {
        if (lidarOnly) {
            if (cameras.isPresent()) {
                throw new IllegalArgumentException("Give --cameras or --lidar-only, not both.");
            }
            return List.of();
        }
        String said = cameras.orElse("6").strip();
        return said.equals("none")
                ? List.of()
                : said.matches("\\d{1,3}")
                        ? SimulationOptions.firstCameras(Integer.parseInt(said))
                        : Arrays.stream(said.split(",")).map(String::strip).distinct().toList();
    }
}
