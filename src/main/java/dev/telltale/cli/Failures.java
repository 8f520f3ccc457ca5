package dev.telltale.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Every failure becomes one sentence on stderr and an exit code; a stack trace only for a fault of our own. */
final class Failures {
    private Failures() {}

    static int onBadCall(ParameterException failure, String[] args) {
        CommandLine command = failure.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(sentence(String.valueOf(failure.getMessage())));
        UnmatchedArgumentException.printSuggestions(failure, err);
        err.println("See " + command.getCommandSpec().qualifiedName() + " --help.");
        return ExitCode.USAGE;
    }

    static int onFailure(Exception failure, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        if (failure instanceof CommandException expected) {
            err.println(sentence(String.valueOf(expected.getMessage())));
            return expected.exitCode();
        }
        err.println("Telltale failed, which is a fault of its own; please report what follows.");
        failure.printStackTrace(err);
        return ExitCode.FAULT;
    }

    private static String sentence(String text) {
        String oneLine = text.strip().replaceAll("\\s*\\R\\s*", " ");
        return oneLine.endsWith(".") ? oneLine : oneLine + ".";
    }
}
