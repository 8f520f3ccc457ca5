package dev.telltale.cli;

import dev.telltale.cli.base.CommandException;
import dev.telltale.cli.node.FastNodeArguments;
import dev.telltale.cli.node.NodeArguments;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
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
        System.exit(
                call(args, System.err::println, words -> Commands.commandLine().execute(words)));
    }

    /**
     * Runs the command to its end and returns its exit code.
     *
     * @param err receives the message of a plain node call that fails; every other call prints through its command line
     * @param commands runs a call that is not a plain node call; its type does not name picocli, which a node must not load
     */
    static int call(String[] args, Consumer<String> err, ToIntFunction<String[]> commands) throws InterruptedException {
        Optional<NodeArguments> node = FastNodeArguments.read(args);
        if (node.isEmpty()) {
            return commands.applyAsInt(args);
        }
        try {
            return node.get().toRun().untilTheEnd();
        } catch (CommandException e) {
            e.sentences().forEach(err);
            return e.exitCode();
        }
    }
}
