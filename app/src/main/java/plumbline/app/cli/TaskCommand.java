package plumbline.app.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.ReviewState;
import plumbline.app.service.ReviewDesk;
import plumbline.app.service.Session;
import plumbline.storage.project.Project;
import plumbline.storage.project.ReviewTask;

@Command(
        name = "task",
        description = "Parts of a capture that one labels and another judges: listed, made, assigned, submitted, judged.",
        subcommands = {
            TaskCommand.ListTasks.class, TaskCommand.Create.class, TaskCommand.Assign.class, TaskCommand.Submit.class,
            TaskCommand.Accept.class, TaskCommand.Reject.class
        })
final class TaskCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        throw new IllegalArgumentException("Say what to do: task list, create, assign, submit, accept or reject.");
    }

    private static Map<String, Object> json(ReviewTask t, List<Label> labels) {
        Map<String, Object> m = new LinkedHashMap<>();
        m.put("id", t.id());
        m.put("name", t.name());
        m.put("capture", t.capture().hex());
        m.put("state", t.state().word());
        m.put("assignee", t.assignee());
        m.put("submitter", t.submitter());
        m.put("reason", t.reason());
        m.put("frames", Map.of("first", t.scope().firstFrame(), "last", t.scope().lastFrame()));
        m.put("classes", t.scope().classes());
        m.put("tracks", t.scope().tracks());
        Map<String, Object> states = new LinkedHashMap<>();
        ReviewDesk.states(labels).forEach((s, n) -> states.put(s.name().toLowerCase(java.util.Locale.ROOT), n));
        m.put("labels", states);
        t.lease().ifPresent(l -> m.put("lease", Map.of("holder", l.holder(), "until", l.until().toString())));
        m.put("user", t.user());
        m.put("at", t.at().toString());
        return m;
    }

    private static String line(ReviewTask t, List<Label> labels) {
        Map<ReviewState, Integer> n = ReviewDesk.states(labels);
        return t.name() + "  " + t.state().word() + (t.assignee().isEmpty() ? "" : ", for " + t.assignee()) + "  frames "
                + t.scope().firstFrame() + " to " + t.scope().lastFrame() + "  " + labels.size() + " labels: "
                + n.get(ReviewState.ACCEPTED) + " accepted, " + n.get(ReviewState.REJECTED) + " rejected, "
                + n.get(ReviewState.SUBMITTED) + " submitted, " + n.get(ReviewState.OPEN) + " open"
                + (t.reason().isEmpty() ? "" : "  \"" + t.reason() + "\"") + "  " + t.id();
    }

    private static Integer answer(Common common, Session session, String did, List<ReviewTask> tasks) {
        common.answer(
                Map.of("tasks", tasks.stream().map(t -> json(t, ReviewDesk.labels(session, t))).toList()),
                tasks.isEmpty()
                        ? List.of("No task on this capture yet.")
                        : tasks.stream().map(t -> did + line(t, ReviewDesk.labels(session, t))).toList());
        return Exit.DONE;
    }

    /** What a verb does with one task in a session. */
    private interface Step {
        ReviewTask of(Session session, ReviewTask task);
    }

    /** The task's own capture is opened, whatever {@code --capture} says. */
    private static Integer step(Common common, String nameOrId, String did, Step step) throws IOException {
        try (Project project = common.openProject()) {
            ReviewTask task = project.reviews().task(nameOrId);
            common.capture = Optional.of(task.capture().hex());
            try (Session session = common.session(project)) {
                return answer(common, session, did, List.of(step.of(session, task)));
            }
        }
    }

    @Command(name = "list", description = "The tasks of the capture, with how many of their labels stand where.")
    static final class ListTasks implements Callable<Integer> {
        @Mixin
        private Common common;

        @Override
        public Integer call() throws IOException {
            try (Project project = common.readProject();
                    Session session = common.session(project)) {
                return answer(common, session, "", ReviewDesk.tasks(session));
            }
        }
    }

    @Command(name = "create", description = "A task on frames of the capture, of all its objects or of some.")
    static final class Create implements Callable<Integer> {
        @Mixin
        private Common common;

        @Parameters(paramLabel = "NAME")
        private String name;

        @Option(names = "--frames", paramLabel = "A-B", description = "From the first frame to the last. Default: all.")
        private Optional<String> frames = Optional.empty();

        @Option(names = "--class", paramLabel = "CLASS", description = "Only these classes; may be given several times.")
        private List<String> classes = List.of();

        @Option(names = "--track", paramLabel = "ID", description = "Only these objects; may be given several times.")
        private List<String> tracks = List.of();

        @Option(names = "--assign", paramLabel = "USER", defaultValue = "", description = "Whose it is.")
        private String assignee;

        @Override
        public Integer call() throws IOException {
            try (Project project = common.openProject();
                    Session session = common.session(project)) {
                Common.frame(session.capture(), 0);
                int last = session.capture().frames().size() - 1;
                int[] ends = frames.map(Common::ends).orElse(new int[] {0, last});
                ReviewTask.Scope scope = new ReviewTask.Scope(ends[0], ends[1], classes, tracks);
                return answer(
                        common, session, "Made ", List.of(ReviewDesk.create(session, name, scope, assignee)));
            }
        }
    }

    @Command(name = "assign", description = "Gives a task to somebody.")
    static final class Assign implements Callable<Integer> {
        @Mixin
        private Common common;

        @Parameters(paramLabel = "TASK", description = "Its id, or its name.")
        private String task;

        @Parameters(paramLabel = "USER", index = "1")
        private String assignee;

        @Override
        public Integer call() throws IOException {
            return step(common, task, "Assigned ", (s, t) -> s.project().reviews().assign(t.id(), assignee));
        }
    }

    @Command(name = "submit", description = "Hands a task in: its open and rejected labels become submitted.")
    static final class Submit implements Callable<Integer> {
        @Mixin
        private Common common;

        @Parameters(paramLabel = "TASK", description = "Its id, or its name.")
        private String task;

        @Override
        public Integer call() throws IOException {
            return step(common, task, "Submitted ", ReviewDesk::submit);
        }
    }

    @Command(name = "accept", description = "Accepts a submitted task, with every label of it that was not judged yet.")
    static final class Accept implements Callable<Integer> {
        @Mixin
        private Common common;

        @Parameters(paramLabel = "TASK", description = "Its id, or its name.")
        private String task;

        @Override
        public Integer call() throws IOException {
            return step(common, task, "Accepted ", ReviewDesk::accept);
        }
    }

    @Command(name = "reject", description = "Sends a submitted task back, with the reason.")
    static final class Reject implements Callable<Integer> {
        @Mixin
        private Common common;

        @Parameters(paramLabel = "TASK", description = "Its id, or its name.")
        private String task;

        @Option(names = "--reason", required = true, paramLabel = "TEXT")
        private String reason;

        @Override
        public Integer call() throws IOException {
            return step(common, task, "Rejected ", (s, t) -> ReviewDesk.reject(s, t, reason));
        }
    }
}
