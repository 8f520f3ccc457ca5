package dev.telltale.cli;

import dev.telltale.cli.base.ModelConverters;
import dev.telltale.cli.base.Version;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Creates picocli's command line. Without lambdas on picocli's types: its class files are so old that the class-data
 * archive holds such a type only if no archived lambda uses it.
 */
public final class CommandLineFactory {
    static {
        // Picocli would look each of them up for every command, and load java.sql for it. None is an argument's type.
        System.setProperty("picocli.converters.excludes", "java\\.(sql|time)\\..*");
    }

    private CommandLineFactory() {}

    /** For this call: with the commands that it needs. */
    public static CommandLine create(String... call) {
        return create(Subcommands.of(call));
    }

    /** With all commands. */
    static CommandLine createComplete() {
        return create(Subcommands.all());
    }

    private static CommandLine create(Map<String, Class<?>> subcommands) {
        var command = new CommandLine(new TelltaleCommand());
        for (Map.Entry<String, Class<?>> each : subcommands.entrySet()) {
            command.addSubcommand(each.getKey(), each.getValue());
        }
        var execution = new Execution();
        command.setExecutionStrategy(execution);
        command.setParameterExceptionHandler(execution);
        command.setExecutionExceptionHandler(execution);
        command.setUsageHelpAutoWidth(true);
        ModelConverters.registerIn(command);
        addHelpAndVersion(command);
        return command;
    }

    /** Adds {@code --help} and {@code --version} to the command and all its subcommands. */
    private static void addHelpAndVersion(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        if (!spec.mixinStandardHelpOptions()) {
            spec.mixinStandardHelpOptions(true).versionProvider(new Version());
        }
        for (CommandLine subcommand : command.getSubcommands().values()) {
            addHelpAndVersion(subcommand);
        }
    }
}
