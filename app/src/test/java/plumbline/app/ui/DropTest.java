package plumbline.app.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static plumbline.app.ui.WindowBench.await;
import static plumbline.app.ui.WindowBench.onFx;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.geometry.Point2D;
import javafx.scene.Scene;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files dropped on the window, by the toolkit's dragboard and drag events. */
class DropTest {
    private static final String HEADER = "VERSION .7\nFIELDS x y z\nSIZE 4 4 4\nTYPE F F F\nCOUNT 1 1 1\n"
            + "WIDTH 400\nHEIGHT 1\nVIEWPOINT 0 0 0 1 0 0 0\nPOINTS 400\nDATA ascii\n";

    @TempDir
    Path temp;

    private WindowBench bench;
    private Window window;

    @BeforeEach
    void open() throws Exception {
        bench = new WindowBench(temp.resolve("home"));
        window = bench.window();
    }

    @AfterEach
    void close() throws Exception {
        bench.close();
    }

    @Test
    void aFileIsImportedAndAFolderWithAProjectOpened() throws Exception {
        Path file = Files.writeString(temp.resolve("yard_07.pcd"), cloud());
        assertThat(drop(file)).isEqualTo(TransferMode.COPY);
        bench.click("Next");
        await(() -> bench.texts().contains("No contract"));
        bench.click("Next");
        await(() -> bench.texts().contains("Sensors left out"));
        bench.click("Next");
        bench.click("Import capture");
        await(() -> window.openSession().isPresent());
        assertThat(window.session().points(0).size()).isEqualTo(400);
        Path project = window.session().project().folder();
        onFx(() -> {
            window.showStart();
            return project;
        });
        drop(project);
        await(() -> window.openSession().isPresent());
        assertThat(window.session().project().folder()).isEqualTo(project);
    }

    @Test
    void aBadFileIsRefusedInASentenceAndLeavesNothing() throws Exception {
        Path bad = Files.writeString(temp.resolve("notes.txt"), "buy milk");
        Path cut = Files.writeString(temp.resolve("cut.pcd"), HEADER.substring(0, 40));
        drop(bad);
        refused("notes.txt");
        drop(cut);
        refused("cut.pcd");
        assertThat(window.openSession()).isEmpty();
        try (var left = Files.list(temp)) {
            assertThat(left.filter(Files::isDirectory)).isEmpty();
        }
    }

    private void refused(String file) throws Exception {
        await(() -> bench.texts().contains("Close"));
        assertThat(onFx(bench::texts)).anySatisfy(
                t -> assertThat(t).contains(file).endsWith(".").doesNotContain("Exception"));
        bench.click("Close");
    }

    @Test
    void aDialogWithItsOwnWorkIsNotReplaced() throws Exception {
        Path file = Files.writeString(temp.resolve("yard.pcd"), cloud());
        drop(file);
        await(() -> bench.texts().contains("Import yard.pcd"));
        drop(Files.writeString(temp.resolve("other.pcd"), cloud()));
        await(() -> bench.texts().stream().anyMatch(t -> t.startsWith("Finish or close the dialog first")));
        assertThat(onFx(bench::texts)).contains("Import yard.pcd");
    }

    private static String cloud() {
        StringBuilder pcd = new StringBuilder(HEADER);
        for (int i = 0; i < 400; i++) {
            pcd.append(i % 20).append(' ').append(i / 20).append(" 0.5\n");
        }
        return pcd.toString();
    }

    /** Drags a file out of a small window beside ours; over and dropped in the middle of ours. What was accepted. */
    private TransferMode drop(Path file) throws Exception {
        CompletableFuture<TransferMode> accepted = new CompletableFuture<>();
        Region handle = new Region();
        Stage other = onFx(() -> {
            handle.setPrefSize(80, 80);
            handle.setOnDragDetected(e -> {
                Dragboard board = handle.startDragAndDrop(TransferMode.ANY);
                ClipboardContent content = new ClipboardContent();
                content.putFiles(List.of(file.toFile()));
                board.setContent(content);
                e.consume();
                DragEvent over = event(DragEvent.DRAG_OVER, board);
                Event.fireEvent(window.scene(), over);
                DragEvent dropped = event(DragEvent.DRAG_DROPPED, board);
                Event.fireEvent(window.scene(), dropped);
                accepted.complete(dropped.isDropCompleted() ? over.getAcceptedTransferMode() : null);
            });
            Stage s = new Stage();
            s.setScene(new Scene(new Pane(handle), 80, 80));
            s.setX(1500);
            s.setY(40);
            s.show();
            return s;
        });
        bench.drag(handle, new Point2D(10, 10), new Point2D(70, 70));
        TransferMode mode = accepted.get(20, TimeUnit.SECONDS);
        onFx(() -> {
            other.close();
            return other;
        });
        return mode;
    }

    /** The headless platform carries no drag from one window to another, so the events are sent to ours by hand. */
    private DragEvent event(EventType<DragEvent> type, Dragboard board) {
        return new DragEvent(
                null, window.scene(), type, board, 640, 400, 640, 400, TransferMode.COPY, null, window.scene(), null);
    }
}
