package plumbline.storage.project;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import plumbline.annotation.scene.Sample;

/**
 * Copies samples into the store, several at once: one is read and decoded while another is hashed and a third waits for the
 * disk. A fixed number is in memory; results come in order, on the caller's thread.
 */
final class SampleCopies {
    /** What became of a sample: its object, and how many points it holds. */
    record One(Hash key, long points) {}

    /** Copies one sample; called from several threads. */
    interface Work {
        One copy(Sample sample) throws IOException;
    }

    /** Takes results; may throw to stop. */
    interface Sink {
        void done(Sample sample, One one) throws IOException;
    }

    private SampleCopies() {}

    /** When it returns or throws, no copy is under way any more. */
    static void run(Iterable<Sample> samples, Work work, Sink sink) throws IOException {
        List<Sample> all = new ArrayList<>();
        samples.forEach(all::add);
        // More threads than cores: each object is waited for until it is on disk.
        int threads = Runtime.getRuntime().availableProcessors() + 2;
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            Deque<Future<One>> ahead = new ArrayDeque<>();
            try {
                int next = 0;
                for (Sample s : all) {
                    for (; next < all.size() && ahead.size() < 2 * threads; next++) {
                        Sample one = all.get(next);
                        ahead.add(pool.submit(() -> work.copy(one)));
                    }
                    sink.done(s, result(ahead.remove()));
                }
            } finally {
                // Those under way come to their end, which leaves no half object; the others do not begin.
                ahead.forEach(f -> f.cancel(false));
            }
        }
    }

    private static One result(Future<One> f) throws IOException {
        try {
            return f.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (InterruptedIOException) new InterruptedIOException("copying was interrupted").initCause(e);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException io -> throw io;
                case RuntimeException r -> throw r;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException(e.getCause());
            }
        }
    }
}
