package plumbline.storage.format.ros;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Problem;
import plumbline.storage.format.FormatException;

/** {@code tf2_msgs/TFMessage}: a list of stamped transforms, each {@code parentFromChild}. */
public record TfMessage(List<RosPose> transforms, List<Problem> problems) {
    private static final int SMALLEST = 72;

    public TfMessage {
        transforms = List.copyOf(transforms);
        problems = List.copyOf(problems);
    }

    public static TfMessage read(String where, ByteBuffer message) throws FormatException {
        CdrReader in = new CdrReader(where, message);
        int n = in.length(SMALLEST);
        List<RosPose> out = new ArrayList<>(n);
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            RosHeader header = RosHeader.read(in);
            String child = RosHeader.frame(in.text());
            double[] v = in.doubles(7);
            double norm = v[3] * v[3] + v[4] * v[4] + v[5] * v[5] + v[6] * v[6];
            if (norm > 1e-12 && Double.isFinite(norm + v[0] + v[1] + v[2])) {
                out.add(new RosPose(
                        header, child,
                        Pose.of(v[0], v[1], v[2], v[3], v[4], v[5], v[6])));
            } else {
                problems.add(new Problem(where, "the transform of " + child + " is no rotation; it is left out"));
            }
        }
        return new TfMessage(out, problems);
    }

    public byte[] write() {
        CdrWriter out = new CdrWriter();
        out.u32(transforms.size());
        for (RosPose t : transforms) {
            t.header().write(out);
            out.text(t.child());
            t.put(out);
        }
        return out.toBytes();
    }
}
