package plumbline.storage.format.point;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import plumbline.annotation.scene.Problem;
import plumbline.annotation.scene.Vec3;
import plumbline.storage.format.PointFormat;
import plumbline.storage.format.PointRecords;

/** The records of a LAS, LAZ or COPC file as they are. */
final class LasRecords implements PointRecords {
    private final LasFile file;

    private LasRecords(LasFile file) {
        this.file = file;
    }

    /** Empty where a field or a coordinate is not a plain part of the record: scaled extra dimensions, scales that are no numbers. */
    static Optional<PointRecords> of(LasFile file) {
        LasHeader h = file.header();
        double sum = 0;
        for (int a = 0; a < 3; a++) {
            sum += h.scale()[a] * Integer.MIN_VALUE + h.offset()[a];
        }
        boolean plain = Double.isFinite(sum) && h.extras().stream().noneMatch(LasHeader.Extra::scaled);
        return plain ? Optional.of(new LasRecords(file)) : Optional.empty();
    }

    @Override
    public int bytes() {
        return file.header().recordBytes();
    }

    @Override
    public List<Place> fields() {
        return LasFields.of(file.header());
    }

    @Override
    public PointFormat.Steps steps() {
        double[] s = file.header().scale();
        double[] o = file.header().offset();
        return new PointFormat.Steps(new Vec3(s[0], s[1], s[2]), new Vec3(o[0], o[1], o[2]));
    }

    @Override
    public int count() {
        return file.count();
    }

    @Override
    public long first(int part) {
        return file.first(part);
    }

    @Override
    public List<Problem> read(int part, Sink sink) throws IOException {
        try {
            return file.records(part, null, (records, n) -> sink.accept(records, n));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public List<Problem> problems(long kept) {
        List<Problem> all = new ArrayList<>(file.problems());
        all.addAll(file.missing(kept));
        return all;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
