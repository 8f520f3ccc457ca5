package dev.telltale.cli;

import dev.telltale.launcher.PauseGuard;
import dev.telltale.launcher.RunRecord;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Lets paused node processes go on (SIGCONT); one that runs is not disturbed.",
        footer = {"", "Examples:", "  telltale resume node2", "  telltale resume          (all nodes of the config)"})
final class ResumeCommand implements Callable<Integer> {
    @Mixin
    private ChosenNodes nodes;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws CommandException {
        for (RunRecord record : nodes.records()) {
            PauseCommand.signal(record, PauseGuard::resume);
            spec.commandLine().getOut().println(ChosenNodes.name(record) + " goes on");
        }
        return nodes.done();
    }
}
