package dev.telltale.cli;

import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;

/** The program's entry: {@code telltale COMMAND ...}. It extends no JavaFX class, so that nodes load none. */
public final class Main {
    /** Held here, since the log manager forgets loggers that nobody holds, and their levels with them. */
    private static final Logger[] QUIET = {
        Logger.getLogger("io.undertow"),
        Logger.getLogger("org.xnio"),
        Logger.getLogger("org.jboss"),
        Logger.getLogger("javafx")
    };

    private Main() {}

    public static void main(String[] args) {
        for (Logger logger : QUIET) {
            logger.setLevel(Level.SEVERE);
        }
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        var command = new CommandLine(new TelltaleCommand());
        command.setParameterExceptionHandler(Failures::onBadCall);
        command.setExecutionExceptionHandler(Failures::onFailure);
        command.setUsageHelpAutoWidth(true);
        ModelConverters.registerIn(command);
        return command;
    }
}
