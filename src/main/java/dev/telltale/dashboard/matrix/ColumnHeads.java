package dev.telltale.dashboard.matrix;

import dev.telltale.dashboard.canvas.CanvasPainter;
import dev.telltale.dashboard.canvas.Palette.Tone;
import dev.telltale.dashboard.matrix.MatrixPainter.View;
import dev.telltale.dashboard.viewmodel.grid.CellState;
import dev.telltale.dashboard.viewmodel.grid.Grid;
import dev.telltale.model.NodeId;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;

/** Draws the column headers: the name of each subject, vertical in narrow columns, red if all report it down. */
final class ColumnHeads extends CanvasPainter {
    private final MatrixLayout layout;
    private final View view;
    private final RowHeads.Ring chosen;

    ColumnHeads(CanvasPainter other, MatrixLayout layout, View view, RowHeads.Ring chosen) {
        super(other);
        this.layout = layout;
        this.view = view;
        this.chosen = chosen;
    }

    /** Whether all observers report the subject down. */
    static boolean isDownForAll(Grid grid, int column) {
        List<CellState> states = grid.reportedStates(column);
        return !states.isEmpty() && states.stream().allMatch(state -> state == CellState.DOWN);
    }

    /**
     * Draws one header.
     *
     * @param column number of the subject
     * @param position of its column
     */
    void draw(int column, int position) {
        Color color = palette.of(isDownForAll(view.grid(), column) ? Tone.DOWN_SIGN : Tone.TEXT);
        double middle = layout.x(position) + layout.cellWidth() / 2;
        NodeId node = view.grid().nodes().get(column);
        if (layout.hasVerticalHeaders()) {
            vertical(node, color, middle);
        } else {
            horizontal(node, color, middle);
        }
    }

    private void horizontal(NodeId node, Color color, double middle) {
        String fit = text.fit(node.value(), view.names(), text.head, layout.cellWidth() + layout.gap() - 4);
        double width = text.width(fit, text.head);
        if (view.isChosen(node)) {
            chosen.draw(middle - width / 2, layout.top() - 17, width);
        }
        if (view.faults().isOnColumn(node)) {
            new FaultPainter(this, layout).header(middle - width / 2, layout.top() - 17);
        }
        draw(fit, text.head, color, TextAlignment.CENTER, VPos.BASELINE, middle, layout.top() - 13);
    }

    private void vertical(NodeId node, Color color, double middle) {
        gc.save();
        gc.translate(middle, layout.top() - 8);
        gc.rotate(-90);
        boolean isFaulty = view.faults().isOnColumn(node);
        double room = isFaulty ? FaultPainter.HEADER : 0;
        String fit = text.fit(node.value(), view.names(), text.head, layout.top() - 10 - room);
        if (view.isChosen(node)) {
            chosen.draw(room, 0, text.width(fit, text.head));
        }
        if (isFaulty) {
            new FaultPainter(this, layout).header(room, 0);
        }
        left(fit, text.head, color, room, 0);
        gc.restore();
    }
}
