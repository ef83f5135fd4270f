package plumbline.app.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.Ontology;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Sample;
import plumbline.annotation.scene.SensorKind;

/**
 * A recording whose next sweeps and images are made on all cores while a writer is busy with the last one: for work that
 * goes through the samples once, in their order. A fixed number is in memory. Used from one thread.
 */
final class ReadAhead implements CaptureSource {
    /** What the writer takes of a sample; asked for otherwise, it is read at once. */
    enum Takes {
        POINTS_AND_IMAGES,
        STORED_BYTES
    }

    private final CaptureSource source;
    private final Takes takes;
    private final int most;
    private final List<Sample> order;
    private final Map<Sample, Integer> place = new HashMap<>();
    private final Map<Sample, CompletableFuture<Object>> ahead = new HashMap<>();
    private int next;

    ReadAhead(CaptureSource source, Takes takes) {
        this.source = source;
        this.takes = takes;
        this.most = 2 * Runtime.getRuntime().availableProcessors();
        Map<Object, SensorKind> kinds = new HashMap<>();
        source.capture().sensors().forEach(s -> kinds.put(s.id(), s.kind()));
        this.order = source.capture().samples().stream()
                .filter(s -> switch (kinds.get(s.sensor())) {
                    case LIDAR, RADAR, CAMERA -> true;
                    case IMU, GNSS -> false;
                    case null -> false;
                })
                .toList();
        for (int i = 0; i < order.size(); i++) {
            place.put(order.get(i), i);
        }
    }

    private Object make(Sample sample) {
        try {
            return switch (takes) {
                case STORED_BYTES -> source.raw(sample);
                case POINTS_AND_IMAGES -> source.capture().sensor(sample.sensor()).orElseThrow().kind()
                                == SensorKind.CAMERA
                        ? source.image(sample)
                        : source.points(sample);
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Null for a sample that is not gone through in order. */
    private Object taken(Sample sample) throws IOException {
        Integer at = place.get(sample);
        if (at == null) {
            return null;
        }
        next = Math.max(next, at);
        while (next < order.size() && ahead.size() < most) {
            Sample s = order.get(next++);
            ahead.put(s, CompletableFuture.supplyAsync(() -> make(s)));
        }
        CompletableFuture<Object> made = ahead.remove(sample);
        try {
            return made == null ? null : made.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof UncheckedIOException u) {
                throw u.getCause();
            }
            throw e;
        }
    }

    @Override
    public Capture capture() {
        return source.capture();
    }

    @Override
    public PointBlock points(Sample sample) throws IOException {
        return takes == Takes.POINTS_AND_IMAGES && taken(sample) instanceof PointBlock p ? p : source.points(sample);
    }

    @Override
    public byte[] image(Sample sample) throws IOException {
        return takes == Takes.POINTS_AND_IMAGES && taken(sample) instanceof byte[] b ? b : source.image(sample);
    }

    @Override
    public byte[] raw(Sample sample) throws IOException {
        return takes == Takes.STORED_BYTES && taken(sample) instanceof byte[] b ? b : source.raw(sample);
    }

    @Override
    public Labels labels() throws IOException {
        return source.labels();
    }

    @Override
    public Ontology ontology() throws IOException {
        return source.ontology();
    }

    /** Drops what nobody took and waits for what is being made; the recording stays the caller's to close. */
    @Override
    public void close() {
        ahead.values().forEach(f -> f.cancel(false));
        ahead.clear();
    }
}
