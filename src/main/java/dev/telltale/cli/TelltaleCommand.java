package dev.telltale.cli;

import dev.telltale.cli.base.CommandException;
import dev.telltale.cli.base.ConfigOption;
import dev.telltale.cli.base.HeartbeatOptions;
import dev.telltale.cli.cluster.DashboardCommand;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "telltale",
        description = {
            "Starts a cluster of processes that exchange heartbeats, injects faults, and shows who noticed, when,"
                    + " and on what evidence. Without a command it opens the panel.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  telltale                       the panel",
            "  telltale start                 all nodes, without a window",
            "  telltale start --nodes 5       five nodes, without a config file",
            "  telltale kill node2            in another terminal",
            "  telltale status                the status matrix",
            "",
            "Exit codes: 0 success; 1 negative result (a node is down, an expectation failed); 2 the command line or"
                    + " the config is wrong; 3 the environment prevents it (port in use, no display, no such file);"
                    + " 4 internal error.",
            "Completion: source <(telltale generate-completion)"
        })
final class TelltaleCommand implements Callable<Integer> {
    @Mixin
    private ConfigOption config;

    @Mixin
    private HeartbeatOptions rhythm;

    @Override
    public Integer call() throws CommandException, InterruptedException {
        return DashboardCommand.open(config, rhythm);
    }
}
