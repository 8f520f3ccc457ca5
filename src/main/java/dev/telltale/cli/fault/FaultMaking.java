package dev.telltale.cli.fault;

import dev.telltale.cli.base.CommandException;
import dev.telltale.cli.base.ConfigLocation;
import dev.telltale.cli.base.ConfigOption;
import dev.telltale.cli.base.ExitCode;
import dev.telltale.cli.base.Failures;
import dev.telltale.cli.cluster.RunningNodes;
import dev.telltale.client.FaultClient;
import dev.telltale.config.ClusterConfig;
import dev.telltale.fault.Fault;
import dev.telltale.fault.FaultId;
import dev.telltale.fault.FaultType;
import dev.telltale.fault.FaultTypeText;
import dev.telltale.model.NodeId;
import dev.telltale.registry.RunRecord;
import dev.telltale.text.Durations;
import dev.telltale.time.TimeSource;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/**
 * What all commands that make a fault share. The command ends at once, so nobody could renew the lease: it is as long as the
 * fault shall last.
 */
final class FaultMaking {
    private static final int ID_BOUND = 1 << 24;

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            defaultValue = "1m",
            description = "Until it heals by itself, 1s to 24h; default: ${DEFAULT-VALUE}.")
    private Duration lasting = Duration.ofMinutes(1);

    @Mixin
    private ConfigOption config;

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    /** What builds the effect of a cluster's nodes; its complaints are about the call. */
    @FunctionalInterface
    interface Maker {
        FaultType of(Nodes nodes) throws CommandException;
    }

    /** The nodes of the config, which alone can be broken. */
    record Nodes(List<NodeId> all, ConfigLocation place) {
        /** @throws CommandException if the config does not have it */
        NodeId known(NodeId node) throws CommandException {
            if (!all.contains(node)) {
                throw place.unknown(node, all);
            }
            return node;
        }
    }

    int make(Maker maker) throws CommandException, InterruptedException {
        ClusterConfig cluster = config.read();
        Fault fault;
        try {
            FaultType effect = maker.of(new Nodes(cluster.ids(), config.place()));
            fault = new Fault(
                    newId(effect),
                    "cli-" + ProcessHandle.current().pid(),
                    effect,
                    TimeSource.SYSTEM.now().wall(),
                    lasting);
        } catch (IllegalArgumentException e) {
            throw CommandException.usage(String.valueOf(e.getMessage()));
        }
        var running = new RunningNodes();
        List<RunRecord> concerned = running.of(cluster).stream()
                .filter(node -> fault.effect().nodes().contains(node.id()))
                .toList();
        if (!isEnough(fault.effect(), concerned)) {
            Failures.check(running.unreached(
                    cluster.nodes().stream()
                            .filter(member -> fault.effect().nodes().contains(member.id()))
                            .toList(),
                    concerned));
        }
        if (concerned.isEmpty()) {
            throw CommandException.no("None of the nodes that this concerns runs: "
                    + names(fault.effect().nodes()));
        }
        Failures.check(troubles(fault, concerned));
        spec.commandLine()
                .getOut()
                .println(fault.id() + ": " + FaultTypeText.of(fault.effect()) + ", for " + Durations.format(lasting)
                        + "; telltale heal " + fault.id() + " ends it before");
        return ExitCode.DONE;
    }

    /** A cut is in force where one end of each link has it; of everything else every node has its part. */
    private static boolean isEnough(FaultType effect, List<RunRecord> reached) {
        Set<NodeId> ids = reached.stream().map(RunRecord::id).collect(Collectors.toSet());
        return effect instanceof FaultType.Cut cut
                ? cut.links().stream().allMatch(link -> ids.contains(link.observer()) || ids.contains(link.subject()))
                : ids.containsAll(effect.nodes());
    }

    /** Of those that one refuses, nothing stays. */
    private static List<String> troubles(Fault fault, List<RunRecord> concerned) throws InterruptedException {
        var orders = new FaultClient();
        List<String> troubles = Failures.of(
                concerned.stream().map(node -> orders.put(node, fault)).toList());
        if (!troubles.isEmpty()) {
            var unused = Failures.of(concerned.stream()
                    .map(node -> orders.heal(node, fault.id()))
                    .toList());
        }
        return troubles;
    }

    private static FaultId newId(FaultType effect) {
        int number = ThreadLocalRandom.current().nextInt(ID_BOUND);
        return new FaultId(String.format("%s-%06x", effect.word(), number));
    }

    private static String names(Collection<NodeId> nodes) {
        return String.join(", ", nodes.stream().map(NodeId::value).sorted().toList());
    }
}
