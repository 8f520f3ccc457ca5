package dev.telltale.cli;

/** Ends a command with one sentence for people and an exit code. */
final class CommandException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private CommandException(int exitCode, String sentence) {
        super(sentence);
        this.exitCode = exitCode;
    }

    static CommandException usage(String sentence) {
        return new CommandException(ExitCode.USAGE, sentence);
    }

    static CommandException no(String sentence) {
        return new CommandException(ExitCode.NO, sentence);
    }

    static CommandException environment(String sentence) {
        return new CommandException(ExitCode.ENVIRONMENT, sentence);
    }

    int exitCode() {
        return exitCode;
    }
}
