package plumbline.storage.fuzz;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.Column;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Problem;
import plumbline.annotation.scene.Sample;
import plumbline.annotation.scene.SensorKind;

/** Sums up everything that a reader gives, so that two readings can be compared and nothing stays lazy. */
public final class Digest {
    private static final int MOST_SAMPLES = 6;

    private final String says;
    private long sum = 17;
    private long rows;
    private int problems;

    /** {@code says} is what a refused sample's message must name. */
    public Digest(String says) {
        this.says = says;
    }

    public void points(PointBlock b) {
        rows += b.size();
        for (int i = 0; i < b.size(); i++) {
            number(b.px(i));
            number(b.py(i));
            number(b.pz(i));
        }
        for (Column c : b.columns()) {
            value(c.name() + c.type());
            for (int i = 0; i < c.size(); i++) {
                number(c.get(i));
            }
        }
    }

    public void row(Object value) {
        rows++;
        value(value);
    }

    public void value(Object value) {
        sum = sum * 31 + Objects.hashCode(value);
    }

    public void bytes(byte[] b) {
        for (byte v : b) {
            sum = sum * 31 + v;
        }
    }

    public void number(double v) {
        sum = sum * 31 + Double.doubleToLongBits(v);
    }

    public void problems(List<Problem> told) {
        for (Problem p : told) {
            // A problem is told beside its capture's name; its place is within that.
            FuzzOracle.sentence(says + ", " + p.where() + ": " + p.what(), says, null);
            if (p.where().isBlank() || p.what().isBlank()) {
                throw new FuzzOracle.Defect("a problem without a place or words: " + p, null);
            }
            problems++;
        }
    }

    void told(IOException e) {
        FuzzOracle.sentence(e.getMessage(), says, e);
        problems++;
    }

    /** The description, the labels and the first samples; a sample that is refused counts as a problem told. */
    public void capture(CaptureSource source) throws IOException {
        Capture c = source.capture();
        problems(c.problems());
        value(c.sensors());
        value(c.frames());
        value(c.trajectory());
        value(c.samples());
        value(source.labels());
        value(source.ontology());
        rows += c.samples().size() + source.labels().size();
        int n = 0;
        for (Sample s : c.samples()) {
            if (n++ < MOST_SAMPLES) {
                FuzzOracle.orTold(this, () -> sample(source, s, c.sensor(s.sensor()).orElseThrow().kind()));
            }
        }
    }

    private void sample(CaptureSource source, Sample s, SensorKind kind) throws IOException {
        switch (kind) {
            case LIDAR, RADAR -> points(source.points(s));
            case CAMERA -> bytes(source.image(s));
            case GNSS, IMU -> bytes(source.raw(s));
        }
    }

    public FuzzTarget.Outcome outcome() {
        return new FuzzTarget.Outcome(sum, rows, problems);
    }
}
