package plumbline.app.ui;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import plumbline.annotation.scene.Progress;
import plumbline.app.service.Samples;
import plumbline.storage.project.Actor;
import plumbline.storage.project.Project;
import plumbline.storage.project.Projects;

/** Projects in folders of this computer, opened and made as one person. */
public final class FolderDoor implements ProjectDoor {
    /** Fills a new folder with a project to look at. */
    public interface SampleMaker {
        Path make(Path folder, Actor actor, Progress progress) throws IOException;
    }

    /** The sample that the start screen offers; it leaves the offer out where there is none. */
    private static final Optional<SampleMaker> SAMPLE = Optional.of(Samples::create);

    private final Actor actor;

    public FolderDoor(Actor actor) {
        this.actor = actor;
    }

    @Override
    public boolean isProject(Path folder) {
        return Files.isDirectory(folder) && Projects.isProject(folder);
    }

    @Override
    public Project open(Path folder) {
        return Projects.open(folder, actor);
    }

    @Override
    public Project open(Path folder, Actor as) {
        return Projects.open(folder, as);
    }

    @Override
    public Project create(Path folder, String name) {
        return Projects.init(folder, name, actor);
    }

    @Override
    public boolean hasSample() {
        return SAMPLE.isPresent();
    }

    @Override
    public Path createSample(Path folder, Progress progress) throws IOException {
        Path place = folder.resolve("simulated-street");
        for (int i = 2; Files.exists(place); i++) {
            if (isProject(place)) {
                return place;
            }
            place = folder.resolve("simulated-street-" + i);
        }
        return SAMPLE.orElseThrow(() -> new IOException("This build carries no sample.")).make(place, actor, progress);
    }
}
