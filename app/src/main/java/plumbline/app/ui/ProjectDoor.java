package plumbline.app.ui;

import java.io.IOException;
import java.nio.file.Path;
import plumbline.annotation.scene.Progress;
import plumbline.storage.project.Actor;
import plumbline.storage.project.Project;

/**
 * How the window comes by projects: opened, made, or filled with the simulated sample. Called off the window's
 * thread.
 */
public interface ProjectDoor {
    boolean isProject(Path folder);

    Project open(Path folder) throws IOException;

    /** As somebody else, or for another purpose than at first. */
    Project open(Path folder, Actor actor) throws IOException;

    /** Makes an empty project in a folder that does not exist or is empty, and opens it. */
    Project create(Path folder, String name) throws IOException;

    /** Whether {@link #createSample} can be offered. */
    boolean hasSample();

    /**
     * Makes the sample project (simulated street, cameras, labels with planted mistakes) below a folder; answers
     * where.
     */
    Path createSample(Path folder, Progress progress) throws IOException;
}
