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
 * All that the panel needs from outside.
 *
 * @param stopNodes stops every node that this panel started and waits for it; called once, when the window closes, off
 *     the FX thread
 * @param watch opens a watch that reports to the given listener; it is not started yet, and the panel closes it
 * @param state the folder where the window's size and theme are remembered, and what went wrong; need not exist
 * @param trouble what was wrong before the window opened, in one sentence to be shown there; null if nothing was
 * @param stages makes a stage on this cluster for a scenario; asked on the thread that plays it
 * @param scenarios the folder of the lessons; null if there is none
 */
public record DashboardContext(
        ClusterConfig config,
        ProcessControl control,
        FaultControl faults,
        Runnable stopNodes,
        Function<Consumer<ClusterView>, ClusterWatch> watch,
        TimeSource clock,
        Path state,
        @Nullable String trouble,
        Supplier<Testbed> stages,
        @Nullable Path scenarios) {}
