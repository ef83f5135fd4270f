package plumbline.app.service;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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

    public static Project.Imported importInto(Project project, int frames, Progress progress) throws IOException {
        SimulationOptions usual = SimulationOptions.defaults();
        SimulationOptions options = new SimulationOptions(
                frames, usual.pointsPerFrame(), usual.seed(), usual.imageWidth(), usual.imageHeight(), List.of());
        try (SimulatedCapture street = new SimulatedCapture(options)) {
            return project.importCapture(street, GOVERNANCE, progress);
        }
    }

    /** Makes a project with the sample in a new folder. */
    public static Path create(Path folder, Actor actor, Progress progress) throws IOException {
        try (Project project = Projects.init(folder, "Simulated street", actor)) {
            importInto(project, SimulationOptions.defaults().frames(), progress);
            return project.folder();
        }
    }
}
