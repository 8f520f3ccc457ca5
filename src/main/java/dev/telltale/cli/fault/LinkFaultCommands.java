package dev.telltale.cli.fault;

import dev.telltale.cli.base.CommandException;
import dev.telltale.fault.FaultType;
import dev.telltale.fault.Link;
import dev.telltale.fault.LinkFault;
import dev.telltale.text.SafeText;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code telltale fault cut, delay, drop}. */
final class LinkFaultCommands {
    private LinkFaultCommands() {}

    /** A fault of links. */
    private abstract static class OnLinks implements Callable<Integer> {
        @Mixin
        private LinkTargets targets;

        @Mixin
        private FaultOptions options;

        abstract FaultType effect(Set<Link> links);

        @Override
        public Integer call() throws CommandException, InterruptedException {
            return options.make(nodes -> effect(targets.of(nodes)));
        }
    }

    @Command(
            name = "cut",
            description = "Blocks requests from OBSERVER to SUBJECT; the other direction still works.",
            footer = {"", "Example: telltale fault cut node1 node2 --for 30s"})
    static final class Cut extends OnLinks {
        @Override
        FaultType effect(Set<Link> links) {
            return new LinkFault.Cut(links);
        }
    }

    @Command(
            name = "delay",
            description = "Delays requests from OBSERVER to SUBJECT.",
            footer = {"", "Example: telltale fault delay node1 node3 300ms --jitter 50ms"})
    static final class Delay extends OnLinks {
        @Parameters(index = "2", paramLabel = "DURATION", description = "The minimum delay, up to 1m.")
        private Duration delay;

        @Option(
                names = "--jitter",
                paramLabel = "DURATION",
                defaultValue = "0ms",
                description = "The maximum random extra delay.")
        private Duration jitter = Duration.ZERO;

        @Override
        FaultType effect(Set<Link> links) {
            return new LinkFault.Delay(links, delay, jitter);
        }
    }

    @Command(
            name = "drop",
            description = "Blocks a share of the requests from OBSERVER to SUBJECT.",
            footer = {"", "Example: telltale fault drop node1 node3 30%%"})
    static final class Drop extends OnLinks {
        private static final Pattern PERCENT = Pattern.compile("([0-9]{1,3}(?:\\.[0-9]{1,3})?)%?");
        private static final double HUNDRED = 100;

        @Parameters(index = "2", paramLabel = "PERCENT", description = "The share, 0%% to 100%%.")
        private String percent;

        @Override
        FaultType effect(Set<Link> links) {
            return new LinkFault.Drop(links, share());
        }

        private double share() {
            Matcher form = PERCENT.matcher(percent);
            if (!form.matches()) {
                throw new IllegalArgumentException("a share is 0% to 100%, found " + SafeText.of(percent));
            }
            return Double.parseDouble(form.group(1)) / HUNDRED;
        }
    }
}
