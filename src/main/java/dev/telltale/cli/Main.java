package dev.telltale.cli;

import dev.telltale.cli.base.CommandException;
import dev.telltale.cli.node.LaunchedNode;
import dev.telltale.text.LocaleFormat;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/** Entry point: {@code telltale COMMAND ...}. Extends no JavaFX class, so that nodes load none. */
public final class Main {
    private Main() {}

    public static void main(String[] args) throws InterruptedException {
        LocaleFormat.keepOutputNeutral();
        System.exit(call(
                args,
                System.err::println,
                words -> CommandLineFactory.create(words).execute(words)));
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
