package dev.telltale.cli.fault;

import dev.telltale.cli.base.CommandException;
import dev.telltale.cli.base.ConfigOption;
import dev.telltale.cli.base.ExitCode;
import dev.telltale.cli.base.Failures;
import dev.telltale.cli.cluster.RunningNodes;
import dev.telltale.client.FaultClient;
import dev.telltale.config.ClusterConfig;
import dev.telltale.fault.FaultId;
import dev.telltale.launcher.process.PauseWatchdog;
import dev.telltale.model.NodeId;
import dev.telltale.registry.RunRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        description = {
            "Clears the faults of the running nodes of the config, whatever program injected them; without FAULT, also"
                    + " resumes paused nodes."
        },
        footer = {"", "Examples:", "  telltale heal                (everything)", "  telltale heal cut-3fa9c1"})
public final class HealCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..*",
            paramLabel = "FAULT",
            description = "The ids that telltale fault list prints; default: all.")
    private List<String> names = List.of();

    @Mixin
    private ConfigOption config;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws CommandException, InterruptedException {
        boolean isAll = names.isEmpty() || names.equals(List.of(NodeId.ALL.value()));
        List<FaultId> ids = new ArrayList<>();
        try {
            names.forEach(name -> ids.add(new FaultId(name)));
        } catch (IllegalArgumentException e) {
            throw CommandException.usage(String.valueOf(e.getMessage()));
        }
        ClusterConfig cluster = config.read();
        var running = new RunningNodes();
        List<RunRecord> nodes = running.of(cluster);
        if (isAll) {
            // First, since a paused node receives no request.
            nodes.forEach(node -> node.process().ifPresent(PauseWatchdog::tryResume));
        }
        var client = new FaultClient();
        List<CompletableFuture<?>> responses = new ArrayList<>();
        for (RunRecord node : nodes) {
            if (isAll) {
                responses.add(client.healAll(node));
            } else {
                ids.forEach(id -> responses.add(client.heal(node, id)));
            }
        }
        List<String> failures = new ArrayList<>(Failures.of(responses));
        failures.addAll(running.unreached(cluster.nodes(), nodes));
        Failures.throwIfAny(failures);
        spec.commandLine().getOut().println(isAll ? "All faults are cleared." : String.join(", ", names) + " cleared.");
        return ExitCode.OK;
    }
}
