package dev.telltale.dashboard.viewmodel;

import dev.telltale.concurrent.Futures;
import dev.telltale.config.ClusterConfig;
import dev.telltale.dashboard.viewmodel.fault.FaultMarks;
import dev.telltale.dashboard.viewmodel.grid.Grid;
import dev.telltale.dashboard.viewmodel.scenario.ScoreSource;
import dev.telltale.dashboard.viewmodel.truth.DetectionTimeText;
import dev.telltale.dashboard.viewmodel.truth.GroundTruthModel;
import dev.telltale.faultinjection.FaultControl;
import dev.telltale.groundtruth.Incidents;
import dev.telltale.launcher.ProcessControl;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.Matrix;
import dev.telltale.time.ClockReading;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;

/** The selected detector, the detection times of the newest failure, and whether cells show correctness marks. */
public final class MeasureViewModel {
    private final ProcessControl control;
    private final FaultControl faultControl;
    private final ScoreSource scores;
    private final Executor thread;
    private final Consumer<String> notice;
    private final DetectorKind configured;
    private final GroundTruthModel groundTruth;
    private final ReadOnlyObjectWrapper<DetectorChoice> detector;
    private final ReadOnlyStringWrapper detectionText = new ReadOnlyStringWrapper(this, "detectionText", "");
    private final BooleanProperty marks = new SimpleBooleanProperty(this, "marks", true);

    /**
     * Shows the configured detector until nodes report theirs.
     *
     * @param thread the executor of this view model; reports failed commands to the notice
     */
    MeasureViewModel(
            ClusterConfig config,
            ProcessControl control,
            FaultControl faultControl,
            Executor thread,
            Consumer<String> notice) {
        this.control = control;
        this.faultControl = faultControl;
        scores = new ScoreSource(config, control, faultControl);
        this.thread = thread;
        this.notice = notice;
        configured = config.detection().deciding();
        groundTruth = new GroundTruthModel(config);
        detector = new ReadOnlyObjectWrapper<>(
                this, "detector", DetectorChoice.of(Matrix.empty(config.ids()), configured));
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

    /** Updates ground truth and detector for the grid of the present. */
    MeasuredGrid update(Matrix matrix, Grid grid, FaultMarks marks) {
        groundTruth.setMarks(marks);
        groundTruth.update(new Incidents(control.processEvents(), faultControl.intervals()), control.processes(), grid);
        detector.set(DetectorChoice.of(matrix, configured));
        return new MeasuredGrid(grid);
    }

    /** Updates the detection times from the ground truth at the time of the shown grid. */
    void tick(GroundTruthModel shown, Grid grid, ClockReading now) {
        detectionText.set(DetectionTimeText.of(shown, grid, now));
    }

    /** The quality of service measured over the whole run. */
    public ScoreSource scores() {
        return scores;
    }

    GroundTruthModel groundTruth() {
        return groundTruth;
    }

    /** Sends the detector to all nodes; returns at once. The property changes when the nodes report it. */
    public void selectDetector(DetectorKind kind) {
        Callbacks.onCompletion(control.selectDetector(kind), thread, failure -> {
            if (failure != null) {
                notice.accept(
                        Futures.message(failure, "The nodes did not switch to the detector " + kind.word() + "."));
            }
        });
    }

    /** The detector that the nodes report, which may lag behind the selected one. */
    public ReadOnlyObjectProperty<DetectorChoice> detectorProperty() {
        return detector.getReadOnlyProperty();
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
