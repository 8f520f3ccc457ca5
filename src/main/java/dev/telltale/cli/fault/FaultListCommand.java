package dev.telltale.cli.fault;

import dev.telltale.cli.base.CommandException;
import dev.telltale.cli.base.ConfigOption;
import dev.telltale.cli.base.ExitCode;
import dev.telltale.cli.base.Failures;
import dev.telltale.cli.cluster.RunningNodes;
import dev.telltale.client.FaultClient;
import dev.telltale.config.ClusterConfig;
import dev.telltale.fault.Fault;
import dev.telltale.fault.FaultId;
import dev.telltale.fault.FaultTypeText;
import dev.telltale.fault.Link;
import dev.telltale.fault.LinkFault;
import dev.telltale.registry.RunRecord;
import dev.telltale.text.DurationFormat;
import dev.telltale.time.TimeSource;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(name = "list", description = "Prints the active faults, one per line.")
final class FaultListCommand implements Callable<Integer> {
    @Mixin
    private ConfigOption config;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws CommandException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Map<FaultId, Fault> faults = new LinkedHashMap<>();
        var client = new FaultClient();
        ClusterConfig cluster = config.read();
        var running = new RunningNodes();
        List<RunRecord> nodes = running.of(cluster);
        List<CompletableFuture<List<Fault>>> responses =
                nodes.stream().map(client::list).toList();
        List<String> failures = new ArrayList<>(Failures.of(responses));
        failures.addAll(running.unreached(cluster.nodes(), nodes));
        responses.stream()
                .filter(response -> !response.isCompletedExceptionally())
                .flatMap(response -> response.join().stream())
                .forEach(fault -> faults.merge(fault.id(), fault, FaultListCommand::merged));
        if (faults.isEmpty() && failures.isEmpty()) {
            out.println(responses.isEmpty() ? "No node is running." : "No fault is active.");
        }
        faults.values().forEach(fault -> out.println(line(fault)));
        Failures.throwIfAny(failures);
        return ExitCode.OK;
    }

    /** Every node reports only its own links of a fault. */
    private static Fault merged(Fault one, Fault other) {
        if (one.effect() instanceof LinkFault here && other.effect() instanceof LinkFault there) {
            Set<Link> links = new LinkedHashSet<>(here.links());
            links.addAll(there.links());
            return new Fault(one.id(), one.author(), here.withLinks(links), one.since(), one.lease());
        }
        return one;
    }

    private static String line(Fault fault) {
        Duration age = Duration.between(fault.since(), TimeSource.SYSTEM.now().wall());
        return fault.id() + ": " + FaultTypeText.of(fault.effect()) + ", for " + Math.max(0, age.toSeconds())
                + " s, by " + fault.author() + " (lease " + DurationFormat.setting(fault.lease()) + ")";
    }
}
