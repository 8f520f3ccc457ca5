package dev.telltale.cli;

import dev.telltale.bench.FaultOrders;
import dev.telltale.config.ClusterConfig;
import dev.telltale.launcher.PauseGuard;
import dev.telltale.launcher.RunRecord;
import dev.telltale.model.FaultId;
import dev.telltale.model.NodeId;
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
        name = "heal",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Ends faults, whoever made them, and lets paused nodes go on. Healing twice is healing once.",
        footer = {"", "Examples:", "  telltale heal                (everything)", "  telltale heal cut-3fa9c1"})
final class HealCommand implements Callable<Integer> {
    @Parameters(arity = "0..*", paramLabel = "FAULT", description = "As telltale fault list names them; default: all.")
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
            // First, since a paused node hears nothing.
            nodes.forEach(node -> node.process().ifPresent(PauseGuard::resume));
        }
        var orders = new FaultOrders();
        List<CompletableFuture<?>> answers = new ArrayList<>();
        for (RunRecord node : nodes) {
            if (isAll) {
                answers.add(orders.healAll(node));
            } else {
                ids.forEach(id -> answers.add(orders.heal(node, id)));
            }
        }
        List<String> troubles = new ArrayList<>(Troubles.of(answers));
        troubles.addAll(running.unreached(cluster.nodes(), nodes));
        Troubles.check(troubles);
        spec.commandLine().getOut().println(isAll ? "Everything is healed." : String.join(", ", names) + " healed.");
        return ExitCode.DONE;
    }
}
