package dev.telltale.cli.fault;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        synopsisSubcommandLabel = "KIND",
        subcommands = {
            LinkFaultCommands.Cut.class,
            LinkFaultCommands.Delay.class,
            LinkFaultCommands.Drop.class,
            PartitionCommands.Split.class,
            PartitionCommands.Isolate.class,
            PartitionCommands.Halves.class,
            PartitionCommands.Bridge.class,
            PartitionCommands.Ring.class,
            NodeFaultCommands.Stall.class,
            NodeFaultCommands.Slow.class,
            NodeFaultCommands.Fail.class,
            NodeFaultCommands.Gray.class,
            NodeFaultCommands.Skew.class,
            FaultListCommand.class
        },
        description = {
            "Injects faults into links or nodes of the running cluster.",
            "Every fault ends by itself after --for (1m); telltale heal clears it earlier."
        },
        footer = {
            "",
            "Examples:",
            "  telltale fault cut node1 node2    (one direction: node2 still hears node1)",
            "  telltale fault delay node1 node3 300ms --jitter 50ms",
            "  telltale fault split node1,node2 / node3 --for 30s",
            "  telltale fault stall node2",
            "  telltale fault list",
            "  telltale heal",
            "",
            "A link is the requests from its first node to its second; all means every other node.",
            "Nodes of telltale start and of the panel accept faults; others only with --allow-faults."
        })
public final class FaultCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Name a fault, for example telltale fault cut node1 node2, or list them with telltale fault list");
    }
}
