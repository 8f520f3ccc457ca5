package dev.telltale.dashboard.cluster;

import dev.telltale.config.ClusterConfig;
import dev.telltale.faultinjection.FaultControl;
import dev.telltale.launcher.ProcessControl;
import dev.telltale.observe.ClusterView;
import dev.telltale.observe.ClusterWatch;
import dev.telltale.recording.live.LiveRecording;
import dev.telltale.scenario.run.Testbed;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One cluster, and everything that the panel needs to act on it.
 *
 * @param stop stops every node that was started through the control, and releases everything else; blocks until the
 *     nodes have ended, so it is not called on the FX thread; called once
 * @param watch creates a watch that reports to the listener; the panel starts and closes it
 * @param testbeds creates the testbed of a scenario on this cluster; called on the thread that runs the scenario
 * @param recording records the cluster while it is shown; the panel starts and closes it; null if it is not recorded
 */
public record ClusterContext(
        ClusterConfig config,
        ProcessControl control,
        FaultControl faults,
        Runnable stop,
        Function<Consumer<ClusterView>, ClusterWatch> watch,
        Supplier<Testbed> testbeds,
        @Nullable LiveRecording recording) {
    /** A cluster that is not recorded. */
    public ClusterContext(
            ClusterConfig config,
            ProcessControl control,
            FaultControl faults,
            Runnable stop,
            Function<Consumer<ClusterView>, ClusterWatch> watch,
            Supplier<Testbed> testbeds) {
        this(config, control, faults, stop, watch, testbeds, null);
    }
}
