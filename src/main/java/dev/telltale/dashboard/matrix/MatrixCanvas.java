package dev.telltale.dashboard.matrix;

import dev.telltale.dashboard.kit.PaintedRegion;
import dev.telltale.dashboard.viewmodel.GridViewModel;
import dev.telltale.dashboard.viewmodel.PanelViewModel;
import dev.telltale.dashboard.viewmodel.fault.FaultMarks;
import dev.telltale.dashboard.viewmodel.grid.CellLabel;
import dev.telltale.dashboard.viewmodel.grid.CellRef;
import dev.telltale.dashboard.viewmodel.grid.CellState;
import dev.telltale.dashboard.viewmodel.grid.Grid;
import dev.telltale.dashboard.viewmodel.truth.CorrectnessGrid;
import dev.telltale.diagnosis.Disagreement;
import dev.telltale.model.NodeId;
import dev.telltale.time.ClockReading;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javafx.animation.AnimationTimer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import org.jspecify.annotations.Nullable;

/**
 * The grid of observers and subjects, on one canvas. Repaints at most once a frame, and only when the grid, the time,
 * the size, the theme, the focus or the hovered cell has changed. FX thread only.
 */
public final class MatrixCanvas extends PaintedRegion {
    private static final long AGES_NANOS = TimeUnit.MILLISECONDS.toNanos(900);

    private final GridViewModel model;
    private final ReadOnlyBooleanProperty truthMarks;
    private final ReadOnlyObjectProperty<FaultMarks> faults;
    private final ReadOnlyObjectProperty<Set<NodeId>> chosen;
    private final ReadOnlyObjectProperty<Disagreement> disagreement;
    private final Canvas canvas = new Canvas();
    private final MatrixPainter painter = new MatrixPainter(canvas.getGraphicsContext2D(), palette());
    private final CellFades fades = new CellFades();
    private final BooleanProperty reduceMotion = new SimpleBooleanProperty(this, "reduceMotion");
    private MatrixLayout layout = MatrixLayout.of(0, 0, 0, 0, 0);
    private ClockReading painted;
    private long paintCount;

    private final AnimationTimer fading = new AnimationTimer() {
        @Override
        public void handle(long frameNanos) {
            fades.frame(frameNanos);
            if (fades.isDone()) {
                stop();
            }
            repaint();
        }
    };

    /** A cell, a row header (no subject) or a column header (no observer). */
    record Spot(@Nullable NodeId observer, @Nullable NodeId subject) {}

    public MatrixCanvas(PanelViewModel panel) {
        model = panel.grid();
        truthMarks = panel.measure().marksProperty();
        faults = model.marksProperty();
        chosen = panel.selection().chosenProperty();
        disagreement = panel.situation().disagreementProperty();
        painted = model.now();
        setId("matrix");
        getStyleClass().add("matrix");
        getChildren().add(canvas);
        setFocusTraversable(true);
        setMinSize(0, 0);
        setAccessibleRole(AccessibleRole.TEXT);
        setAccessibleRoleDescription("grid of observers and subjects");
        setAccessibleHelp("Arrow keys move from cell to cell.");
        describeSelected();
        listen();
    }

    private void listen() {
        model.gridProperty().addListener((property, before, after) -> gridChanged(before, after));
        model.correctnessProperty().addListener((property, before, after) -> {
            if (!after.equals(before)) {
                repaint();
            }
        });
        truthMarks.addListener((property, before, after) -> repaint());
        faults.addListener((property, before, after) -> repaint());
        chosen.addListener((property, before, after) -> repaint());
        disagreement.addListener((property, before, after) -> repaint());
        model.nowProperty().addListener((property, before, after) -> timePassed(after));
        model.detailsProperty().addListener((property, before, after) -> describeSelected());
        model.hoveredProperty().addListener((property, before, after) -> repaint());
        model.selectedProperty().addListener((property, before, after) -> {
            describeSelected();
            repaint();
        });
        focusedProperty().addListener((property, before, after) -> focusChanged(after));
        addEventHandler(
                MouseEvent.MOUSE_MOVED, event -> model.hoveredProperty().set(cellAt(event.getX(), event.getY())));
        addEventHandler(
                MouseEvent.MOUSE_EXITED, event -> model.hoveredProperty().set(null));
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
        addEventHandler(KeyEvent.KEY_PRESSED, new MatrixKeys(model)::pressed);
    }

    private void gridChanged(Grid before, Grid after) {
        if (!reduceMotion.get()) {
            fades.begin(before, after);
            if (!fades.isDone()) {
                fading.start();
            }
        }
        describeSelected();
        if (!after.hasSameStates(before)) {
            repaint();
        }
    }

    /** Repaints once a second for the ages: most responses, many times a second, change nothing else. */
    private void timePassed(ClockReading now) {
        if (now.nanosSince(painted) >= AGES_NANOS || now.nanosSince(painted) < 0) {
            repaint();
        }
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double height = getHeight();
        fit(canvas);
        Grid grid = model.grid();
        layout = painter.layout(grid, width, height);
        if (width >= 1 && height >= 1 && !isMinimised()) {
            CorrectnessGrid correctness =
                    truthMarks.get() ? model.correctnessProperty().get() : null;
            painter.paint(
                    new MatrixPainter.View(
                            grid, correctness, faults.get(), chosen.get(), disagreement.get(), model.now()),
                    layout,
                    highlights(grid),
                    fades,
                    width,
                    height);
            painted = model.now();
            paintCount++;
        }
    }

    private MatrixPainter.Highlights highlights(Grid grid) {
        CellRef selected = model.selectedProperty().get();
        CellRef hovered = model.hoveredProperty().get();
        return new MatrixPainter.Highlights(
                selected == null ? -1 : grid.indexOf(selected.observer()),
                selected == null ? -1 : grid.indexOf(selected.subject()),
                isFocused(),
                hovered == null ? -1 : grid.indexOf(hovered.observer()),
                hovered == null ? -1 : grid.indexOf(hovered.subject()));
    }

    private @Nullable CellRef cellAt(double x, double y) {
        int row = layout.rowAt(y);
        int column = layout.columnAt(x);
        return row < 0 || column < 0 ? null : cell(row, column);
    }

    /** The cell or header at this position; null if there is none. */
    @Nullable
    Spot spotAt(double x, double y) {
        int row = layout.rowAt(y);
        int column = layout.columnAt(x);
        boolean isOnHead = (row >= 0 && x < layout.x(0)) || (column >= 0 && y < layout.y(0));
        if ((row < 0 || column < 0) && !isOnHead) {
            return null;
        }
        List<NodeId> nodes = model.grid().nodes();
        return new Spot(row < 0 ? null : nodes.get(row), column < 0 ? null : nodes.get(column));
    }

    @Nullable
    CellRef selectedCell() {
        return model.selectedProperty().get();
    }

    private CellRef cell(int row, int column) {
        List<NodeId> nodes = model.grid().nodes();
        return new CellRef(nodes.get(row), nodes.get(column));
    }

    private void pressed(MouseEvent event) {
        requestFocus();
        CellRef cell = cellAt(event.getX(), event.getY());
        if (cell != null) {
            model.selectedProperty().set(cell);
        }
    }

    private void focusChanged(boolean isFocused) {
        if (isFocused && model.selectedProperty().get() == null && model.grid().size() > 0) {
            model.selectedProperty().set(cell(0, Math.min(1, model.grid().size() - 1)));
        }
        repaint();
    }

    private void describeSelected() {
        CellRef selected = model.selectedProperty().get();
        setAccessibleText(selected == null ? "Who sees whom" : CellLabel.spoken(model.grid(), selected, model.now()));
    }

    /** Whether changed cells take their new colour at once, without fading. */
    public BooleanProperty reduceMotionProperty() {
        return reduceMotion;
    }

    /** How often the canvas was painted; for tests. */
    public long paintCount() {
        return paintCount;
    }

    /** The state that the cell shows. */
    public CellState cellState(CellRef cell) {
        return model.grid()
                .state(model.grid().indexOf(cell.observer()), model.grid().indexOf(cell.subject()));
    }

    /** The full text of the cell, such as "✕ down · refused · 4 s ago", even if the cell is too small for it. */
    public String cellText(CellRef cell) {
        Grid grid = model.grid();
        CellLabel label = CellLabel.of(grid, grid.indexOf(cell.observer()), grid.indexOf(cell.subject()), model.now());
        String words = label.state().signAndWord();
        return label.print().isEmpty() ? words : words + " · " + label.oneLine();
    }

    /** The shown mark of a right, late or false status; empty for none. */
    public String cellMark(CellRef cell) {
        Grid grid = model.grid();
        return truthMarks.get()
                ? model.correctnessProperty().get().mark(grid.indexOf(cell.observer()), grid.indexOf(cell.subject()))
                : "";
    }

    /** Whether the cell has the mark of observers that contradict each other. */
    public boolean isDisputed(CellRef cell) {
        return MatrixPainter.isDisputed(disagreement.get(), cell.observer(), cell.subject());
    }

    /** The text of the fault that is active on the link of the cell; empty for none. */
    public String cellFault(CellRef cell) {
        return faults.get().ofCell(cell.observer(), cell.subject());
    }

    /** The bounds of the cell in this region, in pixels. */
    public Bounds cellBounds(CellRef cell) {
        int row = model.grid().indexOf(cell.observer());
        int column = model.grid().indexOf(cell.subject());
        return new BoundingBox(layout.x(column), layout.y(row), layout.cellWidth(), layout.cellHeight());
    }
}
