package dev.telltale.cli;

import dev.telltale.cli.base.CommandException;
import dev.telltale.cli.base.ExitCode;
import dev.telltale.cli.base.Messages;
import dev.telltale.cli.base.ModelConverters;
import dev.telltale.cli.base.TerminalSupport;
import dev.telltale.cli.base.Version;
import dev.telltale.platform.NoPortException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** Creates picocli's command line, which prints each failure to stderr and turns it into an exit code. */
public final class CommandLineFactory {
    private CommandLineFactory() {}

    public static CommandLine create() {
        var command = new CommandLine(new TelltaleCommand());
        command.setExecutionStrategy(CommandLineFactory::execute);
        command.setParameterExceptionHandler(CommandLineFactory::onUsageError);
        command.setExecutionExceptionHandler(CommandLineFactory::onFailure);
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
        command.getSubcommands().values().forEach(CommandLineFactory::addHelpAndVersion);
    }

    /** Runs the command. Lost output is a failure: a command whose output could not be written exits with 3. */
    private static int execute(ParseResult parsed) {
        for (ParseResult part = parsed; part.hasSubcommand(); part = part.subcommand()) {
            rejectOptions(part);
        }
        int code = new RunLast().execute(parsed);
        CommandLine command = parsed.commandSpec().commandLine();
        if (code > ExitCode.NEGATIVE_RESULT || !TerminalSupport.isLost(command.getOut())) {
            return code;
        }
        command.getErr()
                .println("The output could not be written: standard output is closed, its reader has ended, or its disk"
                        + " is full; direct it elsewhere.");
        return ExitCode.ENVIRONMENT;
    }

    /** Rejects options of a command that precede its subcommand: they would be parsed and have no effect. */
    private static void rejectOptions(ParseResult before) {
        for (OptionSpec option : before.matchedOptions()) {
            if (!option.usageHelp() && !option.versionHelp()) {
                String command = before.subcommand().commandSpec().qualifiedName() + " ... " + option.longestName();
                throw new ParameterException(
                        before.commandSpec().commandLine(),
                        option.longestName() + " is before the command, where it has no effect; write " + command
                                + (option.arity().max() == 0
                                        ? ""
                                        : " " + option.originalStringValues().get(0)));
            }
        }
    }

    private static int onUsageError(ParameterException failure, String[] args) {
        CommandLine command = failure.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(Messages.asSentence(UsageErrors.sentence(failure)));
        String suggestion = UsageErrors.suggestion(failure);
        err.println(suggestion.isEmpty() ? "See " + command.getCommandSpec().qualifiedName() + " --help." : suggestion);
        return ExitCode.USAGE;
    }

    /** Prints a stack trace only for an internal error. */
    private static int onFailure(Exception failure, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        if (failure instanceof CommandException expected) {
            expected.sentences().forEach(err::println);
            return expected.exitCode();
        }
        if (failure instanceof NoPortException noPort) {
            err.println(noPort.getMessage());
            return ExitCode.ENVIRONMENT;
        }
        err.println("Internal error in Telltale; please report the following.");
        failure.printStackTrace(err);
        return ExitCode.INTERNAL_ERROR;
    }
}
