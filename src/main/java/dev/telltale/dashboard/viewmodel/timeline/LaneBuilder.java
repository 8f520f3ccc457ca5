package dev.telltale.dashboard.viewmodel.timeline;

import dev.telltale.dashboard.viewmodel.grid.CellState;
import dev.telltale.dashboard.viewmodel.timeline.LaneSegments.Run;
import dev.telltale.model.Cell;
import dev.telltale.model.NodeId;
import dev.telltale.model.Status;
import dev.telltale.observe.history.MatrixHistory;
import dev.telltale.time.WallMicros;
import dev.telltale.timeline.StatusLane;
import dev.telltale.timeline.TimeWindow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Builds lanes from statuses over time. Each column shows the worst status of each observer within it, however short. The cost is
 * proportional to columns plus changes, not to polls.
 */
public final class LaneBuilder {
    // What an observer says within a column; a worse state has a larger code.
    private static final int NOTHING = 0;
    private static final int NO_ANSWER = 1;
    private static final int UNKNOWN = 2;
    private static final int UP = 3;
    private static final int SUSPECT = 4;
    private static final int DOWN = 5;
    private static final int CODES = 6;

    private final List<NodeId> nodes;
    private final Statuses statuses;
    private final long from;
    private final long until;
    private final int columns;

    /** What an observer said of a subject. */
    @FunctionalInterface
    public interface Statuses {
        /** Calls the visitor for each interval between these times, in order; clipped to them, none is empty. */
        void forEachInterval(NodeId observer, NodeId subject, long fromMicros, long untilMicros, Visitor visitor);
    }

    /** Receives the intervals, in microseconds since 1970. */
    @FunctionalInterface
    public interface Visitor {
        void interval(long beginMicros, long endMicros, CellState state);
    }

    /** From the history of a cluster. */
    LaneBuilder(MatrixHistory history, TimeWindow window, int columns) {
        this(
                history.nodes(),
                (observer, subject, from, until, visitor) -> history.forEachInterval(
                        observer,
                        subject,
                        from,
                        until,
                        (begin, end, kind, recorded) -> visitor.interval(
                                begin,
                                end,
                                kind == Cell.Kind.NO_ANSWER
                                        ? CellState.NO_ANSWER
                                        : CellState.of(recorded == null ? Status.UNKNOWN : recorded.status()))),
                window,
                columns);
    }

    /**
     * Divides the window into columns of equal width.
     *
     * @param nodes those that a lane of all observers combines
     */
    public LaneBuilder(List<NodeId> nodes, Statuses statuses, TimeWindow window, int columns) {
        this.nodes = nodes;
        this.statuses = statuses;
        this.columns = columns;
        from = WallMicros.of(window.from());
        until = WallMicros.of(window.to());
    }

    public LaneSegments build(StatusLane lane) {
        NodeId one = lane.observer();
        List<NodeId> observers = one != null
                ? List.of(one)
                : nodes.stream().filter(node -> !node.equals(lane.subject())).toList();
        int[][] counts = new int[CODES][columns];
        byte[] codes = new byte[columns];
        for (NodeId observer : observers) {
            Arrays.fill(codes, (byte) NOTHING);
            addCodes(observer, lane.subject(), codes);
            for (int column = 0; column < columns; column++) {
                counts[codes[column]][column]++;
            }
        }
        List<Run> runs = new ArrayList<>();
        for (int column = 0; column < columns; column++) {
            if (counts[NOTHING][column] < observers.size()) {
                add(runs, run(counts, column));
            }
        }
        return new LaneSegments(lane, runs, List.of());
    }

    private void addCodes(NodeId observer, NodeId subject, byte[] codes) {
        statuses.forEachInterval(observer, subject, from, until, (begin, end, state) -> {
            int code = code(state);
            int last = Math.min(columns - 1, column(end - 1));
            for (int column = column(begin); column <= last; column++) {
                codes[column] = (byte) Math.max(codes[column], code);
            }
        });
    }

    private int column(long micros) {
        return (int) ((micros - from) * columns / (until - from));
    }

    private static int code(CellState state) {
        return switch (state) {
            case UP -> UP;
            case SUSPECT -> SUSPECT;
            case DOWN -> DOWN;
            case NO_ANSWER -> NO_ANSWER;
            case UNKNOWN, ITSELF -> UNKNOWN;
        };
    }

    private static Run run(int[][] counts, int column) {
        int up = counts[UP][column];
        int suspect = counts[SUSPECT][column];
        int down = counts[DOWN][column];
        int of = counts[UNKNOWN][column] + up + suspect + down;
        CellState state = down + suspect > 0
                ? down == of ? CellState.DOWN : CellState.SUSPECT
                : up > 0 ? CellState.UP : of > 0 ? CellState.UNKNOWN : CellState.NO_ANSWER;
        return new Run(column, column + 1, state, down, suspect, of);
    }

    private static void add(List<Run> runs, Run next) {
        int last = runs.size() - 1;
        if (last >= 0 && runs.get(last).until() == next.from() && runs.get(last).isLike(next)) {
            runs.set(last, runs.get(last).extendedTo(next.until()));
        } else {
            runs.add(next);
        }
    }
}
