package plumbline.app.ui.annotate;

import java.util.List;
import java.util.Optional;
import plumbline.annotation.edit.ChangeSet;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.ReviewState;
import plumbline.app.service.ReviewDesk;
import plumbline.app.service.Session;
import plumbline.storage.project.ReviewTask;

/** One task walked through label by label: which one is to be judged, and which comes next. Used from the window's thread. */
final class ReviewModel {
    /** What a label is usually sent back for, in the order of its keys from 2. */
    static final List<String> REASONS = List.of(
            "Size is wrong", "Heading is wrong", "Class is wrong", "No such object", "Track is wrong");

    private final Session session;
    private Optional<ReviewTask> task = Optional.empty();
    private List<LabelId> order = List.of();
    private int at = -1;

    ReviewModel(Session session) {
        this.session = session;
    }

    /** Begins with the first label of the task that was not judged yet; false where there is none. */
    boolean begin(ReviewTask of) {
        task = Optional.of(of);
        order = ReviewDesk.labels(session, of).stream().map(Label::id).toList();
        at = -1;
        return next();
    }

    void end() {
        task = Optional.empty();
        order = List.of();
        at = -1;
    }

    boolean running() {
        return task.isPresent();
    }

    Optional<ReviewTask> task() {
        return task;
    }

    /** The label in question. */
    Optional<Label> current() {
        return at < 0 || at >= order.size() ? Optional.empty() : session.labels().find(order.get(at));
    }

    /** Goes to the next label that nobody has judged, after this one and then from the beginning; false where none is left. */
    boolean next() {
        for (int step = 1; step <= order.size(); step++) {
            int i = (at + step + order.size()) % order.size();
            if (session.labels().find(order.get(i)).filter(ReviewModel::open).isPresent()) {
                at = i;
                return true;
            }
        }
        at = -1;
        return false;
    }

    /** The label before this one, judged or not, to look at it again. */
    boolean back() {
        for (int i = (at < 0 ? order.size() : at) - 1; i >= 0; i--) {
            if (session.labels().find(order.get(i)).isPresent()) {
                at = i;
                return true;
            }
        }
        return false;
    }

    int judged() {
        return (int) order.stream().flatMap(id -> session.labels().find(id).stream()).filter(l -> !open(l)).count();
    }

    int size() {
        return order.size();
    }

    private static boolean open(Label l) {
        return l.review() == ReviewState.OPEN || l.review() == ReviewState.SUBMITTED;
    }

    /** Judges the label in question, through the history; throws {@code StorageException} where that is refused. */
    void judge(ReviewState to) {
        current().ifPresent(l -> {
            ChangeSet set = ReviewDesk.verdict(l, OtherLabels.name(l), to);
            session.apply(set);
        });
    }
}
