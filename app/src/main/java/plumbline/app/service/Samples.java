package plumbline.app.service;

import java.io.IOException;
import java.nio.file.Path;
import plumbline.annotation.scene.Progress;
import plumbline.qa.simulate.SimulatedCapture;
import plumbline.qa.simulate.SimulationOptions;
import plumbline.storage.project.Actor;
import plumbline.storage.project.Governance;
import plumbline.storage.project.Project;
import plumbline.storage.project.Projects;

/** The built-in sample: the simulated street with known truth. */
public final class Samples {
    private static final Governance GOVERNANCE =
            new Governance("product tour", "public", "nowhere", "Plumbline", "simulated street", "as long as wanted");

    private Samples() {}

    public static Project.Imported importInto(Project project, Progress progress) throws IOException {
        try (SimulatedCapture street = new SimulatedCapture(SimulationOptions.defaults())) {
            return project.importCapture(street, GOVERNANCE, progress);
        }
    }

    /** Makes a project with the sample in a new folder. */
    public static Path create(Path folder, Actor actor, Progress progress) throws IOException {
        try (Project project = Projects.init(folder, "Simulated street", actor)) {
            importInto(project, progress);
            return project.folder();
        }
    }
}
