package dev.telltale.scenario.run;

import dev.telltale.groundtruth.Incidents;
import dev.telltale.model.Matrix;
import dev.telltale.model.VerdictChange;
import dev.telltale.scenario.Action;
import dev.telltale.time.ClockReading;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** The part that is common to the testbeds: it executes steps, and records them and what is observed. */
abstract class RecordingTestbed implements Testbed, ClusterActions {
    private final Supplier<ClockReading> clock;
    private ActionExecutor executor;
    private ObservationLog log = new ObservationLog();
    private ClockReading start;

    RecordingTestbed(Supplier<ClockReading> clock) {
        this.clock = clock;
        executor = newExecutor();
        start = clock.get();
    }

    private ActionExecutor newExecutor() {
        return new ActionExecutor(this, () -> clock.get().wall());
    }

    /** Begins scenario time and a new recording, since a cluster may run several scenarios in succession. */
    final void startRecording(Matrix matrix) {
        executor = newExecutor();
        log = new ObservationLog();
        start = clock.get();
        observe(matrix);
    }

    /** Discards the actions of a run before, so that a late failure of one does not end the next run. */
    final void forgetActions() {
        executor = newExecutor();
    }

    final void observe(Matrix matrix) {
        log.record(matrix, clock.get());
    }

    /** Returns the scenario time. */
    final Duration elapsed() {
        return clock.get().since(start);
    }

    /** @throws TestbedException if an action of a step has failed */
    final void checkActions() throws TestbedException {
        executor.check();
    }

    @Override
    public final void begin(int number, Action action) {
        executor.begin(number, action);
    }

    @Override
    public final void end(int number) {
        executor.end(number);
    }

    @Override
    public final Recording recording() {
        return new Recording(
                start.wall(),
                clock.get().wall(),
                executor.steps(),
                verdictChanges(),
                incidents(),
                log.diagnoses(),
                log.lagReports());
    }

    /** Every change of a detector's verdict, in the order of arrival. */
    abstract List<VerdictChange> verdictChanges();

    /** Events of processes and injected faults so far. */
    abstract Incidents incidents();
}
