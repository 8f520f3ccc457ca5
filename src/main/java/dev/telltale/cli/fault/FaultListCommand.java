package dev.telltale.cli.fault;

import dev.telltale.cli.base.CommandException;
import dev.telltale.cli.base.ConfigOption;
import dev.telltale.cli.base.ExitCode;
import dev.telltale.cli.base.Failures;
import dev.telltale.cli.base.Version;
import dev.telltale.cli.cluster.RunningNodes;
import dev.telltale.client.FaultClient;
import dev.telltale.config.ClusterConfig;
import dev.telltale.fault.Fault;
import dev.telltale.fault.FaultId;
import dev.telltale.fault.FaultType;
import dev.telltale.fault.FaultTypeText;
import dev.telltale.fault.Link;
import dev.telltale.registry.RunRecord;
import dev.telltale.text.Durations;
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

@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "What is broken on purpose now, a line each.")
final class FaultListCommand implements Callable<Integer> {
    @Mixin
    private ConfigOption config;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws CommandException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Map<FaultId, Fault> faults = new LinkedHashMap<>();
        var orders = new FaultClient();
        ClusterConfig cluster = config.read();
        var running = new RunningNodes();
        List<RunRecord> nodes = running.of(cluster);
        List<CompletableFuture<List<Fault>>> answers =
                nodes.stream().map(orders::list).toList();
        List<String> troubles = new ArrayList<>(Failures.of(answers));
        troubles.addAll(running.unreached(cluster.nodes(), nodes));
        answers.stream()
                .filter(answer -> !answer.isCompletedExceptionally())
                .flatMap(answer -> answer.join().stream())
                .forEach(fault -> faults.merge(fault.id(), fault, FaultListCommand::together));
        if (faults.isEmpty() && troubles.isEmpty()) {
            out.println(answers.isEmpty() ? "No node runs." : "Nothing is broken on purpose.");
        }
        faults.values().forEach(fault -> out.println(line(fault)));
        Failures.check(troubles);
        return ExitCode.DONE;
    }

    /** Every node tells its own links. */
    private static Fault together(Fault one, Fault other) {
        if (one.effect() instanceof FaultType.OnLinks here && other.effect() instanceof FaultType.OnLinks there) {
            Set<Link> links = new LinkedHashSet<>(here.links());
            links.addAll(there.links());
            return new Fault(one.id(), one.author(), here.on(links), one.since(), one.lease());
        }
        return one;
    }

    private static String line(Fault fault) {
        Duration age = Duration.between(fault.since(), TimeSource.SYSTEM.now().wall());
        return fault.id() + ": " + FaultTypeText.of(fault.effect()) + ", for " + Math.max(0, age.toSeconds())
                + " s, by " + fault.author() + " (lease " + Durations.format(fault.lease()) + ")";
    }
}
