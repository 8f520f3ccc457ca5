package dev.telltale.soak;

import dev.telltale.launcher.ProcessControl;
import dev.telltale.scenario.Scenario;
import dev.telltale.scenario.run.RunResult;
import dev.telltale.scenario.run.ScenarioRun;
import dev.telltale.scenario.run.Testbed;
import dev.telltale.scenario.run.TestbedException;
import dev.telltale.time.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Runs rounds of random faults on a cluster of the caller and checks each. Confined to one thread. */
public final class Soak implements AutoCloseable {
    /**
     * Covers the time between a timestamp and its action, and the time of a poll. The scheduling delay is added per
     * round.
     */
    private static final Duration TOLERANCE = Duration.ofMillis(300);

    private final SoakSettings settings;
    private final Testbed testbed;
    private final ProcessControl processes;
    private final TimeSource clock;
    private final HiccupMeter hiccups;
    private final LeakCheck nodeLeaks = new LeakCheck("a node");
    private final LeakCheck ownLeaks = new LeakCheck("this program");

    /** Starts the thread that measures the scheduling delay, but no round. */
    public Soak(SoakSettings settings, Testbed testbed, ProcessControl processes, TimeSource clock) {
        this.settings = settings;
        this.testbed = testbed;
        this.processes = processes;
        this.clock = clock;
        hiccups = new HiccupMeter(clock);
    }

    /**
     * Runs rounds until the time is over: at least one, and the last to its end.
     *
     * @param first the number of the first round
     * @param listener called after each round, on the calling thread
     * @return one sentence for each resource that grew, see {@link LeakCheck}
     * @throws TestbedException with one sentence, if the cluster does not follow an action
     */
    public List<String> play(int first, Duration length, Consumer<SoakRound> listener)
            throws TestbedException, InterruptedException {
        long start = clock.nanos();
        int number = first;
        do {
            listener.accept(playRound(number++));
        } while (clock.nanos() - start < length.toNanos());
        return Stream.of(nodeLeaks, ownLeaks)
                .flatMap(one -> one.growth().stream())
                .toList();
    }

    private SoakRound playRound(int number) throws TestbedException, InterruptedException {
        Scenario round = SoakPlan.round(settings, number);
        hiccups.takeMax();
        RunResult run = ScenarioRun.play(round, testbed, (step, what, isEnd) -> {});
        Duration delay = hiccups.takeMax();
        var checker = new InvariantChecker(
                testbed.recording(), run.quality(), settings.heartbeat(), TOLERANCE.plus(delay.multipliedBy(2)));
        List<String> violations = new ArrayList<>(checker.violations());
        run.expectations().stream()
                .filter(verdict -> verdict.result() != RunResult.Result.PASSED)
                .forEach(verdict -> violations.add("expectation failed: " + verdict.text() + ": " + verdict.detail()));
        return new SoakRound(
                number,
                round.steps().size(),
                checker.checked(),
                checker.lateByLaggingObserver(),
                checker.falseAlarms(),
                delay,
                resources(),
                violations);
    }

    /** Resource use as text; empty if it is not known. */
    private String resources() {
        // Collect garbage first, otherwise the memory depends on the collector alone.
        System.gc();
        Optional<ProcessFigures> nodes = processes.processes().values().stream()
                .flatMap(process -> process.running().stream())
                .flatMap(process -> ProcessFigures.of(process.pid()).stream())
                .reduce(ProcessFigures::max);
        Optional<ProcessFigures> self =
                ProcessFigures.of(ProcessHandle.current().pid());
        nodes.ifPresent(nodeLeaks::add);
        self.ifPresent(ownLeaks::add);
        return nodes.isEmpty() || self.isEmpty() ? "" : "nodes " + nodes.get() + "; itself " + self.get();
    }

    @Override
    public void close() {
        hiccups.close();
    }
}
