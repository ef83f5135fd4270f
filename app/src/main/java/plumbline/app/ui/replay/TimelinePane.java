package plumbline.app.ui.replay;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.util.Duration;
import plumbline.annotation.review.Finding;
import plumbline.storage.project.PassEvent;

/**
 * The timeline: name column and canvas. Wheel pans, Ctrl+wheel zooms about the pointer, drag scrubs, drag on the overview
 * moves the visible part, Shift+drag makes a range, its handles move it.
 */
final class TimelinePane extends Region {
    /** What the pointer does until it is released. */
    private enum Drag {
        NONE,
        SCRUB,
        OVERVIEW,
        RANGE,
        RANGE_START,
        RANGE_END
    }

    /** What a click on something of the timeline does. */
    interface Marks {
        void choose(Finding f);

        void choose(PassEvent e);

        void edit(PassEvent e);

        void choose(TrackLane t);
    }

    private static final double GRIP = 6;

    private final TimelineModel model;
    private final Playback playback;
    private final LongConsumer seek;
    private final Runnable rangeChanged;
    private final Marks marks;
    private final TimelineNames names;
    private final Canvas canvas = new Canvas();
    private final TimelinePainter painter = new TimelinePainter(canvas);
    private double namesWidth;
    private TimeAxis axis;
    private TimelineRows rows = TimelineRows.of(0, 0, 0, 0);
    private double scroll;
    private Optional<String> selectedFinding = Optional.empty();
    private Optional<String> selectedEvent = Optional.empty();
    private final Tooltip words = new Tooltip();
    private boolean dark = true;
    private Drag drag = Drag.NONE;
    private long dragFrom;
    private TimelineModel.Span told = new TimelineModel.Span(0, 0);
    private Consumer<TimelineModel.Span> visibleChanged = s -> {};

    TimelinePane(
            TimelineModel model, Playback playback, LongConsumer seek, Runnable rangeChanged, Marks marks) {
        this.model = model;
        this.playback = playback;
        this.seek = seek;
        this.rangeChanged = rangeChanged;
        this.marks = marks;
        this.names = new TimelineNames(model);
        this.axis = TimeAxis.whole(model.start(), model.end(), 100);
        getStyleClass().add("timeline");
        getChildren().addAll(names, canvas);
        setMinHeight(64);
        setMinWidth(0);
        setAccessibleText("Timeline");
        canvas.setOnScroll(this::scrolled);
        canvas.setOnMousePressed(this::pressed);
        canvas.setOnMouseDragged(this::dragged);
        canvas.setOnMouseReleased(e -> drag = Drag.NONE);
        canvas.setOnMouseMoved(this::hovered);
        words.setShowDelay(Duration.millis(300));
    }

    void setNamesWidth(double width) {
        if (namesWidth != width) {
            namesWidth = width;
            requestLayout();
        }
    }

    void setDark(boolean isDark) {
        dark = isDark;
        repaint();
    }

    void setSelectedFinding(Optional<String> id) {
        selectedFinding = id;
        repaint();
    }

    void setSelectedEvent(Optional<String> id) {
        selectedEvent = id;
        repaint();
    }

    /** After the model's tracks or plots have changed. */
    void rowsChanged() {
        names.rebuild();
        requestLayout();
    }

    /** Factor above 1 shows more time; about the playhead where that is in view. */
    void zoom(double factor) {
        double x = axis.x(playback.playhead());
        axis = axis.zoomed(x >= 0 && x <= axis.width() ? x : axis.width() / 2, factor);
        repaint();
    }

    void show(long from, long to) {
        axis = axis.showing(from, to);
        repaint();
    }

    /** Draws what the playback says now, and moves along while the playhead would leave. */
    void followPlayhead() {
        axis = axis.including(playback.playhead());
        repaint();
    }

    /** The part of the pass that can be seen. */
    TimelineModel.Span visible() {
        return new TimelineModel.Span(axis.start(), axis.end());
    }

    /** Told after the visible part has changed. */
    void onVisible(Consumer<TimelineModel.Span> listener) {
        visibleChanged = listener;
    }

    void repaint() {
        if (!visible().equals(told)) {
            told = visible();
            visibleChanged.accept(told);
        }
        names.show(playback);
        painter.paint(new TimelinePainter.Picture(model, playback, axis, rows, scroll, selectedFinding, selectedEvent, dark));
    }

    @Override
    protected void layoutChildren() {
        double width = Math.max(1, getWidth() - namesWidth - 1);
        rows = TimelineRows.of(model.lanes().size(), model.tracks().size(), model.series().size(), getHeight());
        scroll = Math.clamp(scroll, 0, rows.mostScroll());
        names.resizeRelocate(0, 0, namesWidth, getHeight());
        names.place(rows, scroll, namesWidth, getHeight());
        canvas.setWidth(width);
        canvas.setHeight(getHeight());
        canvas.relocate(namesWidth + 1, 0);
        axis = axis.withWidth(width);
        repaint();
    }

    private void scrolled(ScrollEvent e) {
        double turn = e.getDeltaY() != 0 ? e.getDeltaY() : e.getDeltaX();
        if (e.isControlDown()) {
            axis = axis.zoomed(e.getX(), turn > 0 ? 1 / 1.25 : 1.25);
        } else if (e.isAltDown()) {
            scroll = Math.clamp(scroll - turn, 0, rows.mostScroll());
            names.place(rows, scroll, namesWidth, getHeight());
        } else {
            axis = axis.panned(-turn * 2);
        }
        repaint();
        e.consume();
    }

    private void pressed(MouseEvent e) {
        drag = kind(e);
        dragFrom = axis.time(e.getX());
        if (drag == Drag.SCRUB && tookMark(e)) {
            drag = Drag.NONE;
            return;
        }
        dragged(e);
    }

    private Drag kind(MouseEvent e) {
        if (e.getY() < TimelineRows.OVERVIEW) {
            return Drag.OVERVIEW;
        }
        if (e.isShiftDown()) {
            return Drag.RANGE;
        }
        if (!playback.rangeIsWhole() && e.getY() < TimelineRows.LANES_TOP) {
            if (Math.abs(e.getX() - axis.x(playback.rangeStart())) < GRIP) {
                return Drag.RANGE_START;
            }
            if (Math.abs(e.getX() - axis.x(playback.rangeEnd())) < GRIP) {
                return Drag.RANGE_END;
            }
        }
        return Drag.SCRUB;
    }

    private void dragged(MouseEvent e) {
        long at = axis.time(Math.clamp(e.getX(), 0, axis.width()));
        switch (drag) {
            case NONE -> {}
            case SCRUB -> seek.accept(at);
            case OVERVIEW -> {
                long middle = TimeAxis.whole(axis.wholeStart(), axis.wholeEnd(), axis.width()).time(e.getX());
                long half = (axis.end() - axis.start()) / 2;
                show(middle - half, middle + half);
            }
            case RANGE -> range(dragFrom, at);
            case RANGE_START -> range(at, playback.rangeEnd());
            case RANGE_END -> range(playback.rangeStart(), at);
        }
    }

    private void range(long a, long b) {
        playback.setRange(a, b);
        rangeChanged.run();
        repaint();
    }

    private boolean tookMark(MouseEvent e) {
        Optional<PassEvent> event = in(e, TimelineRows.EVENTS_TOP, TimelineRows.EVENTS) ? eventAt(e.getX()) : Optional.empty();
        Optional<Finding> finding =
                in(e, TimelineRows.FINDINGS_TOP, TimelineRows.FINDINGS) ? findingAt(e.getX()) : Optional.empty();
        Optional<TrackLane> track = trackAt(e);
        event.ifPresent(v -> {
            marks.choose(v);
            if (e.getClickCount() == 2) {
                marks.edit(v);
            }
        });
        finding.ifPresent(marks::choose);
        track.ifPresent(marks::choose);
        // A click on a track's bar selects it and goes there as well.
        return event.isPresent() || finding.isPresent();
    }

    private static boolean in(MouseEvent e, double top, double height) {
        return e.getY() >= top && e.getY() < top + height;
    }

    private Optional<TrackLane> trackAt(MouseEvent e) {
        double y = e.getY() + scroll;
        int i = (int) Math.floor((y - rows.trackTop(0)) / rows.laneHeight());
        return e.getY() > TimelineRows.LANES_TOP && y >= rows.trackTop(0) && i < model.tracks().size()
                ? Optional.of(model.tracks().get(i))
                : Optional.empty();
    }

    /** The last that begins at or before the pointer, among those that reach it. */
    private Optional<PassEvent> eventAt(double x) {
        Optional<PassEvent> hit = Optional.empty();
        for (PassEvent v : model.events()) {
            double from = axis.x(v.fromNanos()) - TimelineMarks.DIAMOND - 2;
            if (x >= from && x <= axis.x(v.toNanos()) + TimelineMarks.DIAMOND + 2) {
                hit = Optional.of(v);
            }
        }
        return hit;
    }

    private void hovered(MouseEvent e) {
        Optional<String> said = Optional.empty();
        if (in(e, TimelineRows.EVENTS_TOP, TimelineRows.EVENTS)) {
            said = eventAt(e.getX()).map(TimelinePane::words);
        } else if (in(e, TimelineRows.FINDINGS_TOP, TimelineRows.FINDINGS)) {
            said = findingAt(e.getX()).map(Finding::message);
        }
        if (said.isPresent()) {
            words.setText(said.get());
            Tooltip.install(canvas, words);
        } else {
            Tooltip.uninstall(canvas, words);
        }
    }

    private static String words(PassEvent e) {
        return (e.note().isEmpty() ? e.title() : e.note()) + (e.tags().isEmpty() ? "" : "\n#" + String.join(" #", e.tags()))
                + "\n" + e.user();
    }

    private Optional<Finding> findingAt(double x) {
        return model.marks().stream()
                .filter(m -> {
                    double from = axis.x(m.span().fromNanos());
                    return x >= from - 2 && x <= Math.max(from + 6, axis.x(m.span().toNanos())) + 2;
                })
                .findFirst()
                .map(TimelineModel.Mark::finding);
    }
}
