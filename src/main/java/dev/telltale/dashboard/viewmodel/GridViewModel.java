package dev.telltale.dashboard.viewmodel;

import dev.telltale.dashboard.viewmodel.MeasureViewModel.MeasuredGrid;
import dev.telltale.dashboard.viewmodel.cell.CellDetails;
import dev.telltale.dashboard.viewmodel.fault.FaultMarks;
import dev.telltale.dashboard.viewmodel.grid.CellRef;
import dev.telltale.dashboard.viewmodel.grid.Grid;
import dev.telltale.dashboard.viewmodel.grid.NodeSearch;
import dev.telltale.dashboard.viewmodel.grid.ShownNodes;
import dev.telltale.dashboard.viewmodel.truth.CorrectnessGrid;
import dev.telltale.dashboard.viewmodel.truth.GroundTruthModel;
import dev.telltale.dashboard.viewmodel.truth.HistoricalView;
import dev.telltale.model.Matrix;
import dev.telltale.time.ClockReading;
import java.time.ZoneId;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/** The shown grid of statuses, its instant (present or past), and the selected and hovered cell. */
public final class GridViewModel {
    private final ZoneId zone;
    private final MeasureViewModel measure;
    private final ReadOnlyObjectWrapper<Grid> grid;
    private Grid present;
    private ClockReading presentAt;
    private @Nullable HistoricalView past;
    private final ReadOnlyObjectWrapper<ClockReading> now;
    private final ReadOnlyObjectWrapper<CorrectnessGrid> correctness;
    private final ReadOnlyObjectWrapper<FaultMarks> marks = new ReadOnlyObjectWrapper<>(this, "marks", FaultMarks.NONE);
    private final ReadOnlyObjectWrapper<@Nullable CellDetails> details = new ReadOnlyObjectWrapper<>(this, "details");
    private final BooleanProperty onlyTrouble = new SimpleBooleanProperty(this, "onlyTrouble");
    private final ReadOnlyObjectWrapper<ShownNodes> shown;
    private final NodeSearch search;
    private final ObjectProperty<@Nullable CellRef> selected = new SimpleObjectProperty<>(this, "selected");
    private final ObjectProperty<@Nullable CellRef> hovered = new SimpleObjectProperty<>(this, "hovered");

    GridViewModel(Matrix matrix, ClockReading now, ZoneId zone, MeasureViewModel measure) {
        this.zone = zone;
        this.measure = measure;
        present = new Grid(matrix);
        presentAt = now;
        this.grid = new ReadOnlyObjectWrapper<>(this, "grid", present);
        this.now = new ReadOnlyObjectWrapper<>(this, "now", now);
        correctness = new ReadOnlyObjectWrapper<>(
                this, "correctness", new CorrectnessGrid(grid(), measure.groundTruth(), now));
        shown = new ReadOnlyObjectWrapper<>(this, "shown", ShownNodes.all(present));
        search = new NodeSearch(() -> grid().nodes());
        onlyTrouble.addListener((property, before, after) -> refreshShown());
        search.foundProperty().addListener((property, before, after) -> refreshShown());
        selected.addListener((property, before, after) -> refreshDetails());
        hovered.addListener((property, before, after) -> refreshDetails());
    }

    /** Shows the grid of the present, unless the past is shown. */
    void show(MeasuredGrid newest, ClockReading at) {
        present = newest.grid();
        tick(at);
    }

    /** Updates only what depends on the time. */
    void tick(ClockReading at) {
        presentAt = at;
        refresh();
    }

    /** Shows a past instant, or the present again for null. */
    void showPast(@Nullable HistoricalView atPast) {
        past = atPast;
        refresh();
    }

    private void refresh() {
        now.set(past == null ? presentAt : past.at());
        grid.set(past == null ? present : past.grid());
        correctness.set(new CorrectnessGrid(grid(), groundTruth(), now()));
        marks.set(groundTruth().marks());
        measure.tick(groundTruth(), grid(), now());
        refreshShown();
        refreshDetails();
    }

    private void refreshShown() {
        shown.set(
                onlyTrouble.get()
                        ? ShownNodes.withTrouble(grid(), search.foundProperty().get())
                        : ShownNodes.all(grid()));
    }

    private GroundTruthModel groundTruth() {
        return past == null ? measure.groundTruth() : past.groundTruth();
    }

    private void refreshDetails() {
        CellRef shown = hovered.get() != null ? hovered.get() : selected.get();
        details.set(shown == null ? null : detailsOf(shown));
    }

    /** The details of the cell at the shown instant; null if a node is unknown. */
    public @Nullable CellDetails detailsOf(CellRef cell) {
        int observer = grid().indexOf(cell.observer());
        int subject = grid().indexOf(cell.subject());
        return observer < 0 || subject < 0
                ? null
                : CellDetails.of(grid(), observer, subject, groundTruth(), now(), zone);
    }

    /** The shown details as text, for the clipboard; empty if there are none. */
    public String detailsText() {
        CellDetails shown = details.get();
        return shown == null ? "" : shown.text();
    }

    /** The grid of the present, also while the past is shown; commands act on it. */
    Grid present() {
        return present;
    }

    /** The newest time, also while the past is shown. */
    ClockReading presentAt() {
        return presentAt;
    }

    /** The past that is shown, or null for the present. */
    @Nullable
    HistoricalView past() {
        return past;
    }

    /** The shown grid, of the present or the past. */
    public Grid grid() {
        return grid.get();
    }

    public ReadOnlyObjectProperty<Grid> gridProperty() {
        return grid.getReadOnlyProperty();
    }

    /** Whether each status of the shown grid matches the ground truth. */
    public ReadOnlyObjectProperty<CorrectnessGrid> correctnessProperty() {
        return correctness.getReadOnlyProperty();
    }

    /** The faults that are active at the shown instant. */
    public ReadOnlyObjectProperty<FaultMarks> marksProperty() {
        return marks.getReadOnlyProperty();
    }

    public ClockReading now() {
        return now.get();
    }

    /** The shown instant, to which all ages refer; advances also if no report arrives. */
    public ReadOnlyObjectProperty<ClockReading> nowProperty() {
        return now.getReadOnlyProperty();
    }

    /** Whether rows and columns in which every cell is up are hidden; found nodes are shown all the same. */
    public BooleanProperty onlyTroubleProperty() {
        return onlyTrouble;
    }

    /** The shown rows and columns of the grid. */
    public ReadOnlyObjectProperty<ShownNodes> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    /** The search for nodes of the grid. */
    public NodeSearch search() {
        return search;
    }

    /** The cell selected by keyboard or click; null at first. */
    public ObjectProperty<@Nullable CellRef> selectedProperty() {
        return selected;
    }

    /** The cell under the pointer, or null. */
    public ObjectProperty<@Nullable CellRef> hoveredProperty() {
        return hovered;
    }

    /** Details of the hovered cell, else of the selected one; else null. */
    public ReadOnlyObjectProperty<@Nullable CellDetails> detailsProperty() {
        return details.getReadOnlyProperty();
    }
}
