package dev.telltale.cli.experiment;

import dev.telltale.cli.base.CommandException;
import dev.telltale.cli.base.ExitCode;
import dev.telltale.cli.base.HeartbeatOptions;
import dev.telltale.cli.base.IntRange;
import dev.telltale.cli.base.ThisProgram;
import dev.telltale.recording.RecordingException;
import dev.telltale.scenario.run.TemporaryCluster;
import dev.telltale.scenario.run.TestbedException;
import dev.telltale.soak.Soak;
import dev.telltale.soak.SoakPlan;
import dev.telltale.soak.SoakRound;
import dev.telltale.soak.SoakSettings;
import dev.telltale.text.DurationFormat;
import dev.telltale.time.TimeSource;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        description = {
            "Injects random faults into a temporary cluster and checks the guarantees.",
            "In each round evidence and timeout report no healthy node down and detect every failure in time, and all"
                    + " nodes are up again at the end; descriptors, threads and memory do not grow. Leaves nothing"
                    + " behind."
        },
        footer = {
            "",
            "Examples:",
            "  telltale soak --minutes 10",
            "  telltale soak --minutes 60 --seed 7 --nodes 8",
            "  telltale soak --seed 7 --from 12 --minutes 1   round 12 again",
            "",
            "Exit code: 0; 1 when a guarantee was violated; 3 when the cluster could not be started."
        })
public final class SoakCommand implements Callable<Integer> {
    private static final int MAX_MINUTES = 10_000;
    private static final int MAX_NODES = 30;
    private static final int MAX_ROUNDS = 1_000_000;
    private static final int MAX_SEED = 1_000_000;

    @Option(
            names = "--minutes",
            paramLabel = "N",
            defaultValue = "1",
            description = "Minutes in which rounds start, 1 to 10000; 0 for one round; default: ${DEFAULT-VALUE}.")
    private String minutes = "1";

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Random seed of the faults and their times; default: a new one, which is printed.")
    private @Nullable Long seed;

    @Option(
            names = "--nodes",
            paramLabel = "K",
            defaultValue = "5",
            description = "Number of nodes, 3 to 30, on free ports of this machine; default: ${DEFAULT-VALUE}.")
    private String nodes = "5";

    @Option(
            names = "--interval",
            paramLabel = "DURATION",
            defaultValue = "1s",
            description = "Time between heartbeats; default: 1s.")
    private Duration interval = Duration.ofSeconds(1);

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "3s",
            description = "Silence that means down; default: 3s.")
    private Duration timeout = Duration.ofSeconds(3);

    @Option(
            names = "--from",
            paramLabel = "ROUND",
            defaultValue = "1",
            description = "First round of the plan to run; default: ${DEFAULT-VALUE}.")
    private String from = "1";

    @Option(
            names = "--record",
            paramLabel = "DIR",
            description = "Record the cluster and all faults into this folder, see telltale record.")
    private @Nullable Path record;

    @Spec
    private CommandSpec spec;

    private final SoakTally tally = new SoakTally();

    @Override
    public Integer call() throws CommandException, InterruptedException {
        Duration length = Duration.ofMinutes(IntRange.read("--minutes", minutes, 0, MAX_MINUTES));
        int first = IntRange.read("--from", from, 1, MAX_ROUNDS);
        SoakSettings settings = settings();
        print("soak with seed " + settings.seed() + ": " + settings.nodes() + " nodes, a heartbeat every "
                + DurationFormat.setting(interval) + ", a timeout of " + DurationFormat.setting(timeout));
        play(settings, first, length);
        ProcessHandle.current()
                .descendants()
                .forEach(left -> tally.addViolation("PID " + left.pid() + " is left after the end"));
        tally.lines().forEach(this::print);
        return tally.isPassed() ? ExitCode.OK : ExitCode.NEGATIVE_RESULT;
    }

    private SoakSettings settings() throws CommandException {
        int count = IntRange.read("--nodes", nodes, SoakSettings.MIN_NODES, MAX_NODES);
        long chosenSeed = seed == null ? new SplittableRandom().nextInt(MAX_SEED) : seed;
        return new SoakSettings(chosenSeed, count, HeartbeatOptions.settings(interval, timeout));
    }

    private void play(SoakSettings settings, int first, Duration length) throws CommandException, InterruptedException {
        try (var cluster = TemporaryCluster.of("soak", ThisProgram.get(), SoakPlan.round(settings, first));
                var recorded = record == null ? null : new SoakRecording(record, cluster, this::print);
                var soak = new Soak(settings, cluster.testbed(), cluster.launcher(), TimeSource.SYSTEM)) {
            soak.play(first, length, this::printRound).forEach(tally::addViolation);
            if (recorded != null) {
                print("recorded: " + recorded.text());
            }
        } catch (RecordingException e) {
            throw CommandException.environment(String.valueOf(e.getMessage()));
        } catch (TestbedException e) {
            if (tally.rounds() == 0) {
                throw CommandException.environment(String.valueOf(e.getMessage()));
            }
            tally.addViolation("round " + (first + tally.rounds()) + " could not be run: " + e.getMessage());
        }
    }

    private void printRound(SoakRound round) {
        tally.add(round);
        SoakTally.lines(round).forEach(this::print);
    }

    private void print(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
