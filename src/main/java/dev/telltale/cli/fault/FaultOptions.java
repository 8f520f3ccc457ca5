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
import dev.telltale.text.DurationFormat;
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
 * Options and actions of all commands that inject a fault. The command ends at once and cannot renew the lease, so the
 * lease is as long as the fault.
 */
final class FaultOptions {

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            defaultValue = "1m",
            description = "Length of the fault, 1s to 24h; default: ${DEFAULT-VALUE}.")
    private Duration length = Duration.ofMinutes(1);

    @Mixin
    private ConfigOption config;

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    /** Creates the fault for the nodes of a cluster; throws IllegalArgumentException if the arguments are wrong. */
    @FunctionalInterface
    interface EffectFactory {
        FaultType of(Nodes nodes) throws CommandException;
    }

    /** The nodes of the config, the only ones that accept faults. */
    record Nodes(List<NodeId> all, ConfigLocation config) {
        /** The node; throws if the config does not have it. */
        NodeId known(NodeId node) throws CommandException {
            if (!all.contains(node)) {
                throw config.unknown(node, all);
            }
            return node;
        }
    }

    int make(EffectFactory factory) throws CommandException, InterruptedException {
        ClusterConfig cluster = config.read();
        Fault fault;
        try {
            FaultType effect = factory.of(new Nodes(cluster.ids(), config.location()));
            fault = new Fault(
                    FaultId.random(effect, ThreadLocalRandom.current()),
                    "cli-" + ProcessHandle.current().pid(),
                    effect,
                    TimeSource.SYSTEM.now().wall(),
                    length);
        } catch (IllegalArgumentException e) {
            throw CommandException.usage(String.valueOf(e.getMessage()));
        }
        var running = new RunningNodes();
        List<RunRecord> affected = running.of(cluster).stream()
                .filter(node -> fault.effect().nodes().contains(node.id()))
                .toList();
        if (!isInEffect(fault.effect(), affected)) {
            Failures.throwIfAny(running.unreached(
                    cluster.nodes().stream()
                            .filter(member -> fault.effect().nodes().contains(member.id()))
                            .toList(),
                    affected));
        }
        if (affected.isEmpty()) {
            throw CommandException.negative("None of the affected nodes is running: "
                    + names(fault.effect().nodes()));
        }
        Failures.throwIfAny(inject(fault, affected));
        spec.commandLine()
                .getOut()
                .println(fault.id() + ": " + FaultTypeText.of(fault.effect()) + ", for "
                        + DurationFormat.setting(length) + "; telltale heal " + fault.id() + " clears it earlier");
        return ExitCode.OK;
    }

    /** Whether the fault takes effect: a cut needs one end of each link, every other fault all affected nodes. */
    private static boolean isInEffect(FaultType effect, List<RunRecord> reached) {
        Set<NodeId> ids = reached.stream().map(RunRecord::id).collect(Collectors.toSet());
        return effect.isEnforcedBy(ids);
    }

    /** Injects the fault into all nodes; if one of them rejects it, clears it from all. Returns the failures. */
    private static List<String> inject(Fault fault, List<RunRecord> affected) throws InterruptedException {
        var client = new FaultClient();
        List<String> failures = Failures.of(
                affected.stream().map(node -> client.put(node, fault)).toList());
        if (!failures.isEmpty()) {
            var unused = Failures.of(
                    affected.stream().map(node -> client.heal(node, fault.id())).toList());
        }
        return failures;
    }

    private static String names(Collection<NodeId> nodes) {
        return String.join(", ", nodes.stream().map(NodeId::value).sorted().toList());
    }
}
