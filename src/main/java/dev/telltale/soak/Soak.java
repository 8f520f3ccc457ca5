package dev.telltale.soak;

import dev.telltale.launcher.NodeProcess;
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

/** Plays round after round on one cluster, which is the caller's. Confined to the thread that plays. */
public final class Soak implements AutoCloseable {
    /** Between a note and the deed, and what a poll takes; what the machine was late in the round is added. */
    private static final Duration TOLERANCE = Duration.ofMillis(300);

    private final SoakSettings settings;
    private final Testbed stage;
    private final ProcessControl processes;
    private final TimeSource clock;
    private final HiccupMeter lateness;
    private final LeakCheck ofNodes = new LeakCheck("a node");
    private final LeakCheck ofSelf = new LeakCheck("this program");

    /** Starts nothing yet. */
    public Soak(SoakSettings settings, Testbed stage, ProcessControl processes, TimeSource clock) {
        this.settings = settings;
        this.stage = stage;
        this.processes = processes;
        this.clock = clock;
        lateness = new HiccupMeter(clock);
    }

    /**
     * Plays rounds until the time is over, at least one, and the last to its end.
     *
     * @param first the number of the first round
     * @param listener told of each round when it is over, on this thread
     * @return one sentence for everything that grew
     * @throws TestbedException with one sentence, when the cluster does not do what it is told to
     */
    public List<String> play(int first, Duration length, Consumer<SoakRound> listener)
            throws TestbedException, InterruptedException {
        long start = clock.nanos();
        int number = first;
        do {
            listener.accept(play(number++));
        } while (clock.nanos() - start < length.toNanos());
        return Stream.of(ofNodes, ofSelf).flatMap(one -> one.growth().stream()).toList();
    }

    private SoakRound play(int number) throws TestbedException, InterruptedException {
        Scenario round = SoakPlan.round(settings, number);
        lateness.most();
        RunResult story = ScenarioRun.play(round, stage, (step, what, isEnd) -> {});
        Duration late = lateness.most();
        var judge = new InvariantChecker(
                stage.recording(), story.quality(), settings.heartbeat(), TOLERANCE.plus(late.multipliedBy(2)));
        List<String> broken = new ArrayList<>(judge.broken());
        story.verdicts().stream()
                .filter(verdict -> verdict.result() != RunResult.Result.PASSED)
                .forEach(verdict -> broken.add("not true: " + verdict.text() + ": " + verdict.detail()));
        return new SoakRound(
                number, round.steps().size(), judge.judged(), judge.excused(), judge.alarms(), late, look(), broken);
    }

    /** In words; empty where the system does not tell. */
    private String look() {
        // What is left is held, what is not may go: otherwise the memory tells of the collector alone.
        System.gc();
        Optional<ProcessFigures> nodes = processes.processes().values().stream()
                .flatMap(process -> process instanceof NodeProcess.Running running
                        ? ProcessFigures.of(running.pid()).stream()
                        : Stream.empty())
                .reduce(ProcessFigures::max);
        Optional<ProcessFigures> self =
                ProcessFigures.of(ProcessHandle.current().pid());
        nodes.ifPresent(ofNodes::add);
        self.ifPresent(ofSelf::add);
        return nodes.isEmpty() || self.isEmpty() ? "" : "nodes " + nodes.get() + "; itself " + self.get();
    }

    @Override
    public void close() {
        lateness.close();
    }
}
