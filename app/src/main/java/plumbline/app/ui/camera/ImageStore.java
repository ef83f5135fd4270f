package plumbline.app.ui.camera;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.Sample;
import plumbline.app.Tasks;
import plumbline.app.service.Undistortion;

/**
 * Decoded pictures of one camera, the last ones kept. One picture is decoded at a time, off the window's thread; of
 * several that were asked for meanwhile the last is next, so scrubbing never queues up. Used from the window's thread.
 */
final class ImageStore {
    private static final int KEPT = 12;

    /** Pictures of full size are large: fewer are kept. */
    private static final int KEPT_LARGE = 5;

    private static final int LARGE = 1600;
    private static final int SMALL = 1000;

    /** Told of each picture that arrives, or of why it did not. */
    interface Arrival {
        void arrived(Sample sample, Optional<Image> image, String why);
    }

    private final CaptureSource source;
    private final Tasks tasks;
    private final Arrival arrival;
    private final Map<Sample, Image> kept = new LinkedHashMap<>(32, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Sample, Image> eldest) {
            return size() > (width >= LARGE ? KEPT_LARGE : KEPT);
        }
    };
    private final Map<Sample, String> failed = new LinkedHashMap<>();
    /** Smaller pictures from before the size grew, shown until the larger ones are there. */
    private final Map<Sample, Image> coarse = new HashMap<>();
    private Optional<Undistortion> straight = Optional.empty();
    private Sample[] wanted = {};
    private boolean busy;
    private boolean closed;
    private int width;
    private int generation;
    private int ownWidth;

    ImageStore(CaptureSource source, Tasks tasks, Arrival arrival) {
        this.source = source;
        this.tasks = tasks;
        this.arrival = arrival;
    }

    /** Pictures are decoded no wider than needed: a power of two at or above what is shown, never above their own. */
    void setWidth(double devicePixels, int ownWidth) {
        this.ownWidth = ownWidth;
        int next = 256;
        while (next < devicePixels && next < 4096) {
            next *= 2;
        }
        // Making a picture somewhat smaller takes longer than decoding it; small ones are left as they are.
        next = ownWidth <= SMALL ? ownWidth : Math.min(next, ownWidth);
        if (next * 2 < width) {
            // Zoomed out again: what is there stays, what comes is small.
            width = next;
        } else if (next > width) {
            width = next;
            coarse.putAll(kept);
            kept.clear();
        }
    }

    /** Straightened by this from now on, or as recorded. */
    void setStraight(Optional<Undistortion> by) {
        straight = by.filter(u -> !u.isIdentity());
        generation++;
        coarse.clear();
        kept.clear();
        failed.clear();
    }

    Optional<Image> find(Sample sample) {
        return Optional.ofNullable(kept.get(sample)).or(() -> Optional.ofNullable(coarse.get(sample)));
    }

    /** As {@link #find}, in the size that is wanted. */
    boolean has(Sample sample) {
        return kept.containsKey(sample);
    }

    Optional<String> failure(Sample sample) {
        return Optional.ofNullable(failed.get(sample));
    }

    /** The first is needed now, the others are likely next. Replaces what was wanted before. */
    void want(Sample... samples) {
        wanted = samples;
        next();
    }

    void close() {
        closed = true;
        kept.clear();
        coarse.clear();
        wanted = new Sample[0];
    }

    private void next() {
        if (busy || closed || width == 0) {
            return;
        }
        for (Sample s : wanted) {
            if (!kept.containsKey(s) && !failed.containsKey(s)) {
                decode(s);
                return;
            }
        }
    }

    private void decode(Sample sample) {
        busy = true;
        int asked = width;
        int of = generation;
        int own = ownWidth;
        Optional<Undistortion> by = straight;
        BiConsumer<Image, String> done = (image, why) -> {
            busy = false;
            if (closed) {
                return;
            }
            if (image == null) {
                failed.put(sample, why);
            } else if (of == generation && asked == width) {
                kept.put(sample, image);
                coarse.clear();
            } else if (of == generation) {
                coarse.put(sample, image);
            }
            arrival.arrived(sample, Optional.ofNullable(image), why);
            next();
        };
        tasks.compute(
                () -> read(sample, asked, own, by), image -> done.accept(image, ""), e -> done.accept(null, e.getMessage()));
    }

    private Image read(Sample sample, int width, int own, Optional<Undistortion> by) throws IOException {
        byte[] bytes = source.image(sample);
        Image image = width <= SMALL && own <= SMALL
                ? new Image(new ByteArrayInputStream(bytes))
                : new Image(new ByteArrayInputStream(bytes), width, 0, true, true);
        if (image.isError()) {
            throw new IOException("The picture " + sample.key() + " of " + sample.sensor() + " cannot be decoded: "
                    + image.getException().getMessage());
        }
        return by.isPresent() ? straightened(image, by.get()) : image;
    }

    private static Image straightened(Image image, Undistortion by) {
        int w = (int) image.getWidth();
        int h = (int) image.getHeight();
        int[] argb = new int[w * h];
        image.getPixelReader().getPixels(0, 0, w, h, PixelFormat.getIntArgbInstance(), argb, 0, w);
        WritableImage out = new WritableImage(w, h);
        out.getPixelWriter().setPixels(0, 0, w, h, PixelFormat.getIntArgbInstance(), by.apply(argb, w, h), 0, w);
        return out;
    }
}
