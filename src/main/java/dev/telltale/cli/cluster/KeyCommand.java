package dev.telltale.cli.cluster;

import dev.telltale.cli.base.CommandException;
import dev.telltale.cli.base.ExitCode;
import dev.telltale.platform.KeyFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        description = "Creates a cluster key in a new file that only you can read.",
        footer = {
            "",
            "Nodes with a key accept only nodes with the same key, and may listen beyond this machine.",
            "Copy the file to each host, and name it in cluster.json (\"key_file\") or with --key-file:",
            "  telltale key cluster.key",
            "  telltale node node1 8001 --host 10.0.0.1 --key-file cluster.key"
        })
public final class KeyCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FILE", description = "The file to create; it must not exist.")
    private Path file;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws CommandException {
        try {
            KeyFile.create(file);
        } catch (IOException e) {
            throw CommandException.environment(String.valueOf(e.getMessage()));
        }
        spec.commandLine().getOut().println(file + " contains a new cluster key");
        return ExitCode.OK;
    }
}
