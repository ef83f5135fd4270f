package plumbline.storage.attack;

import java.util.List;

/** What is attacked. */
final class Workflows {
    static final List<Workflow> ALL = List.of(
            EditWorkflows.edit(),
            EditWorkflows.brush(),
            EditWorkflows.labels(),
            VersionWorkflows.commits(),
            VersionWorkflows.branches(),
            VersionWorkflows.merge(),
            VersionWorkflows.checkout(),
            VersionWorkflows.restore(),
            FolderWorkflows.imports(),
            FolderWorkflows.migrate(),
            FolderWorkflows.tile(),
            FolderWorkflows.push(),
            FolderWorkflows.pull(),
            FolderWorkflows.repair(),
            FolderWorkflows.compact(),
            FolderWorkflows.audit());

    private Workflows() {}

    static Workflow named(String name) {
        return ALL.stream().filter(w -> w.name().equals(name)).findFirst().orElseThrow();
    }
}
