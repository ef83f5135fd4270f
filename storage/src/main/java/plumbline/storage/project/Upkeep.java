package plumbline.storage.project;

import java.nio.file.Path;

/** What is done to the whole of a project that nobody else has open: looked at, put right, made smaller. */
final class Upkeep {
    private final Path folder;
    private final Store store;
    private final Working working;
    private final CaptureStore captures;
    private final Replica replica;

    Upkeep(Path folder, Store store, Working working, CaptureStore captures, Replica replica) {
        this.folder = folder;
        this.store = store;
        this.working = working;
        this.captures = captures;
        this.replica = replica;
    }

    Examination examine() {
        return new ProjectCheck(store, working, replica).run();
    }

    Examination repair() {
        return new ProjectRepair(folder, store, working, replica).run();
    }

    Compacted compact(boolean dryRun) {
        return new Compaction(folder, store, working, captures, replica).run(dryRun);
    }
}
