package dev.telltale.cli;

import dev.telltale.config.Durations;
import dev.telltale.model.Effect;
import dev.telltale.model.NodeId;
import dev.telltale.model.Page;
import dev.telltale.model.Quoted;
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

        abstract Effect effect(NodeId known);

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
        Effect effect(NodeId known) {
            return new Effect.Stall(known);
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
        Effect effect(NodeId known) {
            return new Effect.Slow(known, delay, jitter);
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
        Effect effect(NodeId known) {
            return new Effect.Fail(known, garbage);
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
        Effect effect(NodeId known) {
            Page broken = Page.ofWord(page)
                    .orElseThrow(() ->
                            new IllegalArgumentException("a page is " + Page.words() + ", found " + Quoted.of(page)));
            return new Effect.Gray(known, broken);
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
        Effect effect(NodeId known) {
            Duration ahead = Durations.parse(by);
            return new Effect.Skew(known, behind ? ahead.negated() : ahead);
        }
    }
}
