package dev.telltale.dashboard.matrix;

import dev.telltale.dashboard.canvas.PaintedRegion;
import dev.telltale.dashboard.viewmodel.GridViewModel;
import dev.telltale.dashboard.viewmodel.PanelViewModel;
import dev.telltale.dashboard.viewmodel.fault.FaultMarks;
import dev.telltale.dashboard.viewmodel.grid.CellLabel;
import dev.telltale.dashboard.viewmodel.grid.CellRef;
import dev.telltale.dashboard.viewmodel.grid.CellState;
import dev.telltale.dashboard.viewmodel.grid.Grid;
import dev.telltale.dashboard.viewmodel.grid.ShownNodes;
import dev.telltale.dashboard.viewmodel.truth.CorrectnessGrid;
import dev.telltale.diagnosis.Disagreement;
import dev.telltale.model.NodeId;
import dev.telltale.text.ShortNames;
import dev.telltale.time.ClockReading;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javafx.animation.AnimationTimer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
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
    private final ShortNames names;
    private final MatrixPointer pointer;
    private MatrixPlaces places;
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

    public MatrixCanvas(PanelViewModel panel) {
        model = panel.grid();
        truthMarks = panel.measure().marksProperty();
        faults = model.marksProperty();
        chosen = panel.selection().chosenProperty();
        disagreement = panel.situation().disagreementProperty();
        painted = model.now();
        names = ShortNames.of(model.grid().nodes().stream().map(NodeId::value).toList());
        pointer = new MatrixPointer(this, model);
        places = new MatrixPlaces(
                MatrixLayout.of(0, 0, 0, 0, 0, 0),
                model.grid(),
                model.shownProperty().get());
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
        model.shownProperty().addListener((property, before, after) -> repaint());
        model.search().foundProperty().addListener((property, before, after) -> repaint());
        model.nowProperty().addListener((property, before, after) -> timePassed(after));
        model.detailsProperty().addListener((property, before, after) -> describeSelected());
        model.hoveredProperty().addListener((property, before, after) -> repaint());
        model.selectedProperty().addListener((property, before, after) -> {
            describeSelected();
            repaint();
        });
        focusedProperty().addListener((property, before, after) -> focusChanged(after));
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
        ShownNodes shown = model.shownProperty().get();
        MatrixLayout layout = painter.layout(grid, shown, width, height);
        places = new MatrixPlaces(layout, grid, shown);
        if (width >= 1 && height >= 1 && !isMinimised()) {
            CorrectnessGrid correctness =
                    truthMarks.get() ? model.correctnessProperty().get() : null;
            painter.paint(
                    new MatrixPainter.View(
                            grid,
                            shown,
                            names,
                            correctness,
                            faults.get(),
                            chosen.get(),
                            disagreement.get(),
                            model.now()),
                    layout,
                    highlights(),
                    fades,
                    width,
                    height);
            painted = model.now();
            paintCount++;
        }
    }

    private MatrixPainter.Highlights highlights() {
        CellRef selected = model.selectedProperty().get();
        List<NodeId> found = model.search().foundProperty().get();
        return new MatrixPainter.Highlights(
                places.rowOf(selected == null ? null : selected.observer()),
                places.columnOf(selected == null ? null : selected.subject()),
                isFocused(),
                places.rowOf(pointer.observer()),
                places.columnOf(pointer.subject()),
                found.stream().map(places::rowOf).toList(),
                found.stream().map(places::columnOf).toList());
    }

    /** Where the cells and headers of the last layout pass are. */
    MatrixPlaces places() {
        return places;
    }

    /** The selected cell; null if there is none or it is hidden. */
    @Nullable
    CellRef selectedCell() {
        CellRef selected = model.selectedProperty().get();
        return selected == null || !places.isShown(selected) ? null : selected;
    }

    private void pressed(MouseEvent event) {
        requestFocus();
        MatrixPlaces.Spot spot = places.spotAt(event.getX(), event.getY());
        if (spot != null && spot.cell() != null) {
            model.selectedProperty().set(spot.cell());
        }
    }

    private void focusChanged(boolean isFocused) {
        List<NodeId> nodes = model.grid().nodes();
        if (isFocused && model.selectedProperty().get() == null && !nodes.isEmpty()) {
            model.selectedProperty().set(new CellRef(nodes.get(0), nodes.get(Math.min(1, nodes.size() - 1))));
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

    /** The text of the tooltip of the cell or header under the pointer; empty for none. */
    public String pointerWords() {
        return pointer.words();
    }

    /** Whether the cells show their statuses in words. */
    boolean hasWords() {
        return places.layout().density() == MatrixLayout.Density.WORDS;
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

    /** The bounds of the cell, which must be shown, in this region, in pixels. */
    public Bounds cellBounds(CellRef cell) {
        return places.bounds(cell);
    }
}
