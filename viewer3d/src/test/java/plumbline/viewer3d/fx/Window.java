package plumbline.viewer3d.fx;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** A real window on the headless platform with a robot at its pointer and keys. */
final class Window {
    final FxRobot robot = new FxRobot();
    private final Stage stage;

    private Window(Stage stage) {
        this.stage = stage;
    }

    static Window open(Callable<? extends Region> content, double width, double height) throws Exception {
        // The JVM already starts on Monocle; TestFX's own way of choosing it needs packages that are not open.
        System.clearProperty("testfx.headless");
        FxToolkit.registerPrimaryStage();
        Region node = fx(content);
        Stage stage = FxToolkit.registerStage(() -> {
            Stage s = new Stage();
            s.setScene(new Scene(new StackPane(node), width, height));
            s.setX(0);
            s.setY(0);
            return s;
        });
        fx(() -> {
            stage.show();
            return null;
        });
        return new Window(stage);
    }

    static <T> T fx(Callable<T> work) {
        return WaitForAsyncUtils.waitForAsyncFx(10_000, work);
    }

    /** Waits for something that is asked on the window's thread. */
    static void until(BooleanSupplier condition) throws Exception {
        WaitForAsyncUtils.waitFor(10, TimeUnit.SECONDS, () -> fx(condition::getAsBoolean));
    }

    /** A place of the node on the screen. */
    static javafx.geometry.Point2D screen(Node node, double x, double y) {
        return fx(() -> node.localToScreen(x, y));
    }

    void close() {
        fx(() -> {
            stage.close();
            return null;
        });
    }
}
