package dev.telltale.cli.cluster;

import dev.telltale.cli.base.CommandException;
import dev.telltale.launcher.process.PauseWatchdog;
import dev.telltale.registry.RunRecord;
import dev.telltale.text.DurationFormat;
import dev.telltale.text.Durations;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        description =
                "Pauses node processes with SIGSTOP: they hang with their sockets open, and continue by themselves"
                        + " after --for. Unix only; telltale fault stall works everywhere.",
        footer = {"", "Examples:", "  telltale pause node2", "  telltale pause node2 --for 8s", "  telltale pause all"})
public final class PauseCommand implements Callable<Integer> {
    private static final Duration MIN_PAUSE = Duration.ofSeconds(1);
    private static final Duration MAX_PAUSE = Duration.ofHours(24);

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            defaultValue = "1m",
            description = "Length of the pause in whole seconds, 1s to 24h; default: ${DEFAULT-VALUE}.")
    private Duration length = Duration.ofMinutes(1);

    @Mixin
    private NodeSelection nodes;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws CommandException {
        if (length.compareTo(MIN_PAUSE) < 0 || length.compareTo(MAX_PAUSE) > 0) {
            throw CommandException.usage("--for is 1s to 24h, found " + Durations.format(length));
        }
        for (RunRecord record : nodes.named("pause")) {
            signal(record, process -> PauseWatchdog.pause(process, length));
            spec.commandLine()
                    .getOut()
                    .println(NodeSelection.name(record) + " paused for " + DurationFormat.setting(length)
                            + "; telltale resume " + record.id() + " ends it earlier");
        }
        return nodes.done();
    }

    /** Sends a signal to a process; throws IllegalStateException if it cannot. */
    @FunctionalInterface
    interface Signal {
        void to(ProcessHandle process);
    }

    static void signal(RunRecord record, Signal signal) throws CommandException {
        ProcessHandle process = record.process()
                .orElseThrow(() -> CommandException.negative(NodeSelection.name(record) + " has just ended"));
        try {
            signal.to(process);
        } catch (IllegalStateException e) {
            throw CommandException.environment(String.valueOf(e.getMessage()));
        }
    }
}
