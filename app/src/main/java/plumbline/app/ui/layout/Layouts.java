package plumbline.app.ui.layout;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import plumbline.app.service.Settings;
import plumbline.storage.format.AtomicFile;
import plumbline.storage.project.Project;

/**
 * Where layouts are kept: a person's own by workspace in the person's settings, a project's by workspace in its settings
 * table, for whoever opens it and has none of their own. Reads and writes small files; errors are {@link IOException}s
 * with a sentence.
 */
public final class Layouts {
    private final Path folder;

    public Layouts(Settings settings) {
        folder = settings.folder().resolve("layouts");
    }

    private Path file(String workspace) {
        return folder.resolve(workspace.toLowerCase(Locale.ROOT) + ".json");
    }

    private static String key(String workspace) {
        return "layout." + workspace.toLowerCase(Locale.ROOT);
    }

    /** The person's own, else the project's; empty where the usual one stands. */
    public Optional<DockState> read(String workspace, Optional<Project> project) throws IOException {
        Path own = file(workspace);
        if (Files.exists(own)) {
            return Optional.of(DockJson.read(own.toString(), Files.readString(own)));
        }
        return project.isPresent() ? shared(workspace, project.get()) : Optional.empty();
    }

    public Optional<DockState> shared(String workspace, Project project) throws IOException {
        Optional<String> json = project.setting(key(workspace));
        return json.isPresent()
                ? Optional.of(DockJson.read("the layout shared in project " + project.name(), json.get()))
                : Optional.empty();
    }

    public void keep(String workspace, DockState state) throws IOException {
        AtomicFile.write(file(workspace), DockJson.write(state).getBytes(StandardCharsets.UTF_8));
    }

    /** Everybody who opens the project and has no own layout gets this one. */
    public void share(String workspace, Project project, DockState state) {
        project.setSetting(key(workspace), DockJson.write(state));
    }
}
