package plumbline.viewer3d.fx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import java.util.TreeMap;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Origin;
import plumbline.annotation.label.TrackId;
import plumbline.annotation.scene.PointBlock;
import plumbline.viewer3d.Street;
import plumbline.viewer3d.tool.MemoryTarget;

class SideViewsTest {
    private static final PointBlock POINTS = Street.points(Street.CAR);
    private SideViews views;
    private MemoryTarget target;
    private Window window;

    @BeforeEach
    void open() throws Exception {
        Label.Cuboid car = new Label.Cuboid(
                new LabelId("car"), new TrackId("014"), "Car", 0, Street.CAR, new TreeMap<>(), Origin.HAND, false, 1);
        target = new MemoryTarget(POINTS, car);
        target.select(Optional.of(car.id()));
        window = Window.open(
                () -> {
                    views = new SideViews(target);
                    views.show(POINTS, Optional.of(car), 0x6E95FC);
                    return views.node();
                },
                320, 600);
        target.history.listen(e -> views.show(POINTS, Optional.of(target.cuboids().getFirst()), 0x6E95FC));
    }

    @AfterEach
    void close() {
        window.close();
    }

    @Test
    void draggingTheRightEdgeOfTheTopViewMakesTheCarLonger() {
        Node top = views.node().getChildrenUnmodifiable().getFirst();
        double scale = Window.fx(views::pixelsPerMetre);
        double middle = top.getLayoutBounds().getHeight() / 2;
        double edge = 160 + Street.CAR.length() / 2 * scale;
        Point2D from = Window.screen(top, edge, middle);
        Point2D to = Window.screen(top, edge + 24, middle);
        window.robot.moveTo(from).press(MouseButton.PRIMARY).moveTo(to).release(MouseButton.PRIMARY);
        assertThat(target.edits).containsExactly("Resize Car 014");
        Box now = target.cuboids().getFirst().box();
        assertThat(now.length()).isCloseTo(Street.CAR.length() + 24 / scale, within(0.05));
        assertThat(now.width()).isEqualTo(Street.CAR.width());
    }

    @Test
    void keysMoveInTheViewUnderThePointer() {
        Node rear = views.node().getChildrenUnmodifiable().getLast();
        window.robot.moveTo(Window.screen(rear, 40, 40));
        boolean used = Window.fx(() -> views.key(new KeyEvent(
                KeyEvent.KEY_PRESSED, "w", "w", KeyCode.W, false, false, false, false)));
        assertThat(used).isTrue();
        assertThat(target.cuboids().getFirst().box().centre().z())
                .isCloseTo(Street.CAR.centre().z() + 0.05, within(1e-9));
    }

    @Test
    void theViewsShareTheHeightAndShowTheCarsPoints() {
        var panes = views.node().getChildrenUnmodifiable();
        assertThat(panes).hasSize(3);
        double height = panes.getFirst().getLayoutBounds().getHeight();
        panes.forEach(p -> assertThat(p.getLayoutBounds().getHeight()).isCloseTo(height, within(1.5)));
        WritableImage image = Window.fx(() -> views.node().snapshot(null, null));
        int blue = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int c = image.getPixelReader().getArgb(x, y);
                blue += (c & 255) > 150 && (c >> 16 & 255) < 140 ? 1 : 0;
            }
        }
        assertThat(blue).isGreaterThan(2000);
    }
}
