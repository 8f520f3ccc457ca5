package dev.telltale.cli.fault;

import dev.telltale.cli.base.CommandException;
import dev.telltale.fault.Endpoint;
import dev.telltale.fault.FaultType;
import dev.telltale.fault.NodeFault;
import dev.telltale.model.NodeId;
import dev.telltale.text.Durations;
import dev.telltale.text.SafeText;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code telltale fault stall, slow, error, gray, skew}: faults of a node itself. */
final class NodeFaultCommands {
    private NodeFaultCommands() {}

    /** A fault of one node. */
    private abstract static class OnNode implements Callable<Integer> {
        @Parameters(index = "0", paramLabel = "NODE", description = "The node.")
        private NodeId node;

        @Mixin
        private FaultOptions options;

        abstract FaultType effect(NodeId known);

        @Override
        public Integer call() throws CommandException, InterruptedException {
            return options.make(nodes -> effect(nodes.known(node)));
        }
    }

    @Command(
            name = "stall",
            description = "The node runs but answers no request: a pause for systems that cannot pause a process.")
    static final class Stall extends OnNode {
        @Override
        FaultType effect(NodeId known) {
            return new NodeFault.Stall(known);
        }
    }

    @Command(name = "slow", description = "Delays every response of the node.")
    static final class Slow extends OnNode {
        @Parameters(index = "1", paramLabel = "DURATION", description = "The minimum delay, up to 1m.")
        private Duration delay;

        @Option(
                names = "--jitter",
                paramLabel = "DURATION",
                defaultValue = "0ms",
                description = "The maximum random extra delay.")
        private Duration jitter = Duration.ZERO;

        @Override
        FaultType effect(NodeId known) {
            return new NodeFault.Slow(known, delay, jitter);
        }
    }

    @Command(name = "error", description = "Makes every response of the node an error: status 500.")
    static final class Fail extends OnNode {
        @Option(names = "--garbage", description = "Status 200 with a body that is not JSON instead.")
        private boolean garbage;

        @Override
        FaultType effect(NodeId known) {
            return new NodeFault.Fail(known, garbage);
        }
    }

    @Command(
            name = "gray",
            description = "One endpoint of the node answers 500, the other works: it looks healthy while it is broken.")
    static final class Gray extends OnNode {
        @Parameters(index = "1", paramLabel = "ENDPOINT", description = "The broken endpoint: heartbeat or status.")
        private String endpoint;

        @Override
        FaultType effect(NodeId known) {
            Endpoint broken = Endpoint.parse(endpoint)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "an endpoint is " + Endpoint.words() + ", found " + SafeText.of(endpoint)));
            return new NodeFault.Gray(known, broken);
        }
    }

    @Command(
            name = "skew",
            description = "Sets the node's wall clock wrong; its monotonic clock is not affected.",
            footer = {"", "Example: telltale fault skew node2 5s (ahead), telltale fault skew node2 --behind 5s"})
    static final class Skew extends OnNode {
        @Parameters(index = "1", paramLabel = "DURATION", description = "By how much, up to 24h.")
        private String by;

        @Option(names = "--behind", description = "Behind instead of ahead.")
        private boolean behind;

        @Override
        FaultType effect(NodeId known) {
            Duration ahead = Durations.parse(by);
            return new NodeFault.Skew(known, behind ? ahead.negated() : ahead);
        }
    }
}
