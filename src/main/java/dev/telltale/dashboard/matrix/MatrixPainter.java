package dev.telltale.dashboard.matrix;

import dev.telltale.dashboard.kit.CanvasText;
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

/** Paints the whole matrix: heads, cells, rings and the legend. */
final class MatrixPainter {
    private static final double WIDEST_HEAD = 150;
    private static final double NARROW = 460;

    private final GraphicsContext on;
    private final Palette palette;
    private final CanvasText text = new CanvasText();
    private final Legend legend;

    /** What there is to be seen; no standings if cells shall not show what they are worth. */
    record Sight(
            Grid grid,
            @Nullable CorrectnessGrid standings,
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

        /** Alone a chosen node is shown by its tile. */
        boolean isChosen(NodeId node) {
            return chosen.size() > 1 && chosen.contains(node);
        }

        String mark(int row, int column) {
            return standings == null ? "" : standings.mark(row, column);
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

    /** What is drawn over the cells; -1 for none. */
    record Marks(int selectedRow, int selectedColumn, boolean isFocused, int hoveredRow, int hoveredColumn) {
        boolean isLit(int row, int column) {
            return (row >= 0 && row == hoveredRow) || (column >= 0 && column == hoveredColumn);
        }
    }

    MatrixPainter(GraphicsContext on, Palette palette) {
        this.on = on;
        this.palette = palette;
        legend = new Legend(on, palette, text);
    }

    MatrixLayout layout(Grid grid, double width, double height) {
        double widest = 0;
        for (var node : grid.nodes()) {
            widest = Math.max(widest, text.width(node.value(), text.head));
        }
        widest = Math.min(widest, WIDEST_HEAD);
        // The words of a silent row are kept room for, so that nothing jumps when one falls silent.
        boolean hasWords = grid.size() < MatrixLayout.SIGNS_FROM;
        String silence = width < NARROW ? RowHeads.SILENT.get(0) : String.join(" ", RowHeads.SILENT);
        double words = Math.max(text.width(silence, text.small), text.width(RowHeads.WIDEST_HEALTH, text.small));
        double rowHead = hasWords ? Math.max(widest + FaultPainter.HEAD, words) : widest;
        double room = height - legend.height(width, height);
        // So is the room of a bolt.
        double head = widest + FaultPainter.HEAD;
        MatrixLayout wide = MatrixLayout.of(grid.size(), width, room, rowHead, head);
        MatrixLayout narrow = MatrixLayout.of(grid.size(), width, room, head, head);
        // Heads bear words only where cells do: room that is kept for nothing goes to the cells.
        return narrow.density() == MatrixLayout.Density.WORDS ? wide : narrow;
    }

    void paint(Sight sight, MatrixLayout layout, Marks marks, CellFades fades, double width, double height) {
        on.clearRect(0, 0, width, height);
        if (layout.density() != MatrixLayout.Density.WORDS) {
            bands(layout, marks);
        }
        cells(sight, layout, fades);
        columnHeads(sight, layout, marks);
        rowHeads(sight, layout, marks);
        rings(layout, marks);
        legend.draw(
                layout,
                width,
                height,
                new Legend.Extras(
                        sight.standings() != null && layout.hasMarks(),
                        sight.hasHollow(),
                        !sight.faults().isEmpty(),
                        !sight.disagreement().equals(Disagreement.NONE)));
    }

    private void cells(Sight sight, MatrixLayout layout, CellFades fades) {
        Grid grid = sight.grid();
        var painter = new CellPainter(on, palette, text, layout);
        var faults = new FaultPainter(on, palette, text, layout);
        boolean isBlank = grid.isBlank();
        int n = grid.size();
        for (int row = 0; row < n; row++) {
            for (int column = 0; column < n; column++) {
                double x = layout.x(column);
                double y = layout.y(row);
                CellState health = grid.health(row, column);
                painter.ground(health, x, y, isBlank, grid.isHollow(row, column));
                CellState from = fades.from(row * n + column);
                if (from != null) {
                    painter.fading(from, fades.left(row * n + column), x, y);
                }
                String fault = sight.fault(row, column);
                if (layout.density() == MatrixLayout.Density.WORDS) {
                    double room = fault.isEmpty() || FaultPainter.hasWords(layout) ? 0 : FaultPainter.CORNER;
                    painter.words(CellLabel.of(grid, row, column, sight.now()), x, y, isBlank, room);
                } else {
                    painter.sign(health, x, y);
                }
                String mark = sight.mark(row, column);
                painter.mark(mark, x, y);
                if (sight.isDisputed(row, column)) {
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

    private void bands(MatrixLayout layout, Marks marks) {
        on.setFill(palette.of(Tone.LIT));
        double g = layout.gap();
        if (marks.hoveredRow() >= 0) {
            double y = layout.y(marks.hoveredRow()) - g;
            on.fillRect(0, y, layout.right() + g, layout.cellHeight() + 2 * g);
        }
        if (marks.hoveredColumn() >= 0) {
            double x = layout.x(marks.hoveredColumn()) - g;
            on.fillRect(x, 0, layout.cellWidth() + 2 * g, layout.bottom() + g);
        }
    }

    private void columnHeads(Sight sight, MatrixLayout layout, Marks marks) {
        Grid grid = sight.grid();
        int step = layout.headStep(layout.cellWidth() + layout.gap(), layout.hasTurnedHeads() ? 15 : 1);
        for (int column = 0; column < grid.size(); column++) {
            if (!isHeadShown(column, step, marks.hoveredColumn())) {
                continue;
            }
            boolean isDown = CellState.DOWN == agreed(grid, column);
            Color color = palette.of(isDown ? Tone.DOWN_SIGN : Tone.TEXT);
            double middle = layout.x(column) + layout.cellWidth() / 2;
            NodeId node = grid.nodes().get(column);
            head(
                    node.value(),
                    color,
                    layout,
                    middle,
                    sight.isChosen(node),
                    sight.faults().isOnColumn(node));
        }
    }

    private void head(
            String name, Color color, MatrixLayout layout, double middle, boolean isChosen, boolean isBroken) {
        var faults = new FaultPainter(on, palette, text, layout);
        if (!layout.hasTurnedHeads()) {
            String fit = text.fit(name, text.head, layout.cellWidth() + layout.gap() - 4);
            double width = text.width(fit, text.head);
            if (isChosen) {
                chosen(middle - width / 2, layout.top() - 17, width);
            }
            if (isBroken) {
                faults.head(middle - width / 2, layout.top() - 17);
            }
            CanvasText.draw(on, fit, text.head, color, TextAlignment.CENTER, VPos.BASELINE, middle, layout.top() - 13);
            return;
        }
        on.save();
        on.translate(middle, layout.top() - 8);
        on.rotate(-90);
        double room = isBroken ? 12 : 0;
        String fit = text.fit(name, text.head, layout.top() - 10 - room);
        if (isChosen) {
            chosen(room, 0, text.width(fit, text.head));
        }
        if (isBroken) {
            faults.head(room, 0);
        }
        CanvasText.draw(on, fit, text.head, color, TextAlignment.LEFT, VPos.CENTER, room, 0);
        on.restore();
    }

    /** Behind the head of a node that is chosen with others. */
    private void chosen(double x, double middle, double width) {
        on.setStroke(palette.of(Tone.RING));
        on.setLineWidth(1.5);
        on.strokeRoundRect(Math.rint(x) - 5, Math.rint(middle) - 9, Math.rint(width) + 10, 18, 8, 8);
    }

    /** Every so many-th head, and that of the hovered cell, which pushes aside those that it would touch. */
    private static boolean isHeadShown(int index, int step, int hovered) {
        if (index == hovered) {
            return true;
        }
        boolean isFree = hovered < 0 || Math.abs(index - hovered) >= step;
        return index % step == 0 && isFree;
    }

    private static @Nullable CellState agreed(Grid grid, int column) {
        List<CellState> held = grid.heldOf(column);
        return held.isEmpty() || held.stream().distinct().count() > 1 ? null : held.get(0);
    }

    private void rowHeads(Sight sight, MatrixLayout layout, Marks marks) {
        Grid grid = sight.grid();
        var heads = new RowHeads(on, palette, text, layout, sight, this::chosen);
        int step = layout.headStep(layout.cellHeight() + layout.gap(), 15);
        for (int row = 0; row < grid.size(); row++) {
            if (isHeadShown(row, step, marks.hoveredRow())) {
                heads.draw(row, marks.isLit(row, -1));
            }
        }
    }

    private void rings(MatrixLayout layout, Marks marks) {
        double out = Math.min(3, layout.gap() / 2 + 1);
        if (marks.hoveredRow() >= 0 && marks.hoveredColumn() >= 0) {
            on.setStroke(palette.of(Tone.MUTED));
            on.setLineWidth(1);
            ring(layout, marks.hoveredRow(), marks.hoveredColumn(), 0.5);
        }
        if (marks.selectedRow() >= 0 && marks.selectedColumn() >= 0) {
            on.setStroke(palette.of(Tone.RING));
            on.setLineWidth(marks.isFocused() ? 2.5 : 1.5);
            ring(layout, marks.selectedRow(), marks.selectedColumn(), out);
        }
    }

    private void ring(MatrixLayout layout, int row, int column, double out) {
        double arc = layout.density() == MatrixLayout.Density.WORDS ? 18 : 4;
        on.strokeRoundRect(
                layout.x(column) - out,
                layout.y(row) - out,
                layout.cellWidth() + 2 * out,
                layout.cellHeight() + 2 * out,
                arc,
                arc);
    }
}
