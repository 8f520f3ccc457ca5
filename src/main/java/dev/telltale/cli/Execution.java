package dev.telltale.cli;

import dev.telltale.cli.base.CommandException;
import dev.telltale.cli.base.ExitCode;
import dev.telltale.cli.base.Messages;
import dev.telltale.cli.base.TerminalSupport;
import dev.telltale.platform.NoPortException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** Runs a parsed command; prints each failure to stderr and turns it into an exit code. */
final class Execution implements IExecutionStrategy, IParameterExceptionHandler, IExecutionExceptionHandler {
    /** Runs the command. Lost output is a failure: a command whose output could not be written exits with 3. */
    @Override
    public int execute(ParseResult parsed) {
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

    @Override
    public int handleParseException(ParameterException failure, String[] args) {
        CommandLine command = failure.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(Messages.asSentence(UsageErrors.sentence(failure)));
        String suggestion = UsageErrors.suggestion(failure);
        err.println(suggestion.isEmpty() ? "See " + command.getCommandSpec().qualifiedName() + " --help." : suggestion);
        return ExitCode.USAGE;
    }

    /** Prints a stack trace only for an internal error. */
    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        if (failure instanceof CommandException expected) {
            for (String sentence : expected.sentences()) {
                err.println(sentence);
            }
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
