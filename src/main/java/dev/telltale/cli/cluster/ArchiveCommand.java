package dev.telltale.cli.cluster;

import dev.telltale.cli.base.CommandException;
import dev.telltale.cli.base.ExitCode;
import dev.telltale.cli.base.ThisProgram;
import dev.telltale.launcher.jvm.ClassArchive;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        description =
                "Creates the class-data archives beside the jar; with them, nodes and commands start in half the time.",
        footer = {
            "",
            "The build does this. Repeat it before running Telltale on another Java version:",
            "  telltale archive"
        })
public final class ArchiveCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws CommandException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        try {
            ClassArchive archive = ClassArchive.of(ThisProgram.get());
            archive.create();
            for (Path file : archive.files()) {
                out.println(file + " is up to date");
            }
            return ExitCode.OK;
        } catch (IOException e) {
            throw CommandException.environment(String.valueOf(e.getMessage()));
        }
    }
}
