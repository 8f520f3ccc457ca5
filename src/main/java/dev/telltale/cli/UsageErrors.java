package dev.telltale.cli;

import dev.telltale.text.SafeText;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns picocli's parse errors into messages in the style of all other messages of the program. */
final class UsageErrors {
    private UsageErrors() {}

    /** The mistake, and the correct form. */
    static String sentence(ParameterException failure) {
        CommandSpec command = failure.getCommandLine().getCommandSpec();
        if (failure instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            return unmatched(unmatched, command);
        }
        if (failure instanceof MissingParameterException missing
                && !missing.getMissing().isEmpty()) {
            return missing(missing.getMissing().get(0), command);
        }
        if (failure instanceof OverwrittenOptionException twice) {
            return name(twice.getOverwritten()) + " is given twice; give it once";
        }
        ArgSpec arg = failure.getArgSpec();
        Throwable cause = failure.getCause();
        if (arg == null || cause == null) {
            return String.valueOf(failure.getMessage()); // Thrown by our own code, not by picocli.
        }
        return arg.isOption() && arg.arity().max() == 0
                ? name(arg) + " takes no value, found " + SafeText.of(failure.getValue()) + "; write " + name(arg)
                : name(arg) + ": " + cause.getMessage();
    }

    /**
     * The names that picocli finds similar, as a question; empty if it finds none. For a command of an earlier version,
     * what replaces it.
     */
    static String suggestion(ParameterException failure) {
        if (!(failure instanceof UnmatchedArgumentException unmatched)) {
            return "";
        }
        String command = failure.getCommandLine().getCommandSpec().qualifiedName();
        if (unmatched.getUnmatched().contains("detector") && command.equals("telltale")) {
            return "Use telltale status --detector NAME: which detector is shown is a choice of the viewer.";
        }
        String suggestions = unmatched.getSuggestions().stream()
                .map(word -> unmatched.isUnknownOption() ? word : command + " " + word)
                .collect(Collectors.joining(" or "));
        return suggestions.isEmpty() ? "" : "Did you mean " + suggestions + "?";
    }

    private static String unmatched(UnmatchedArgumentException failure, CommandSpec command) {
        String name = command.qualifiedName();
        String found = SafeText.of(failure.getUnmatched().get(0));
        if (failure.isUnknownOption()) {
            return name + " has no option " + found + "; its options are "
                    + list(command.options().stream()
                            .filter(option -> !option.hidden())
                            .map(UsageErrors::name));
        }
        return command.subcommands().isEmpty()
                ? name + " takes no " + found + "; write " + form(command)
                : name + " has no command " + found + "; its commands are "
                        + list(command.subcommands().keySet().stream());
    }

    private static String missing(ArgSpec arg, CommandSpec command) {
        return arg instanceof OptionSpec option
                ? name(option) + " has no value; write " + name(option) + " " + option.paramLabel()
                : name(arg) + " is missing; write " + form(command);
    }

    /** The command with its positional parameters, without its options. */
    private static String form(CommandSpec command) {
        String takes = command.positionalParameters().stream()
                .map(arg -> {
                    String label = arg.paramLabel() + (arg.arity().isVariable() ? "..." : "");
                    return arg.arity().min() == 0 ? " [" + label + "]" : " " + label;
                })
                .collect(Collectors.joining());
        return command.qualifiedName() + takes;
    }

    private static String name(ArgSpec arg) {
        return arg instanceof OptionSpec option ? option.longestName() : arg.paramLabel();
    }

    private static String list(Stream<String> names) {
        List<String> sorted = names.sorted().toList();
        return String.join(", ", sorted);
    }
}
