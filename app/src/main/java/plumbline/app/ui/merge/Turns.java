package plumbline.app.ui.merge;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import plumbline.app.Tasks;
import plumbline.app.service.MergeDesk;

/** One piece of work at a time off the window's thread; what is asked for meanwhile waits for its turn. */
final class Turns {
    private final Tasks tasks;
    private final MergeDesk desk;
    private final Consumer<MergeDesk.State> changed;
    private final Consumer<Throwable> failed;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private boolean busy;

    /** {@code changed} is told how the merge stands after each piece of work. */
    Turns(Tasks tasks, MergeDesk desk, Consumer<MergeDesk.State> changed, Consumer<Throwable> failed) {
        this.tasks = tasks;
        this.desk = desk;
        this.changed = changed;
        this.failed = failed;
    }

    /** Now, or once what was asked before is done: it then sees what that left. */
    void inTurn(Runnable r) {
        if (busy) {
            waiting.addLast(r);
        } else {
            r.run();
        }
    }

    /** {@code work} on the desk; then {@code after} with its answer, once the model has the new state. */
    <T> void act(Tasks.Work<T> work, Consumer<T> after) {
        inTurn(() -> {
            busy = true;
            tasks.io(
                    () -> new Answer<>(work.run(), desk.state()),
                    a -> {
                        busy = false;
                        changed.accept(a.state());
                        after.accept(a.value());
                        goOn();
                    },
                    this::stop);
        });
    }

    private record Answer<T>(T value, MergeDesk.State state) {}

    /** Work after which there is no merge any more. */
    <T> void last(Tasks.Work<T> work, Consumer<T> after) {
        inTurn(() -> {
            busy = true;
            tasks.io(work, after, this::stop);
        });
    }

    private void stop(Throwable e) {
        busy = false;
        waiting.clear();
        failed.accept(e);
    }

    private void goOn() {
        while (!busy && !waiting.isEmpty()) {
            waiting.pollFirst().run();
        }
    }
}
