package dev.telltale.cli.base;

import java.util.List;

/** Ends a command with an exit code and one message, or one message for each mistake in a file. */
public final class CommandException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int exitCode;
    private final transient List<String> sentences;

    private CommandException(int exitCode, List<String> sentences) {
        super(String.join(System.lineSeparator(), sentences));
        this.exitCode = exitCode;
        this.sentences = List.copyOf(sentences);
    }

    public static CommandException usage(String sentence) {
        return usage(List.of(sentence));
    }

    public static CommandException usage(List<String> sentences) {
        return new CommandException(ExitCode.USAGE, sentences);
    }

    public static CommandException negative(String sentence) {
        return new CommandException(ExitCode.NEGATIVE_RESULT, List.of(sentence));
    }

    public static CommandException environment(String sentence) {
        return new CommandException(ExitCode.ENVIRONMENT, List.of(sentence));
    }

    /** The messages, each one line that ends with a full stop. */
    public List<String> sentences() {
        return sentences.stream().map(Messages::asSentence).toList();
    }

    public int exitCode() {
        return exitCode;
    }
}
