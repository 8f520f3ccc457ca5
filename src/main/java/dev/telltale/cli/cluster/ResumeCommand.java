package dev.telltale.cli.cluster;

import dev.telltale.cli.base.CommandException;
import dev.telltale.launcher.process.PauseWatchdog;
import dev.telltale.registry.RunRecord;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        description = "Resumes paused node processes with SIGCONT; has no effect on running ones.",
        footer = {"", "Examples:", "  telltale resume node2", "  telltale resume          (all nodes of the config)"})
public final class ResumeCommand implements Callable<Integer> {
    @Mixin
    private NodeSelection nodes;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws CommandException {
        for (RunRecord record : nodes.records()) {
            PauseCommand.signal(record, PauseWatchdog::resume);
            spec.commandLine().getOut().println(NodeSelection.name(record) + " resumed");
        }
        return nodes.done();
    }
}
