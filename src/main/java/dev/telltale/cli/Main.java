package dev.telltale.cli;

import dev.telltale.cli.base.CommandException;
import dev.telltale.cli.node.LaunchedNode;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Entry point: {@code telltale COMMAND ...}. Extends no JavaFX class, so that nodes load none. */
public final class Main {
    /** Strong references: the log manager drops unreferenced loggers, and their levels with them. */
    private static final Logger[] QUIET = {
        Logger.getLogger("io.undertow"),
        Logger.getLogger("org.xnio"),
        Logger.getLogger("org.jboss"),
        Logger.getLogger("javafx")
    };

    /** Each would log a stack trace for a client's or peer's error, which the node reports as evidence. */
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
        System.exit(call(
                args, System.err::println, words -> CommandLineFactory.create().execute(words)));
    }

    /**
     * Runs the command to its end and returns its exit code.
     *
     * @param err receives the messages of a launched node that fails; all other calls print through their command line
     * @param commands runs all other calls; its type does not name picocli, which a node must not load
     */
    static int call(String[] args, Consumer<String> err, ToIntFunction<String[]> commands) throws InterruptedException {
        if (!LaunchedNode.isCall(args)) {
            return commands.applyAsInt(args);
        }
        try {
            return LaunchedNode.runUntilEnd(args, System.in);
        } catch (CommandException e) {
            e.sentences().forEach(err);
            return e.exitCode();
        }
    }
}
