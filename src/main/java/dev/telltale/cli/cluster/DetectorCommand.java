package dev.telltale.cli.cluster;

import dev.telltale.cli.base.CommandException;
import dev.telltale.cli.base.ConfigOption;
import dev.telltale.cli.base.ExitCode;
import dev.telltale.cli.base.Failures;
import dev.telltale.cli.base.ModelConverters;
import dev.telltale.client.DetectorSwitch;
import dev.telltale.concurrent.Futures;
import dev.telltale.config.ClusterConfig;
import dev.telltale.model.DetectorKind;
import dev.telltale.registry.RunRecord;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "detector",
        description = "Selects the deciding detector on every running node of the config. Restarts no node.",
        footer = {
            "",
            "Examples:",
            "  telltale detector phi",
            "  telltale detector evidence",
            "",
            "All detectors always run on the same heartbeats; telltale status --json shows which one decides."
        })
public final class DetectorCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "NAME",
            completionCandidates = ModelConverters.DetectorWords.class,
            description = "evidence, timeout, phi or swim.")
    private DetectorKind detector;

    @Mixin
    private ConfigOption config;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws CommandException, InterruptedException {
        ClusterConfig cluster = config.read();
        var running = new RunningNodes();
        List<RunRecord> nodes = running.of(cluster);
        List<String> unreached = running.unreached(cluster.nodes(), nodes);
        if (nodes.isEmpty()) {
            Failures.throwIfAny(unreached);
            throw CommandException.no(
                    "No node of " + cluster.cluster() + " is running; start them with telltale start");
        }
        try {
            DetectorSwitch.set(nodes, detector).get();
        } catch (ExecutionException e) {
            throw CommandException.environment(Futures.message(e));
        }
        spec.commandLine()
                .getOut()
                .println("detector " + detector.word() + " selected on "
                        + String.join(
                                ", ",
                                nodes.stream().map(node -> node.id().value()).toList()));
        Failures.throwIfAny(unreached);
        return ExitCode.DONE;
    }
}
