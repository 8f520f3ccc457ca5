package dev.telltale.cli.fault;

import dev.telltale.cli.base.CommandException;
import dev.telltale.cli.base.Version;
import dev.telltale.fault.Endpoint;
import dev.telltale.fault.FaultType;
import dev.telltale.model.NodeId;
import dev.telltale.text.Durations;
import dev.telltale.text.SafeText;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code telltale fault stall, slow, error, gray, skew}: what a node does wrong from inside. */
final class NodeFaultCommands {
    private NodeFaultCommands() {}

    /** What all of them share. */
    private abstract static class OnNode implements Callable<Integer> {
        @Parameters(index = "0", paramLabel = "NODE", description = "The node.")
        private NodeId node;

        @Mixin
        private FaultMaking making;

        abstract FaultType effect(NodeId known);

        @Override
        public Integer call() throws CommandException, InterruptedException {
            return making.make(nodes -> effect(nodes.known(node)));
        }
    }

    @Command(
            name = "stall",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            description = "It answers nothing and still runs: a pause for systems that cannot pause a process.")
    static final class Stall extends OnNode {
        @Override
        FaultType effect(NodeId known) {
            return new FaultType.Stall(known);
        }
    }

    @Command(
            name = "slow",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            description = "Every answer is late.")
    static final class Slow extends OnNode {
        @Parameters(index = "1", paramLabel = "DURATION", description = "By at least so much, up to 1m.")
        private Duration delay;

        @Option(
                names = "--jitter",
                paramLabel = "DURATION",
                defaultValue = "0ms",
                description = "And at most so much more.")
        private Duration jitter = Duration.ZERO;

        @Override
        FaultType effect(NodeId known) {
            return new FaultType.Slow(known, delay, jitter);
        }
    }

    @Command(
            name = "error",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            description = "Every answer is an error: status 500.")
    static final class Fail extends OnNode {
        @Option(names = "--garbage", description = "Status 200 and a body that is no JSON instead.")
        private boolean garbage;

        @Override
        FaultType effect(NodeId known) {
            return new FaultType.Fail(known, garbage);
        }
    }

    @Command(
            name = "gray",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            description = "One of its pages answers 500 and the other is well: green while broken.")
    static final class Gray extends OnNode {
        @Parameters(index = "1", paramLabel = "PAGE", description = "Which one is broken: heartbeat or status.")
        private String page;

        @Override
        FaultType effect(NodeId known) {
            Endpoint broken = Endpoint.ofWord(page)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "a page is " + Endpoint.words() + ", found " + SafeText.of(page)));
            return new FaultType.Gray(known, broken);
        }
    }

    @Command(
            name = "skew",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            description = "Its wall clock is wrong; its monotonic clock is not.",
            footer = {"", "Example: telltale fault skew node2 5s (ahead), telltale fault skew node2 --behind 5s"})
    static final class Skew extends OnNode {
        @Parameters(index = "1", paramLabel = "DURATION", description = "By how much, up to 24h.")
        private String by;

        @Option(names = "--behind", description = "Behind instead of ahead.")
        private boolean behind;

        @Override
        FaultType effect(NodeId known) {
            Duration ahead = Durations.parse(by);
            return new FaultType.Skew(known, behind ? ahead.negated() : ahead);
        }
    }
}
