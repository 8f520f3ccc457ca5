package dev.telltale.cli.cluster;

import dev.telltale.cli.base.CommandException;
import dev.telltale.cli.base.Version;
import dev.telltale.launcher.process.PauseWatchdog;
import dev.telltale.registry.RunRecord;
import dev.telltale.text.Durations;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "pause",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description =
                "Stops node processes with SIGSTOP: they hang, with everything open. They go on by themselves after"
                        + " --for. Unix only; telltale fault stall works everywhere.",
        footer = {"", "Examples:", "  telltale pause node2", "  telltale pause node2 --for 8s", "  telltale pause all"})
public final class PauseCommand implements Callable<Integer> {
    private static final Duration MIN_PAUSE = Duration.ofSeconds(1);
    private static final Duration MAX_PAUSE = Duration.ofHours(24);

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            defaultValue = "1m",
            description = "Until they go on by themselves, whole seconds, 1s to 24h; default: ${DEFAULT-VALUE}.")
    private Duration lasting = Duration.ofMinutes(1);

    @Mixin
    private NodeSelection nodes;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws CommandException {
        if (lasting.compareTo(MIN_PAUSE) < 0 || lasting.compareTo(MAX_PAUSE) > 0) {
            throw CommandException.usage("--for is 1s to 24h, found " + Durations.format(lasting));
        }
        for (RunRecord record : nodes.named("pause")) {
            signal(record, process -> PauseWatchdog.pause(process, lasting));
            spec.commandLine()
                    .getOut()
                    .println(NodeSelection.name(record) + " paused for " + Durations.format(lasting)
                            + "; telltale resume " + record.id() + " ends it before");
        }
        return nodes.done();
    }

    /** What signals a process. */
    @FunctionalInterface
    interface Signal {
        void to(ProcessHandle process);
    }

    static void signal(RunRecord record, Signal signal) throws CommandException {
        ProcessHandle process =
                record.process().orElseThrow(() -> CommandException.no(NodeSelection.name(record) + " has just ended"));
        try {
            signal.to(process);
        } catch (IllegalStateException e) {
            throw CommandException.environment(String.valueOf(e.getMessage()));
        }
    }
}
