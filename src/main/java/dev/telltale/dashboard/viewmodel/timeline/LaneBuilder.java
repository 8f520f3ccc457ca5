package dev.telltale.dashboard.viewmodel.timeline;

import dev.telltale.dashboard.viewmodel.grid.CellState;
import dev.telltale.dashboard.viewmodel.timeline.LaneSegments.Run;
import dev.telltale.model.Cell;
import dev.telltale.model.NodeId;
import dev.telltale.model.Status;
import dev.telltale.observe.history.MatrixHistory;
import dev.telltale.time.WallMicros;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds lanes from the history. Each column shows the worst status within it, however short. The cost is proportional to
 * columns plus changes, not to polls.
 */
final class LaneBuilder {
    /** The state of a column by its code; a worse state has a larger code. */
    private static final CellState[] CODES = {
        CellState.ITSELF, CellState.NO_ANSWER, CellState.UNKNOWN, CellState.UP, CellState.SUSPECT, CellState.DOWN
    };

    private static final byte NONE = 0;
    private static final byte NO_ANSWER = 1;
    private static final byte UNKNOWN = 2;
    private static final byte UP = 3;
    private static final byte SUSPECT = 4;
    private static final byte DOWN = 5;

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

    LaneSegments build(BeliefLane lane) {
        NodeId observer = lane.observer();
        List<Run> runs = observer == null ? together(lane.subject()) : alone(codes(observer, lane.subject()));
        return new LaneSegments(lane, runs, List.of());
    }

    private byte[] codes(NodeId observer, NodeId subject) {
        byte[] codes = new byte[columns];
        history.forEachInterval(observer, subject, from, until, (begin, end, kind, recorded) -> {
            byte code = code(kind, recorded == null ? Status.UNKNOWN : recorded.status());
            int last = Math.min(columns - 1, column(end - 1));
            for (int column = column(begin); column <= last; column++) {
                codes[column] = (byte) Math.max(codes[column], code);
            }
        });
        return codes;
    }

    private int column(long micros) {
        return (int) ((micros - from) * columns / (until - from));
    }

    private static byte code(Cell.Kind kind, Status status) {
        if (kind == Cell.Kind.NO_ANSWER) {
            return NO_ANSWER;
        }
        return switch (status) {
            case UNKNOWN -> UNKNOWN;
            case UP -> UP;
            case SUSPECT -> SUSPECT;
            case DOWN -> DOWN;
        };
    }

    private List<Run> alone(byte[] codes) {
        List<Run> runs = new ArrayList<>();
        for (int column = 0; column < columns; column++) {
            byte code = codes[column];
            if (code != NONE) {
                int down = code == DOWN ? 1 : 0;
                int suspect = code == SUSPECT ? 1 : 0;
                add(runs, new Run(column, column + 1, CODES[code], down, suspect, code == NO_ANSWER ? 0 : 1));
            }
        }
        return runs;
    }

    private List<Run> together(NodeId subject) {
        int[][] counts = new int[CODES.length][columns];
        for (NodeId observer : history.nodes()) {
            if (!observer.equals(subject)) {
                byte[] codes = codes(observer, subject);
                for (int column = 0; column < columns; column++) {
                    counts[codes[column]][column]++;
                }
            }
        }
        List<Run> runs = new ArrayList<>();
        for (int column = 0; column < columns; column++) {
            if (counts[NONE][column] < history.nodes().size() - 1) {
                add(runs, together(counts, column));
            }
        }
        return runs;
    }

    private static Run together(int[][] counts, int column) {
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
        Run last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
        if (last != null && last.until() == next.from() && last.isLike(next)) {
            runs.set(
                    runs.size() - 1,
                    new Run(last.from(), next.until(), last.state(), last.down(), last.suspect(), last.of()));
        } else {
            runs.add(next);
        }
    }
}
