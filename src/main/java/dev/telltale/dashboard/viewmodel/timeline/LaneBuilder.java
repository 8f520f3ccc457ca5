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
 * Builds lanes from the history. Each column shows the worst status of each observer within it, however short. The cost is
 * proportional to columns plus changes, not to polls.
 */
final class LaneBuilder {
    // What an observer says within a column; a worse state has a larger code.
    private static final int NOTHING = 0;
    private static final int NO_ANSWER = 1;
    private static final int UNKNOWN = 2;
    private static final int UP = 3;
    private static final int SUSPECT = 4;
    private static final int DOWN = 5;
    private static final int CODES = 6;

    private final MatrixHistory history;
    private final long from;
    private final long until;
    private final int columns;

    /** Divides the window into columns of equal width. */
    LaneBuilder(MatrixHistory history, TimeWindow window, int columns) {
        this.history = history;
        this.columns = columns;
        from = WallMicros.of(window.from());
        until = WallMicros.of(window.to());
    }

    LaneSegments build(StatusLane lane) {
        NodeId one = lane.observer();
        List<NodeId> observers = one != null
                ? List.of(one)
                : history.nodes().stream()
                        .filter(node -> !node.equals(lane.subject()))
                        .toList();
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
        history.forEachInterval(observer, subject, from, until, (begin, end, kind, recorded) -> {
            int code = kind == Cell.Kind.NO_ANSWER
                    ? NO_ANSWER
                    : code(recorded == null ? Status.UNKNOWN : recorded.status());
            int last = Math.min(columns - 1, column(end - 1));
            for (int column = column(begin); column <= last; column++) {
                codes[column] = (byte) Math.max(codes[column], code);
            }
        });
    }

    private int column(long micros) {
        return (int) ((micros - from) * columns / (until - from));
    }

    private static int code(Status status) {
        return switch (status) {
            case UNKNOWN -> UNKNOWN;
            case UP -> UP;
            case SUSPECT -> SUSPECT;
            case DOWN -> DOWN;
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
