package plumbline.app.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.scene.Vec3;
import plumbline.app.service.ReviewDesk;
import plumbline.app.service.Session;
import plumbline.storage.project.Project;
import plumbline.storage.project.ReviewComment;
import plumbline.storage.project.ReviewComment.AtPoint;
import plumbline.storage.project.ReviewComment.OnFrame;
import plumbline.storage.project.ReviewComment.OnLabel;

@Command(
        name = "comment",
        description = "What people say about objects, places and frames of a capture: listed, added, resolved.",
        subcommands = {CommentCommand.ListComments.class, CommentCommand.Add.class, CommentCommand.Resolve.class})
final class CommentCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        throw new IllegalArgumentException("Say what to do: comment list, add or resolve.");
    }

    private static Map<String, Object> json(ReviewComment c, boolean unread) {
        Map<String, Object> m = new LinkedHashMap<>();
        m.put("id", c.id());
        m.put("thread", c.thread());
        m.put("capture", c.capture().hex());
        m.put("frame", c.pin().frame());
        switch (c.pin()) {
            case OnLabel l -> m.put("object", l.label().value());
            case AtPoint p -> m.put("point", List.of(p.pointLidar().x(), p.pointLidar().y(), p.pointLidar().z()));
            case OnFrame f -> { }
        }
        m.put("text", c.text());
        m.put("author", c.author());
        m.put("written", c.written().toString());
        m.put("resolved", c.resolved());
        m.put("unread", unread);
        return m;
    }

    private static String line(ReviewComment c) {
        String place = switch (c.pin()) {
            case OnLabel l -> "label " + l.label();
            case AtPoint p -> Common.number(p.pointLidar().x(), 2) + " " + Common.number(p.pointLidar().y(), 2) + " "
                    + Common.number(p.pointLidar().z(), 2) + " m";
            case OnFrame f -> "the frame";
        };
        return (c.begins() ? c.resolved() ? "resolved  " : "open  " : "  answer  ") + "frame " + c.pin().frame() + ", " + place
                + "  " + c.author() + ": " + c.text() + "  " + c.id();
    }

    @Command(name = "list", description = "The threads of the capture in the order in which they were written.")
    static final class ListComments implements Callable<Integer> {
        @Mixin
        private Common common;

        @Option(names = "--open", description = "Only threads that are not resolved.")
        private boolean open;

        @Override
        public Integer call() throws IOException {
            try (Project project = common.readProject()) {
                List<ReviewComment> all = project.reviews().comments(common.chosen(project).hash());
                Set<String> read = project.reviews().read();
                List<ReviewComment> shown = all.stream()
                        .filter(ReviewComment::begins)
                        .filter(c -> !open || !c.resolved())
                        .flatMap(c -> all.stream().filter(a -> a.thread().equals(c.id())))
                        .toList();
                common.answer(
                        Map.of("comments", shown.stream().map(c -> json(c, !read.contains(c.id()))).toList()),
                        shown.isEmpty() ? List.of("No comment.") : shown.stream().map(CommentCommand::line).toList());
            }
            return Exit.DONE;
        }
    }

    @Command(name = "add", description = "Pins a comment to a label, a point or a frame, or answers one.")
    static final class Add implements Callable<Integer> {
        @Mixin
        private Common common;

        @Parameters(paramLabel = "TEXT")
        private String text;

        @Option(names = "--object", paramLabel = "ID", description = "The label.")
        private Optional<String> object = Optional.empty();

        @Option(names = "--frame", paramLabel = "F", description = "The frame; with --at a point in it.")
        private Optional<Integer> frame = Optional.empty();

        @Option(names = "--at", paramLabel = "X,Y,Z", split = ",", description = "Metres in the frame's reference lidar.")
        private double[] at = {};

        @Option(names = "--answer", paramLabel = "COMMENT", description = "The comment that this answers.")
        private Optional<String> answer = Optional.empty();

        @Override
        public Integer call() throws IOException {
            try (Project project = common.openProject();
                    Session session = common.session(project)) {
                ReviewComment made = answer.isPresent()
                        ? ReviewDesk.answer(project, project.reviews().comment(answer.get()), text)
                        : ReviewDesk.comment(session, pin(session), text);
                common.answer(Map.of("comments", List.of(json(made, false))), List.of("Added " + line(made)));
            }
            return Exit.DONE;
        }

        private ReviewComment.Pin pin(Session session) {
            if (object.isPresent()) {
                return ReviewDesk.on(session, new LabelId(object.get()));
            }
            int f = frame.orElseThrow(() ->
                    new IllegalArgumentException("Say where: --object ID, --frame F, --frame F --at X,Y,Z, or --answer COMMENT."));
            if (at.length != 0 && at.length != 3) {
                throw new IllegalArgumentException("--at is three numbers, as in 4.2,-1.5,0.");
            }
            return at.length == 0 ? new OnFrame(f) : new AtPoint(f, new Vec3(at[0], at[1], at[2]));
        }
    }

    @Command(name = "resolve", description = "Closes the thread of a comment; --reopen opens it again.")
    static final class Resolve implements Callable<Integer> {
        @Mixin
        private Common common;

        @Parameters(paramLabel = "COMMENT")
        private String comment;

        @Option(names = "--reopen")
        private boolean reopen;

        @Override
        public Integer call() throws IOException {
            try (Project project = common.openProject()) {
                ReviewComment first = project.reviews().resolve(comment, !reopen);
                common.answer(
                        Map.of("comments", List.of(json(first, false))),
                        List.of((reopen ? "Reopened " : "Resolved ") + line(first)));
            }
            return Exit.DONE;
        }
    }
}
