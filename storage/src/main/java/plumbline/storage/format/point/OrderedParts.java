package plumbline.storage.format.point;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Problem;
import plumbline.storage.format.PointParts;

/** Reads parts on all cores and hands them over in the file's order on the caller's thread, a few parts ahead. */
final class OrderedParts {
    /** A part that is read; larger ones are streamed on the caller's thread instead. */
    private record Read(List<PointBlock> blocks, List<Problem> problems) {}

    private static final long LARGEST_AHEAD = 1 << 20;

    private OrderedParts() {}

    static List<Problem> read(PointParts parts, Consumer<PointBlock> sink) throws IOException {
        List<Problem> problems = new ArrayList<>();
        int cores = Runtime.getRuntime().availableProcessors();
        if (parts.count() < 2 || cores < 2) {
            for (int i = 0; i < parts.count(); i++) {
                problems.addAll(parts.read(i, sink));
            }
            return problems;
        }
        try (ForkJoinPool pool = new ForkJoinPool(Math.min(cores, parts.count()))) {
            Deque<Future<Read>> ahead = new ArrayDeque<>();
            try {
                int next = 0;
                for (int i = 0; i < parts.count(); i++) {
                    for (; next < parts.count() && next < i + 2 * cores; next++) {
                        int part = next;
                        ahead.add(pool.submit(() -> part(parts, part)));
                    }
                    Read r = result(ahead.remove());
                    if (r == null) {
                        problems.addAll(parts.read(i, sink));
                    } else {
                        r.blocks().forEach(sink);
                        problems.addAll(r.problems());
                    }
                }
            } finally {
                ahead.forEach(f -> f.cancel(true));
            }
        }
        return problems;
    }

    private static Read part(PointParts parts, int part) throws IOException {
        if (parts.points(part) > LARGEST_AHEAD) {
            return null;
        }
        List<PointBlock> blocks = new ArrayList<>();
        return new Read(blocks, parts.read(part, blocks::add));
    }

    static <T> T result(Future<T> f) throws IOException {
        try {
            return f.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("reading was interrupted", e);
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
