package plumbline.app.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C and a polite kill: the running verb is asked to stop, and the process stays until it has put away what was half
 * written, for a while at most.
 */
final class Interruption {
    private static final long MOST_SECONDS = 30;

    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stop, "interruption");
    private volatile boolean asked;
    private boolean armed;

    /** From now on the verb is waited for; it must ask {@link #asked} now and then. */
    synchronized void arm() {
        if (!armed) {
            armed = true;
            Runtime.getRuntime().addShutdownHook(hook);
        }
    }

    boolean asked() {
        return asked;
    }

    /** The verb is done and has said so. */
    synchronized void finished() {
        finished.countDown();
        if (armed && !asked) {
            armed = false;
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // The process ends already; the hook has nothing to wait for any more.
                asked = true;
            }
        }
    }

    private void stop() {
        asked = true;
        try {
            finished.await(MOST_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
