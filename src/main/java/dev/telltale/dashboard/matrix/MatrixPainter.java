package dev.telltale.dashboard.matrix;

import dev.telltale.dashboard.kit.CanvasPainter;
import dev.telltale.dashboard.kit.Palette;
import dev.telltale.dashboard.kit.Palette.Tone;
import dev.telltale.dashboard.viewmodel.fault.FaultMarks;
import dev.telltale.dashboard.viewmodel.grid.CellLabel;
import dev.telltale.dashboard.viewmodel.grid.CellState;
import dev.telltale.dashboard.viewmodel.grid.Grid;
import dev.telltale.dashboard.viewmodel.truth.CorrectnessGrid;
import dev.telltale.diagnosis.Disagreement;
import dev.telltale.fault.Link;
import dev.telltale.model.NodeId;
import dev.telltale.time.ClockReading;
import java.util.List;
import java.util.Set;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/**
 * Computes the layout of the grid and paints it: headers, cells with their marks, rings around the hovered and the
 * selected cell, and the legend.
 */
final class MatrixPainter extends CanvasPainter {
    private static final double MAX_HEADER_WIDTH = 150;
    private static final double NARROW = 460;

    private final Legend legend;

    /** The data to paint; {@code correctness} is null if truth marks are off. */
    record View(
            Grid grid,
            @Nullable CorrectnessGrid correctness,
            FaultMarks faults,
            Set<NodeId> chosen,
            Disagreement disagreement,
            ClockReading now) {
        boolean isDisputed(int row, int column) {
            return MatrixPainter.isDisputed(
                    disagreement, grid.nodes().get(row), grid.nodes().get(column));
        }

        String fault(int row, int column) {
            return faults.ofCell(grid.nodes().get(row), grid.nodes().get(column));
        }

        /** Whether the header has a ring: only if several nodes are selected; the tile shows a single one. */
        boolean isChosen(NodeId node) {
            return chosen.size() > 1 && chosen.contains(node);
        }

        String mark(int row, int column) {
            return correctness == null ? "" : correctness.mark(row, column);
        }

        boolean hasHollow() {
            for (int i = 0; i < grid.size() * grid.size(); i++) {
                if (grid.isHollow(i / grid.size(), i % grid.size())) {
                    return true;
                }
            }
            return false;
        }
    }

    /** The selected and the hovered cell, by index; -1 for none. */
    record Highlights(int selectedRow, int selectedColumn, boolean isFocused, int hoveredRow, int hoveredColumn) {
        boolean isLit(int row, int column) {
            return (row >= 0 && row == hoveredRow) || (column >= 0 && column == hoveredColumn);
        }
    }

    MatrixPainter(GraphicsContext gc, Palette palette) {
        super(gc, palette);
        legend = new Legend(this);
    }

    MatrixLayout layout(Grid grid, double width, double height) {
        double widest = 0;
        for (var node : grid.nodes()) {
            widest = Math.max(widest, text.width(node.value(), text.head));
        }
        widest = Math.min(widest, MAX_HEADER_WIDTH);
        // Reserves the width for "does not answer", so that the grid does not move when a node stops answering.
        boolean hasWords = grid.size() < MatrixLayout.SIGNS_FROM;
        String silence = width < NARROW ? RowHeads.SILENT.get(0) : String.join(" ", RowHeads.SILENT);
        double words = Math.max(text.width(silence, text.small), text.width(RowHeads.WIDEST_HINT, text.small));
        double rowHeader = hasWords ? Math.max(widest + FaultPainter.HEADER, words) : widest;
        double room = height - legend.height(width, height);
        // Reserves the width of a fault icon.
        double header = widest + FaultPainter.HEADER;
        MatrixLayout wide = MatrixLayout.of(grid.size(), width, room, rowHeader, header);
        MatrixLayout narrow = MatrixLayout.of(grid.size(), width, room, header, header);
        // Headers have words only if cells have: otherwise the cells get the reserved width.
        return narrow.density() == MatrixLayout.Density.WORDS ? wide : narrow;
    }

    void paint(View view, MatrixLayout layout, Highlights highlights, CellFades fades, double width, double height) {
        gc.clearRect(0, 0, width, height);
        if (layout.density() != MatrixLayout.Density.WORDS) {
            highlight(layout, highlights);
        }
        cells(view, layout, fades);
        columnHeads(view, layout, highlights);
        rowHeads(view, layout, highlights);
        rings(layout, highlights);
        legend.draw(
                layout,
                width,
                height,
                new Legend.Extras(
                        view.correctness() != null && layout.hasMarks(),
                        view.hasHollow(),
                        !view.faults().isEmpty(),
                        !view.disagreement().equals(Disagreement.NONE)));
    }

    private void cells(View view, MatrixLayout layout, CellFades fades) {
        Grid grid = view.grid();
        var painter = new CellPainter(this, layout);
        var faults = new FaultPainter(this, layout);
        boolean isBlank = grid.isBlank();
        int n = grid.size();
        for (int row = 0; row < n; row++) {
            for (int column = 0; column < n; column++) {
                double x = layout.x(column);
                double y = layout.y(row);
                CellState state = grid.state(row, column);
                painter.background(state, x, y, isBlank, grid.isHollow(row, column));
                CellState from = fades.from(row * n + column);
                if (from != null) {
                    painter.fading(from, fades.opacity(row * n + column), x, y);
                }
                String fault = view.fault(row, column);
                if (layout.density() == MatrixLayout.Density.WORDS) {
                    double room = fault.isEmpty() || FaultPainter.hasWords(layout) ? 0 : FaultPainter.CORNER;
                    painter.words(CellLabel.of(grid, row, column, view.now()), x, y, isBlank, room);
                } else {
                    painter.sign(state, x, y);
                }
                String mark = view.mark(row, column);
                painter.mark(mark, x, y);
                if (view.isDisputed(row, column)) {
                    painter.disputed(mark, x, y);
                }
                if (!fault.isEmpty()) {
                    faults.cell(fault, x, y, painter.pad());
                }
            }
        }
    }

    static boolean isDisputed(Disagreement disagreement, NodeId observer, NodeId subject) {
        if (disagreement.equals(Disagreement.NONE) || observer.equals(subject)) {
            return false;
        }
        var link = new Link(observer, subject);
        return disagreement.differing().contains(link) || disagreement.oneWay().contains(link);
    }

    /** Highlights the row and the column of the hovered cell. */
    private void highlight(MatrixLayout layout, Highlights highlights) {
        gc.setFill(palette.of(Tone.HIGHLIGHT));
        double g = layout.gap();
        if (highlights.hoveredRow() >= 0) {
            double y = layout.y(highlights.hoveredRow()) - g;
            gc.fillRect(0, y, layout.right() + g, layout.cellHeight() + 2 * g);
        }
        if (highlights.hoveredColumn() >= 0) {
            double x = layout.x(highlights.hoveredColumn()) - g;
            gc.fillRect(x, 0, layout.cellWidth() + 2 * g, layout.bottom() + g);
        }
    }

    private void columnHeads(View view, MatrixLayout layout, Highlights highlights) {
        Grid grid = view.grid();
        int step = layout.headerStep(layout.cellWidth() + layout.gap(), layout.hasVerticalHeaders() ? 15 : 1);
        for (int column = 0; column < grid.size(); column++) {
            if (!isHeadShown(column, step, highlights.hoveredColumn())) {
                continue;
            }
            boolean isDown = CellState.DOWN == agreed(grid, column);
            Color color = palette.of(isDown ? Tone.DOWN_SIGN : Tone.TEXT);
            double middle = layout.x(column) + layout.cellWidth() / 2;
            NodeId node = grid.nodes().get(column);
            header(
                    node.value(),
                    color,
                    layout,
                    middle,
                    view.isChosen(node),
                    view.faults().isOnColumn(node));
        }
    }

    private void header(
            String name, Color color, MatrixLayout layout, double middle, boolean isChosen, boolean isFaulty) {
        var faults = new FaultPainter(this, layout);
        if (!layout.hasVerticalHeaders()) {
            String fit = text.fit(name, text.head, layout.cellWidth() + layout.gap() - 4);
            double width = text.width(fit, text.head);
            if (isChosen) {
                chosen(middle - width / 2, layout.top() - 17, width);
            }
            if (isFaulty) {
                faults.header(middle - width / 2, layout.top() - 17);
            }
            draw(fit, text.head, color, TextAlignment.CENTER, VPos.BASELINE, middle, layout.top() - 13);
            return;
        }
        gc.save();
        gc.translate(middle, layout.top() - 8);
        gc.rotate(-90);
        double room = isFaulty ? 12 : 0;
        String fit = text.fit(name, text.head, layout.top() - 10 - room);
        if (isChosen) {
            chosen(room, 0, text.width(fit, text.head));
        }
        if (isFaulty) {
            faults.header(room, 0);
        }
        left(fit, text.head, color, room, 0);
        gc.restore();
    }

    /** Draws the ring around the header of a selected node. */
    private void chosen(double x, double middle, double width) {
        gc.setStroke(palette.of(Tone.RING));
        gc.setLineWidth(1.5);
        gc.strokeRoundRect(Math.rint(x) - 5, Math.rint(middle) - 9, Math.rint(width) + 10, 18, 8, 8);
    }

    /** Shows every step-th header and the hovered one, and hides those that would overlap the hovered one. */
    private static boolean isHeadShown(int index, int step, int hovered) {
        if (index == hovered) {
            return true;
        }
        boolean isFree = hovered < 0 || Math.abs(index - hovered) >= step;
        return index % step == 0 && isFree;
    }

    /** The state that all observers report of the subject; null if they differ. */
    private static @Nullable CellState agreed(Grid grid, int column) {
        List<CellState> states = grid.reportedStates(column);
        return states.isEmpty() || states.stream().distinct().count() > 1 ? null : states.get(0);
    }

    private void rowHeads(View view, MatrixLayout layout, Highlights highlights) {
        Grid grid = view.grid();
        var heads = new RowHeads(this, layout, view, this::chosen);
        int step = layout.headerStep(layout.cellHeight() + layout.gap(), 15);
        for (int row = 0; row < grid.size(); row++) {
            if (isHeadShown(row, step, highlights.hoveredRow())) {
                heads.draw(row, highlights.isLit(row, -1));
            }
        }
    }

    private void rings(MatrixLayout layout, Highlights highlights) {
        double out = Math.min(3, layout.gap() / 2 + 1);
        if (highlights.hoveredRow() >= 0 && highlights.hoveredColumn() >= 0) {
            gc.setStroke(palette.of(Tone.MUTED));
            gc.setLineWidth(1);
            ring(layout, highlights.hoveredRow(), highlights.hoveredColumn(), 0.5);
        }
        if (highlights.selectedRow() >= 0 && highlights.selectedColumn() >= 0) {
            gc.setStroke(palette.of(Tone.RING));
            gc.setLineWidth(highlights.isFocused() ? 2.5 : 1.5);
            ring(layout, highlights.selectedRow(), highlights.selectedColumn(), out);
        }
    }

    private void ring(MatrixLayout layout, int row, int column, double out) {
        double arc = layout.density() == MatrixLayout.Density.WORDS ? 18 : 4;
        gc.strokeRoundRect(
                layout.x(column) - out,
                layout.y(row) - out,
                layout.cellWidth() + 2 * out,
                layout.cellHeight() + 2 * out,
                arc,
                arc);
    }
}
