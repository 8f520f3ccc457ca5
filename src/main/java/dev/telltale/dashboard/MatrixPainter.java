package dev.telltale.dashboard;

import dev.telltale.dashboard.Palette.Tone;
import dev.telltale.dashboard.viewmodel.CellFace;
import dev.telltale.dashboard.viewmodel.Grid;
import dev.telltale.dashboard.viewmodel.Health;
import dev.telltale.model.Moment;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/** Paints the whole matrix: heads, cells, rings and the legend. */
final class MatrixPainter {
    private static final double WIDEST_HEAD = 150;
    private static final double NARROW = 460;
    private static final List<String> SILENT = List.of("does not", "answer");
    private static final String SILENT_ON_ONE_LINE = String.join(" ", SILENT);
    private static final List<Health> LEGEND = List.of(Health.UP, Health.SUSPECT, Health.DOWN, Health.NO_ANSWER);

    private final GraphicsContext on;
    private final Palette palette;
    private final CanvasText text = new CanvasText();

    /** What is drawn over the cells; -1 for none. */
    record Marks(int selectedRow, int selectedColumn, boolean isFocused, int hoveredRow, int hoveredColumn) {
        boolean isLit(int row, int column) {
            return (row >= 0 && row == hoveredRow) || (column >= 0 && column == hoveredColumn);
        }
    }

    MatrixPainter(GraphicsContext on, Palette palette) {
        this.on = on;
        this.palette = palette;
    }

    MatrixLayout layout(Grid grid, double width, double height) {
        double widest = 0;
        for (var node : grid.nodes()) {
            widest = Math.max(widest, text.width(node.value(), text.head));
        }
        widest = Math.min(widest, WIDEST_HEAD);
        // The words of a silent row are kept room for, so that nothing jumps when one falls silent.
        boolean hasWords = grid.size() < MatrixLayout.SIGNS_FROM;
        double silence = text.width(width < NARROW ? SILENT.get(0) : SILENT_ON_ONE_LINE, text.small);
        double rowHead = hasWords ? Math.max(widest, silence) : widest;
        return MatrixLayout.of(grid.size(), width, height, rowHead, widest);
    }

    void paint(Grid grid, Moment now, MatrixLayout layout, Marks marks, CellFades fades, double width, double height) {
        on.clearRect(0, 0, width, height);
        if (layout.density() != MatrixLayout.Density.WORDS) {
            bands(layout, marks);
        }
        cells(grid, now, layout, fades);
        columnHeads(grid, layout, marks);
        rowHeads(grid, layout, marks);
        rings(layout, marks);
        legend(layout);
    }

    private void cells(Grid grid, Moment now, MatrixLayout layout, CellFades fades) {
        var painter = new CellPainter(on, palette, text, layout);
        boolean isBlank = grid.isBlank();
        int n = grid.size();
        for (int row = 0; row < n; row++) {
            for (int column = 0; column < n; column++) {
                double x = layout.x(column);
                double y = layout.y(row);
                Health health = grid.health(row, column);
                painter.ground(health, x, y, isBlank);
                Health from = fades.from(row * n + column);
                if (from != null) {
                    painter.fading(from, fades.left(row * n + column), x, y);
                }
                if (layout.density() == MatrixLayout.Density.WORDS) {
                    painter.words(CellFace.of(grid, row, column, now), x, y, isBlank);
                } else {
                    painter.sign(health, x, y);
                }
            }
        }
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

    private void columnHeads(Grid grid, MatrixLayout layout, Marks marks) {
        int step = layout.headStep(layout.cellWidth() + layout.gap(), layout.hasTurnedHeads() ? 15 : 1);
        for (int column = 0; column < grid.size(); column++) {
            if (!isHeadShown(column, step, marks.hoveredColumn())) {
                continue;
            }
            boolean isDown = Health.DOWN == agreed(grid, column);
            Color color = palette.of(isDown ? Tone.DOWN_SIGN : Tone.TEXT);
            double middle = layout.x(column) + layout.cellWidth() / 2;
            head(grid.nodes().get(column).value(), color, layout, middle);
        }
    }

    private void head(String name, Color color, MatrixLayout layout, double middle) {
        if (!layout.hasTurnedHeads()) {
            String fit = text.fit(name, text.head, layout.cellWidth() + layout.gap() - 4);
            CanvasText.draw(on, fit, text.head, color, TextAlignment.CENTER, VPos.BASELINE, middle, layout.top() - 13);
            return;
        }
        on.save();
        on.translate(middle, layout.top() - 8);
        on.rotate(-90);
        String fit = text.fit(name, text.head, layout.top() - 10);
        CanvasText.draw(on, fit, text.head, color, TextAlignment.LEFT, VPos.CENTER, 0, 0);
        on.restore();
    }

    /** Every so many-th head, and that of the hovered cell, which pushes aside those that it would touch. */
    private static boolean isHeadShown(int index, int step, int hovered) {
        if (index == hovered) {
            return true;
        }
        boolean isFree = hovered < 0 || Math.abs(index - hovered) >= step;
        return index % step == 0 && isFree;
    }

    private static @Nullable Health agreed(Grid grid, int column) {
        List<Health> held = grid.heldOf(column);
        return held.isEmpty() || held.stream().distinct().count() > 1 ? null : held.get(0);
    }

    private void rowHeads(Grid grid, MatrixLayout layout, Marks marks) {
        double x = layout.left() - 16;
        int step = layout.headStep(layout.cellHeight() + layout.gap(), 15);
        boolean isTwoLines = layout.density() == MatrixLayout.Density.WORDS && layout.cellHeight() >= 34;
        for (int row = 0; row < grid.size(); row++) {
            boolean isLit = marks.isLit(row, -1);
            if (!isHeadShown(row, step, marks.hoveredRow())) {
                continue;
            }
            boolean answers = grid.isAnswering(row);
            double middle = layout.y(row) + layout.cellHeight() / 2;
            Color color = palette.of(answers || isLit || grid.isBlank() ? Tone.TEXT : Tone.MUTED);
            String name = text.fit(grid.nodes().get(row).value(), text.head, layout.left() - 16);
            if (grid.isBlank() || !isTwoLines) {
                right(name, text.head, color, x, middle);
            } else {
                rowHead(name, answers ? sees(grid, row) : SILENT, color, x, middle);
            }
        }
    }

    private void rowHead(String name, List<String> words, Color color, double x, double middle) {
        Color muted = palette.of(Tone.MUTED);
        String oneLine = String.join(" ", words);
        if (text.width(oneLine, text.small) <= x + 2) {
            right(name, text.head, color, x, middle - 8);
            right(oneLine, text.small, muted, x, middle + 9);
        } else {
            right(name, text.head, color, x, middle - 16);
            right(words.get(0), text.small, muted, x, middle + 1);
            right(words.get(1), text.small, muted, x, middle + 16);
        }
    }

    private static List<String> sees(Grid grid, int row) {
        return List.of("sees", grid.seesUp(row) + " of " + (grid.size() - 1));
    }

    private void right(String words, Font font, Color color, double x, double y) {
        CanvasText.draw(on, words, font, color, TextAlignment.RIGHT, VPos.CENTER, x, y);
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

    private void legend(MatrixLayout layout) {
        double x = 0;
        double y = layout.bottom() + 22;
        var painter = new CellPainter(on, palette, text, layout);
        for (Health health : LEGEND) {
            if (layout.density() == MatrixLayout.Density.PATTERNS) {
                painter.pattern(health, x, y - 6, 12, 12);
            } else {
                CanvasText.draw(
                        on, health.sign(), text.head, palette.sign(health), TextAlignment.LEFT, VPos.CENTER, x, y);
            }
            String word = health == Health.NO_ANSWER ? SILENT_ON_ONE_LINE : health.word();
            CanvasText.draw(on, word, text.small, palette.of(Tone.MUTED), TextAlignment.LEFT, VPos.CENTER, x + 18, y);
            x += 18 + text.width(word, text.small) + 20;
        }
    }
}
