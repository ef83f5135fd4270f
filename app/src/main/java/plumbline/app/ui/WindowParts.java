package plumbline.app.ui;

import java.util.List;
import plumbline.app.Tasks;
import plumbline.app.service.Recents;
import plumbline.app.service.Settings;
import plumbline.viewer3d.render.RendererChoice;

/** What a window is made of; built once by {@code Main} and passed on. */
public record WindowParts(
        Settings settings, Tasks tasks, ProjectDoor door, Recents recents, RendererChoice renderer,
        List<WorkspaceEntry> workspaces) {}
