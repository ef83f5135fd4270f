package plumbline.app;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javafx.application.Platform;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The window's threads: work runs on virtual threads (waiting) or a pool of cores (sums), results arrive on the FX thread. */
public final class Tasks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Tasks.class);

    /** Work that may fail with anything; the failure is given to the handler. */
    public interface Work<T> {
        T run() throws Exception;
    }

    private final AtomicInteger pending;
    private final ExecutorService waiting;
    private final ExecutorService sums;
    private final BooleanSupplier over;

    public Tasks() {
        this(
                new AtomicInteger(),
                Executors.newVirtualThreadPerTaskExecutor(),
                Executors.newFixedThreadPool(
                        Runtime.getRuntime().availableProcessors(),
                        Thread.ofPlatform().name("sums-", 0).daemon().factory()),
                () -> false);
    }

    private Tasks(AtomicInteger pending, ExecutorService waiting, ExecutorService sums, BooleanSupplier over) {
        this.pending = pending;
        this.waiting = waiting;
        this.sums = sums;
        this.over = over;
    }

    /** The same threads for somebody who may leave: once {@code over}, asked on the FX thread, results fall away. */
    public Tasks until(BooleanSupplier over) {
        return new Tasks(pending, waiting, sums, over);
    }

    /** Files, sockets, the database. */
    public <T> void io(Work<T> work, Consumer<T> done, Consumer<Throwable> failed) {
        submit(waiting, work, done, failed);
    }

    /** Sums that keep a core busy. */
    public <T> void compute(Work<T> work, Consumer<T> done, Consumer<Throwable> failed) {
        submit(sums, work, done, failed);
    }

    /** Runs on the FX thread: now when already there, soon otherwise. */
    public static void onFx(Runnable r) {
        if (Platform.isFxApplicationThread()) {
            r.run();
        } else {
            Platform.runLater(r);
        }
    }

    /** True while nothing that was given to these threads is unfinished or undelivered. */
    public boolean idle() {
        return pending.get() == 0;
    }

    private <T> void submit(ExecutorService pool, Work<T> work, Consumer<T> done, Consumer<Throwable> failed) {
        if (over.getAsBoolean()) {
            return;
        }
        pending.incrementAndGet();
        BiConsumer<T, Throwable> deliver = (result, failure) -> onFx(() -> {
            pending.decrementAndGet();
            if (over.getAsBoolean()) {
                return;
            }
            if (failure == null) {
                done.accept(result);
            } else {
                LOG.warn("a task failed", failure);
                failed.accept(failure);
            }
        });
        pool.execute(() -> {
            try {
                deliver.accept(work.run(), null);
            } catch (Exception e) {
                deliver.accept(null, e);
            }
        });
    }

    @Override
    public void close() {
        waiting.shutdownNow();
        sums.shutdownNow();
    }
}
