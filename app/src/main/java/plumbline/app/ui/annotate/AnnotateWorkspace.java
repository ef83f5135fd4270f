package plumbline.app.ui.annotate;

import java.util.List;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import plumbline.app.ui.KeyHint;
import plumbline.app.ui.Ui;
import plumbline.app.ui.Workspace;

public final class AnnotateWorkspace implements Workspace {
    private final StackPane view = new StackPane();
    public AnnotateWorkspace(Ui ui) {}
    @Override public String name() { return "Annotate"; }
    @Override public String icon() { return "mdi2c-cube-outline"; }
    @Override public Region view() { return view; }
    @Override public void activated() {}
    @Override public List<KeyHint> hints() { return List.of(); }
    @Override public boolean key(KeyEvent event) { return false; }
    @Override public void dispose() {}
}
