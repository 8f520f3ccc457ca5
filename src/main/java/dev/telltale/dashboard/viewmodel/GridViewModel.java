package dev.telltale.dashboard.viewmodel;

import dev.telltale.dashboard.viewmodel.cell.CellDetails;
import dev.telltale.dashboard.viewmodel.fault.FaultMarks;
import dev.telltale.dashboard.viewmodel.grid.CellRef;
import dev.telltale.dashboard.viewmodel.grid.Grid;
import dev.telltale.dashboard.viewmodel.truth.CorrectnessGrid;
import dev.telltale.dashboard.viewmodel.truth.GroundTruthModel;
import dev.telltale.dashboard.viewmodel.truth.HistoricalView;
import dev.telltale.model.Matrix;
import dev.telltale.time.ClockReading;
import java.time.ZoneId;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/** Who sees whom, the time it is seen at, and the cell that is looked at closely. */
public final class GridViewModel {
    private final ZoneId zone;
    private final MeasureViewModel measure;
    private final ReadOnlyObjectWrapper<Grid> grid;
    private Grid newest;
    private ClockReading newestAt;
    private @Nullable HistoricalView past;
    private final ReadOnlyObjectWrapper<ClockReading> now;
    private final ReadOnlyObjectWrapper<CorrectnessGrid> standings;
    private final ReadOnlyObjectWrapper<FaultMarks> marks = new ReadOnlyObjectWrapper<>(this, "marks", FaultMarks.NONE);
    private final ReadOnlyObjectWrapper<@Nullable CellDetails> details = new ReadOnlyObjectWrapper<>(this, "details");
    private final ObjectProperty<@Nullable CellRef> selected = new SimpleObjectProperty<>(this, "selected");
    private final ObjectProperty<@Nullable CellRef> hovered = new SimpleObjectProperty<>(this, "hovered");

    GridViewModel(Matrix matrix, ClockReading now, ZoneId zone, MeasureViewModel measure) {
        this.zone = zone;
        this.measure = measure;
        newest = new Grid(matrix);
        newestAt = now;
        this.grid = new ReadOnlyObjectWrapper<>(this, "grid", newest);
        this.now = new ReadOnlyObjectWrapper<>(this, "now", now);
        standings = new ReadOnlyObjectWrapper<>(this, "standings", new CorrectnessGrid(grid(), measure.reality(), now));
        selected.addListener((property, before, after) -> refreshDetails());
        hovered.addListener((property, before, after) -> refreshDetails());
    }

    void show(Grid newestGrid, ClockReading at) {
        newest = newestGrid;
        tick(at);
    }

    void tick(ClockReading at) {
        newestAt = at;
        refresh();
    }

    /** Shows the cluster as it was, until it is told null: then as it is. */
    void look(@Nullable HistoricalView atPast) {
        past = atPast;
        refresh();
    }

    private void refresh() {
        now.set(past == null ? newestAt : past.at());
        grid.set(past == null ? newest : past.grid());
        standings.set(new CorrectnessGrid(grid(), reality(), now()));
        marks.set(reality().marks());
        measure.tick(reality(), grid(), now());
        refreshDetails();
    }

    private GroundTruthModel reality() {
        return past == null ? measure.reality() : past.reality();
    }

    private void refreshDetails() {
        CellRef looked = hovered.get() != null ? hovered.get() : selected.get();
        details.set(looked == null ? null : detailsOf(looked));
    }

    /** What is known of the cell now, or null if there is no such cell. */
    public @Nullable CellDetails detailsOf(CellRef cell) {
        int observer = grid().place(cell.observer());
        int subject = grid().place(cell.subject());
        return observer < 0 || subject < 0 ? null : CellDetails.of(grid(), observer, subject, reality(), now(), zone);
    }

    /** As it is, whatever is shown: what acts, acts on this. */
    Grid newest() {
        return newest;
    }

    /** What is shown instead of the present, or null. */
    @Nullable
    HistoricalView past() {
        return past;
    }

    /** What is shown: as it is, or as it was. */
    public Grid grid() {
        return grid.get();
    }

    public ReadOnlyObjectProperty<Grid> gridProperty() {
        return grid.getReadOnlyProperty();
    }

    /** What every belief is worth against the truth, now. */
    public ReadOnlyObjectProperty<CorrectnessGrid> standingsProperty() {
        return standings.getReadOnlyProperty();
    }

    /** What is broken on purpose, or was then. */
    public ReadOnlyObjectProperty<FaultMarks> marksProperty() {
        return marks.getReadOnlyProperty();
    }

    public ClockReading now() {
        return now.get();
    }

    /** The moment that all ages are told for; it moves on while nothing arrives. */
    public ReadOnlyObjectProperty<ClockReading> nowProperty() {
        return now.getReadOnlyProperty();
    }

    /** The cell of the keyboard and of the last click; null before either. */
    public ObjectProperty<@Nullable CellRef> selectedProperty() {
        return selected;
    }

    /** The cell under the pointer, or null. */
    public ObjectProperty<@Nullable CellRef> hoveredProperty() {
        return hovered;
    }

    /** Of the hovered cell, else of the selected one, else null. */
    public ReadOnlyObjectProperty<@Nullable CellDetails> detailsProperty() {
        return details.getReadOnlyProperty();
    }
}
