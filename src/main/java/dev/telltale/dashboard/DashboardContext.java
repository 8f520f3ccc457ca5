package dev.telltale.dashboard;

import dev.telltale.config.ClusterConfig;
import dev.telltale.faultinjection.FaultControl;
import dev.telltale.launcher.ProcessControl;
import dev.telltale.observe.ClusterView;
import dev.telltale.observe.ClusterWatch;
import dev.telltale.scenario.run.Testbed;
import dev.telltale.time.TimeSource;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the panel needs from the command that opens it.
 *
 * @param stopNodes stops every node that this panel started, and blocks until they have ended; called once, when the
 *     window closes, not on the FX thread
 * @param watch creates a watch that reports to the listener; the panel starts and closes it
 * @param stateFolder the folder of the preferences and of the log; created if missing
 * @param startupNotice a problem found before the window opened, in one sentence, shown as a notice; null if none
 */
public record DashboardContext(
        ClusterConfig config,
        ProcessControl control,
        FaultControl faults,
        Runnable stopNodes,
        Function<Consumer<ClusterView>, ClusterWatch> watch,
        TimeSource clock,
        Path stateFolder,
        @Nullable String startupNotice,
        Scenarios scenarios) {

    /**
     * How the panel finds and runs scenarios.
     *
     * @param testbeds creates the testbed of a scenario on this cluster; called on the thread that runs the scenario
     * @param folder the folder of the scenarios; null if there is none
     */
    public record Scenarios(
            Supplier<Testbed> testbeds, @Nullable Path folder) {}
}
