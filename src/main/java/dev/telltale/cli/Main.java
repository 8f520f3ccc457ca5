package dev.telltale.cli;

import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The program's entry: {@code telltale COMMAND ...}. It extends no JavaFX class, so that nodes load none. */
public final class Main {
    /** Held here, since the log manager forgets loggers that nobody holds, and their levels with them. */
    private static final Logger[] QUIET = {
        Logger.getLogger("io.undertow"),
        Logger.getLogger("org.xnio"),
        Logger.getLogger("org.jboss"),
        Logger.getLogger("javafx")
    };

    /** Each would show a trace for what a peer or a stranger does; what it means is told as evidence. */
    private static final Logger[] SILENT = {
        Logger.getLogger("io.undertow.client"), Logger.getLogger("io.undertow.request.io")
    };

    private Main() {}

    public static void main(String[] args) throws InterruptedException {
        for (Logger logger : QUIET) {
            logger.setLevel(Level.SEVERE);
        }
        for (Logger logger : SILENT) {
            logger.setLevel(Level.OFF);
        }
        Optional<NodeCall> node = PlainNodeCall.read(args);
        System.exit(node.isPresent() ? run(node.get()) : Commands.commandLine().execute(args));
    }

    private static int run(NodeCall call) throws InterruptedException {
        try {
            return call.toRun().untilTheEnd();
        } catch (CommandException e) {
            System.err.println(Sentences.ended(String.valueOf(e.getMessage())));
            return e.exitCode();
        }
    }
}
