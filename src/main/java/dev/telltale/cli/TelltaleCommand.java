package dev.telltale.cli;

import picocli.CommandLine.Command;

@Command(
        name = "telltale",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {NodeCommand.class, ArchiveCommand.class},
        description = {
            "Starts a real cluster of processes that listen to each other's heartbeats,",
            "lets you break it, and shows who noticed, when, and on what evidence.",
            ""
        })
final class TelltaleCommand implements Runnable {
    @Override
    public void run() {}
}
