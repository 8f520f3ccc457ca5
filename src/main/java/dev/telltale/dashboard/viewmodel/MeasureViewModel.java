package dev.telltale.dashboard.viewmodel;

import dev.telltale.config.ClusterConfig;
import dev.telltale.dashboard.viewmodel.fault.FaultMarks;
import dev.telltale.dashboard.viewmodel.grid.Grid;
import dev.telltale.dashboard.viewmodel.scenario.ScoreSource;
import dev.telltale.dashboard.viewmodel.truth.DetectionTimeText;
import dev.telltale.dashboard.viewmodel.truth.GroundTruthModel;
import dev.telltale.faultinjection.FaultControl;
import dev.telltale.groundtruth.Incidents;
import dev.telltale.launcher.ProcessControl;
import dev.telltale.time.ClockReading;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;

/** The detection times of the newest failure, and whether cells show correctness marks. */
public final class MeasureViewModel {
    private final ProcessControl control;
    private final FaultControl faultControl;
    private final ScoreSource scores;
    private final GroundTruthModel groundTruth;
    private Incidents incidents = Incidents.NONE;
    private final ReadOnlyStringWrapper detectionText = new ReadOnlyStringWrapper(this, "detectionText", "");
    private final BooleanProperty marks = new SimpleBooleanProperty(this, "marks", true);

    MeasureViewModel(ClusterConfig config, ProcessControl control, FaultControl faultControl) {
        this.control = control;
        this.faultControl = faultControl;
        scores = new ScoreSource(config, control, faultControl);
        groundTruth = new GroundTruthModel(config);
    }

    /**
     * A grid up to whose time the ground truth is known. Only {@link #update} makes one, so no grid is shown, and compared
     * with the ground truth, before that is updated.
     */
    static final class MeasuredGrid {
        private final Grid grid;

        private MeasuredGrid(Grid grid) {
            this.grid = grid;
        }

        Grid grid() {
            return grid;
        }
    }

    /** Updates the ground truth for the grid of the present. */
    MeasuredGrid update(Grid grid, FaultMarks marks) {
        groundTruth.setMarks(marks);
        incidents = new Incidents(control.processEvents(), faultControl.intervals());
        groundTruth.update(incidents, control.processes(), grid);
        return new MeasuredGrid(grid);
    }

    /** Adds what was recorded before this session to the ground truth of the past. */
    public void showPast(Incidents recorded) {
        groundTruth.setPast(recorded);
    }

    /** Updates the detection times from the ground truth at the time of the shown grid. */
    void tick(GroundTruthModel shown, Grid grid, ClockReading now) {
        detectionText.set(DetectionTimeText.of(shown, grid, now));
    }

    /** The quality of service measured over the whole run. */
    public ScoreSource scores() {
        return scores;
    }

    /** What was done up to the last update. */
    Incidents incidents() {
        return incidents;
    }

    GroundTruthModel groundTruth() {
        return groundTruth;
    }

    /** "detected after 12 ms (node1) and 19 ms (node3)", "node3: 1.2 s …"; empty during no outage. */
    public ReadOnlyStringProperty detectionTextProperty() {
        return detectionText.getReadOnlyProperty();
    }

    /** Whether cells show whether their status matches the ground truth. */
    public BooleanProperty marksProperty() {
        return marks;
    }
}
