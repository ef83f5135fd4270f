package plumbline.app.ui;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.animation.AnimationTimer;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import plumbline.app.Tasks;
import plumbline.app.service.Settings;
import plumbline.app.ui.camera.CameraPane;
import plumbline.app.ui.replay.TimelineTrial;
import plumbline.viewer3d.render.RendererChoice;

/** Drives a real window through a replay as hands would, and measures what a person would wait for. */
public final class ReplayDrive {
    /**
     * {@code pictures}: that were to be seen while it played; {@code dropped} of them never were; {@code skipped}: sweeps that
     * the playhead passed between two pictures of the window. Milliseconds: {@code busy} the window's thread computing in one
     * step, {@code sharp} from a step to the last of the cameras' pictures, {@code paint} the
     * window's thread computing for the timeline, {@code paintAll} all threads with the picture drawn in software.
     */
    public record Result(
            int played, int pictures, int dropped, int skipped, double busyMedian, double busy95, double sharpMedian,
            double sharp95, double paintMedian, double paint95, double paintAll) {}

    private static final long LONGEST_SECONDS = 240;

    private ReplayDrive() {}

    public static Result run(Path project, Settings settings, int messages) throws IOException {
        WindowPictures.startToolkit();
        CompletableFuture<Result> done = new CompletableFuture<>();
        Tasks.onFx(() -> new Drive(done, messages).open(project, settings));
        try {
            return done.get(LONGEST_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IOException("The replay could not be driven: " + e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("The replay did not end within " + LONGEST_SECONDS + " s.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Stopped.", e);
        }
    }

    private enum Phase {
        OPENING,
        SETTLING,
        PLAYING,
        SCRUBBING
    }

    /** One drive; lives on the FX thread. */
    private static final class Drive extends AnimationTimer {
        private static final long QUIET_NANOS = 1_500_000_000L;
        private static final int STEPS = 40;

        private final CompletableFuture<Result> done;
        private final int messages;
        private final Tasks tasks = new Tasks();
        private final List<Double> busy = new ArrayList<>();
        private final List<Double> sharp = new ArrayList<>();
        private final Set<CameraPane> seen = new HashSet<>();
        private Phase phase = Phase.OPENING;
        private Window window;
        private List<CameraPane> panes = List.of();
        private long quietSince;
        private int frame;
        private int played;
        private int dropped;
        private int skipped;
        private long steppedAt;
        private boolean waiting;

        Drive(CompletableFuture<Result> done, int messages) {
            this.done = done;
            this.messages = messages;
        }

        void open(Path project, Settings settings) {
            Stage own = new Stage();
            window = new Window(own, WindowApp.parts(settings, tasks, RendererChoice.AUTO), true, 1600, 1000);
            own.show();
            own.setWidth(1600);
            own.setHeight(1000);
            window.openPath(project);
            quietSince = System.nanoTime();
            start();
        }

        @Override
        public void handle(long now) {
            switch (phase) {
                case OPENING -> whenQuiet(now, () -> {
                    window.show("Replay");
                    phase = Phase.SETTLING;
                });
                case SETTLING -> whenQuiet(now, () -> {
                    panes = window.scene().getRoot().lookupAll(".camera-pane").stream().map(CameraPane.class::cast).toList();
                    press(KeyCode.HOME);
                    press(KeyCode.SPACE);
                    frame = window.frame().get();
                    phase = Phase.PLAYING;
                });
                case PLAYING -> play();
                case SCRUBBING -> scrub();
            }
        }

        private void whenQuiet(long now, Runnable then) {
            if (!tasks.idle()) {
                quietSince = now;
            } else if (now - quietSince > QUIET_NANOS) {
                quietSince = now;
                then.run();
            }
        }

        private void play() {
            int last = window.session().capture().frames().size() - 1;
            int now = window.frame().get();
            if (now != frame) {
                played++;
                skipped += Math.max(0, now - frame - 1);
                dropped += panes.size() - seen.size();
                seen.clear();
                frame = now;
            }
            panes.stream().filter(CameraPane::isCurrent).forEach(seen::add);
            // The last sweep lasts no time, and the loop begins anew after it.
            if (now >= last - 1) {
                press(KeyCode.SPACE);
                phase = Phase.SCRUBBING;
            }
        }

        /** To and fro, near and far, one step when the pictures of the one before are there. */
        private void scrub() {
            if (waiting && !panes.stream().allMatch(CameraPane::isCurrent)) {
                return;
            }
            if (waiting) {
                sharp.add((System.nanoTime() - steppedAt) / 1e6);
                waiting = false;
            }
            if (busy.size() == STEPS) {
                finish();
                return;
            }
            int frames = window.session().capture().frames().size();
            int i = busy.size();
            int to = i % 4 == 3 ? i * 17 % frames : Math.floorMod(window.frame().get() + (i % 8 < 4 ? 1 : -1), frames);
            steppedAt = System.nanoTime();
            long began = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            window.frame().set(to);
            busy.add((ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - began) / 1e6);
            waiting = true;
        }

        private void press(KeyCode code) {
            KeyEvent e = new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false);
            window.workspace().ifPresent(w -> w.key(e));
        }

        private void finish() {
            stop();
            TimelineTrial.Paints paints = TimelineTrial.paint(messages);
            window.close();
            window.stage().hide();
            tasks.close();
            done.complete(new Result(
                    played, played * panes.size(), dropped, skipped, at(busy, 0.5), at(busy, 0.95), at(sharp, 0.5),
                    at(sharp, 0.95), at(paints.window(), 0.5), at(paints.window(), 0.95), at(paints.all(), 0.5)));
        }

        private static double at(List<Double> all, double share) {
            List<Double> sorted = new ArrayList<>(all);
            Collections.sort(sorted);
            return sorted.isEmpty() ? Double.NaN : sorted.get((int) Math.min(sorted.size() - 1, share * sorted.size()));
        }
    }
}
