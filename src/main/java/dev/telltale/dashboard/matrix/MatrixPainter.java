package dev.telltale.dashboard.matrix;

import dev.telltale.dashboard.canvas.CanvasPainter;
import dev.telltale.dashboard.canvas.Palette;
import dev.telltale.dashboard.canvas.Palette.Tone;
import dev.telltale.dashboard.viewmodel.fault.FaultMarks;
import dev.telltale.dashboard.viewmodel.grid.CellLabel;
import dev.telltale.dashboard.viewmodel.grid.CellState;
import dev.telltale.dashboard.viewmodel.grid.Grid;
import dev.telltale.dashboard.viewmodel.grid.ShownNodes;
import dev.telltale.dashboard.viewmodel.truth.CorrectnessGrid;
import dev.telltale.diagnosis.Disagreement;
import dev.telltale.fault.Link;
import dev.telltale.model.NodeId;
import dev.telltale.text.ShortNames;
import dev.telltale.time.ClockReading;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.scene.canvas.GraphicsContext;
import org.jspecify.annotations.Nullable;

/**
 * Computes the layout of the grid and paints it: headers, cells with their marks, rings around the hovered and the
 * selected cell, and the legend.
 */
final class MatrixPainter extends CanvasPainter {
    private static final double MAX_HEADER_WIDTH = 150;
    private static final double NARROW = 460;
    private static final String ALL_UP = "No trouble: every node is up for all.";

    private final Legend legend;

    /** The data to paint; {@code correctness} is null if truth marks are off. */
    record View(
            Grid grid,
            ShownNodes shown,
            ShortNames names,
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

        /** The marks of all shown cells. */
        Set<String> marks() {
            return shown.rows().stream()
                    .flatMap(row -> shown.columns().stream().map(column -> mark(row, column)))
                    .collect(Collectors.toSet());
        }

        boolean hasLagging() {
            return shown.rows().stream().anyMatch(grid::isLagging);
        }

        boolean hasDownForAll() {
            return shown.columns().stream().anyMatch(column -> ColumnHeads.isDownForAll(grid, column));
        }
    }

    /** The selected and the hovered cell and the found nodes, by position; negative for none. */
    record Highlights(
            int selectedRow,
            int selectedColumn,
            boolean isFocused,
            int hoveredRow,
            int hoveredColumn,
            List<Integer> foundRows,
            List<Integer> foundColumns) {
        boolean isRowLit(int row) {
            return row == hoveredRow || isOnly(row, foundRows);
        }

        boolean isColumnLit(int column) {
            return column == hoveredColumn || isOnly(column, foundColumns);
        }

        /** The names of several found nodes could overlap. */
        private static boolean isOnly(int position, List<Integer> found) {
            return found.size() == 1 && found.get(0) == position;
        }
    }

    MatrixPainter(GraphicsContext gc, Palette palette) {
        super(gc, palette);
        legend = new Legend(this);
    }

    MatrixLayout layout(Grid grid, ShownNodes shown, double width, double height) {
        double widest = 0;
        for (var node : grid.nodes()) {
            widest = Math.max(widest, text.width(node.value(), text.head));
        }
        widest = Math.min(widest, MAX_HEADER_WIDTH);
        // Reserves the width for "does not answer", so that the grid does not move when a node stops answering.
        int rows = shown.rows().size();
        int columns = shown.columns().size();
        boolean hasWords = Math.max(rows, columns) < MatrixLayout.SIGNS_FROM;
        String silence = width < NARROW ? RowHeads.SILENT.get(0) : String.join(" ", RowHeads.SILENT);
        double words = Math.max(text.width(silence, text.small), text.width(RowHeads.WIDEST_HINT, text.small));
        double rowHeader = hasWords ? Math.max(widest + FaultPainter.HEADER, words) : widest;
        double room = height - legend.height(width, height);
        // Reserves the width of a fault icon.
        double header = widest + FaultPainter.HEADER;
        MatrixLayout wide = MatrixLayout.of(rows, columns, width, room, rowHeader, header);
        MatrixLayout narrow = MatrixLayout.of(rows, columns, width, room, header, header);
        // Headers have words only if cells have: otherwise the cells get the reserved width.
        return narrow.density() == MatrixLayout.Density.WORDS ? wide : narrow;
    }

    void paint(View view, MatrixLayout layout, Highlights highlights, CellFades fades, double width, double height) {
        gc.clearRect(0, 0, width, height);
        highlight(layout, highlights);
        cells(view, layout, fades);
        columnHeads(view, layout, highlights);
        rowHeads(view, layout, highlights);
        rings(layout, highlights);
        if (layout.rows() == 0 && view.grid().size() > 0) {
            centered(ALL_UP, text.small, palette.of(Tone.MUTED), width / 2, layout.top() + layout.cellHeight() / 2);
        }
        legend.draw(
                layout,
                width,
                height,
                new Legend.Extras(
                        layout.hasMarks() ? view.marks() : Set.of(),
                        view.hasLagging(),
                        view.hasDownForAll(),
                        !view.faults().isEmpty(),
                        !view.disagreement().equals(Disagreement.NONE)));
    }

    private void cells(View view, MatrixLayout layout, CellFades fades) {
        Grid grid = view.grid();
        var painter = new CellPainter(this, layout);
        var faults = new FaultPainter(this, layout);
        boolean isBlank = grid.isBlank();
        int n = grid.size();
        for (int i = 0; i < layout.rows(); i++) {
            for (int j = 0; j < layout.columns(); j++) {
                int row = view.shown().rows().get(i);
                int column = view.shown().columns().get(j);
                double x = layout.x(j);
                double y = layout.y(i);
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

    /** Highlights the rows and columns of found nodes, and those of the hovered cell where cells have no words. */
    private void highlight(MatrixLayout layout, Highlights highlights) {
        gc.setFill(palette.of(Tone.HIGHLIGHT));
        highlights.foundRows().forEach(row -> rowBand(layout, row));
        highlights.foundColumns().forEach(column -> columnBand(layout, column));
        if (layout.density() != MatrixLayout.Density.WORDS) {
            rowBand(layout, highlights.hoveredRow());
            columnBand(layout, highlights.hoveredColumn());
        }
    }

    private void rowBand(MatrixLayout layout, int row) {
        double g = layout.gap();
        if (row >= 0) {
            gc.fillRect(0, layout.y(row) - g, layout.right() + g, layout.cellHeight() + 2 * g);
        }
    }

    private void columnBand(MatrixLayout layout, int column) {
        double g = layout.gap();
        if (column >= 0) {
            gc.fillRect(layout.x(column) - g, 0, layout.cellWidth() + 2 * g, layout.bottom() + g);
        }
    }

    private void columnHeads(View view, MatrixLayout layout, Highlights highlights) {
        var heads = new ColumnHeads(this, layout, view, this::chosen);
        int step = layout.headerStep(layout.cellWidth() + layout.gap(), layout.hasVerticalHeaders() ? 15 : 1);
        for (int i = 0; i < layout.columns(); i++) {
            if (MatrixLayout.isHeadShown(i, step, highlights::isColumnLit)) {
                heads.draw(view.shown().columns().get(i), i);
            }
        }
    }

    private void rowHeads(View view, MatrixLayout layout, Highlights highlights) {
        var heads = new RowHeads(this, layout, view, this::chosen);
        int step = layout.headerStep(layout.cellHeight() + layout.gap(), 15);
        for (int i = 0; i < layout.rows(); i++) {
            if (MatrixLayout.isHeadShown(i, step, highlights::isRowLit)) {
                heads.draw(view.shown().rows().get(i), i, highlights.isRowLit(i));
            }
        }
    }

    /** Draws the ring around the header of a selected node. */
    private void chosen(double x, double middle, double width) {
        gc.setStroke(palette.of(Tone.RING));
        gc.setLineWidth(1.5);
        gc.strokeRoundRect(Math.rint(x) - 5, Math.rint(middle) - 9, Math.rint(width) + 10, 18, 8, 8);
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
