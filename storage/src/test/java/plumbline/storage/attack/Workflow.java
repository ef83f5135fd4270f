package plumbline.storage.attack;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/**
 * Something that people do with projects, as steps. {@code prepare} makes what it starts from in an empty folder. It can be
 * cut anywhere and begun again: steps that are done are left alone.
 */
record Workflow(String name, Step.Act prepare, List<Step> steps) {
    /** Says the name of each step that is done and on disk. */
    void run(Desk desk, Consumer<String> acknowledged) throws IOException {
        for (Step step : steps) {
            if (!step.done().on(desk)) {
                step.act().on(desk);
            }
            acknowledged.accept(step.name());
        }
    }
}
