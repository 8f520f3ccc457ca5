package dev.telltale.dashboard.viewmodel;

import dev.telltale.config.ClusterConfig;
import dev.telltale.dashboard.viewmodel.fault.FaultMarks;
import dev.telltale.dashboard.viewmodel.grid.Grid;
import dev.telltale.dashboard.viewmodel.scenario.ScoreSource;
import dev.telltale.dashboard.viewmodel.truth.DetectionTimeText;
import dev.telltale.dashboard.viewmodel.truth.GroundTruthModel;
import dev.telltale.faultinjection.FaultControl;
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

/** The detectors against the truth: who decides, how soon a failure was noticed, and whether cells bear its mark. */
public final class MeasureViewModel {
    private final ProcessControl control;
    private final FaultControl bench;
    private final ScoreSource scores;
    private final Executor thread;
    private final Consumer<String> notice;
    private final DetectorKind configured;
    private final GroundTruthModel reality;
    private final ReadOnlyObjectWrapper<DetectorChoice> detector;
    private final ReadOnlyStringWrapper noticed = new ReadOnlyStringWrapper(this, "noticed", "");
    private final BooleanProperty marks = new SimpleBooleanProperty(this, "marks", true);

    /** Reports a decision that failed to the notice, on the given thread. */
    MeasureViewModel(
            ClusterConfig config,
            ProcessControl control,
            FaultControl bench,
            Executor thread,
            Consumer<String> notice) {
        this.control = control;
        this.bench = bench;
        scores = new ScoreSource(config, control, bench);
        this.thread = thread;
        this.notice = notice;
        configured = config.detection().deciding();
        reality = new GroundTruthModel(config);
        detector = new ReadOnlyObjectWrapper<>(
                this, "detector", DetectorChoice.of(Matrix.empty(config.ids()), configured));
    }

    /** Before the grid is shown, which tells the truth beside each belief. */
    void update(Matrix matrix, Grid grid, FaultMarks marks) {
        reality.broken(marks);
        reality.update(control.truth(), control.processes(), bench.truth(), grid);
        detector.set(DetectorChoice.of(matrix, configured));
    }

    /** Tells what was noticed, by the reality of the grid's own time. */
    void tick(GroundTruthModel seen, Grid grid, ClockReading now) {
        noticed.set(DetectionTimeText.of(seen, grid, now));
    }

    /** The measures of the whole run. */
    public ScoreSource scores() {
        return scores;
    }

    GroundTruthModel reality() {
        return reality;
    }

    /** Asks the whole cluster; what is shown changes when the nodes report it. */
    public void decide(DetectorKind kind) {
        Callbacks.hear(control.decide(kind), thread, failure -> {
            if (failure != null) {
                notice.accept(FailureText.of(failure)
                        .orElse("The nodes did not take " + kind.word() + " as the deciding detector."));
            }
        });
    }

    /** What the nodes report, never what was asked for. */
    public ReadOnlyObjectProperty<DetectorChoice> detectorProperty() {
        return detector.getReadOnlyProperty();
    }

    /** "noticed after 12 ms (node1) and 19 ms (node3)", "node3: 1.2 s …"; empty while nothing is out of service. */
    public ReadOnlyStringProperty noticedProperty() {
        return noticed.getReadOnlyProperty();
    }

    /** Whether cells show what they are worth against the truth. */
    public BooleanProperty marksProperty() {
        return marks;
    }
}
