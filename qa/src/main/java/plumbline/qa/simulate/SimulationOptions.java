package plumbline.qa.simulate;

import java.util.List;

/**
 * What to simulate: frames at 10 Hz, about how many points a sweep has (the columns of the lidar are chosen for it),
 * the seed that everything follows from, the size of the images, which cameras the rig carries (names of
 * {@link Rig#CAMERAS}, none for the lidar alone), and what shall be wrong.
 */
public record SimulationOptions(
        int frames, int pointsPerFrame, long seed, int imageWidth, int imageHeight, List<String> cameras,
        List<Fault> faults) {
    public SimulationOptions {
        cameras = List.copyOf(cameras);
        faults = List.copyOf(faults);
        if (frames < 1 || frames > 100_000) {
            throw new IllegalArgumentException("a simulated pass has 1 to 100,000 frames, not " + frames);
        }
        if (pointsPerFrame < 1_000 || pointsPerFrame > 2_000_000) {
            throw new IllegalArgumentException("a simulated sweep has 1,000 to 2,000,000 points, not "
                    + pointsPerFrame);
        }
        if (imageWidth < 32 || imageHeight < 32 || imageWidth > 8192 || imageHeight > 8192) {
            throw new IllegalArgumentException("images are 32 to 8,192 pixels wide and high");
        }
        if (frames < 5 && faults.stream().anyMatch(f -> f.kind() == Fault.Kind.LABEL)) {
            throw new IllegalArgumentException("label errors need a pass of at least 5 frames; ask for more frames");
        }
        for (String c : cameras) {
            if (!Rig.CAMERAS.contains(c)) {
                throw new IllegalArgumentException("the rig has no camera " + c + "; it has " + Rig.CAMERAS);
            }
        }
        for (Fault f : faults) {
            if (f.amount("frame", 0) < 0 || f.amount("frame", 0) >= frames || f.amount("n", 0) >= frames) {
                throw new IllegalArgumentException("the fault " + f + " does not fit into " + frames + " frames");
            }
            if (Rig.CAMERAS.contains(f.target()) && !cameras.contains(f.target())) {
                throw new IllegalArgumentException("the fault " + f + " is of a camera that the rig does not carry");
            }
        }
    }

    /** With all six cameras. */
    public SimulationOptions(
            int frames, int pointsPerFrame, long seed, int imageWidth, int imageHeight, List<Fault> faults) {
        this(frames, pointsPerFrame, seed, imageWidth, imageHeight, Rig.CAMERAS, faults);
    }

    /** Twenty frames of 60,000 points with images of 960 x 600 from six cameras, nothing wrong. */
    public static SimulationOptions defaults() {
        return new SimulationOptions(20, 60_000, 1, 960, 600, List.of());
    }

    public SimulationOptions withFaults(List<Fault> f) {
        return new SimulationOptions(frames, pointsPerFrame, seed, imageWidth, imageHeight, cameras, f);
    }

    public SimulationOptions withCameras(List<String> names) {
        return new SimulationOptions(frames, pointsPerFrame, seed, imageWidth, imageHeight, names, faults);
    }

    /** The first {@code n} cameras of the rig: ahead, then left and right, rear last. */
    public static List<String> firstCameras(int n) {
        if (n < 0 || n > Rig.CAMERAS.size()) {
            throw new IllegalArgumentException("the rig has up to " + Rig.CAMERAS.size() + " cameras, not " + n);
        }
        return Rig.CAMERAS.subList(0, n);
    }
}
