package dev.telltale.cli.node;

import dev.telltale.cli.base.CommandException;
import dev.telltale.wire.NodeSettings;
import dev.telltale.wire.WireException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;

/**
 * A node that a launcher started: {@code telltale node --stdin --id node1 --port 8001 --cluster demo}, with its settings
 * on standard input. Does not use picocli, which costs a node 3 MB of memory and a third of its start time (a class-data
 * archive cannot contain classes of its class-file version).
 */
public final class LaunchedNode {
    private static final Duration SETTINGS_TIMEOUT = Duration.ofSeconds(10);

    private LaunchedNode() {}

    /** Whether these arguments, including {@code node}, are those of a launcher. */
    public static boolean isCall(String[] args) {
        return args.length > 1 && args[0].equals("node") && args[1].equals(NodeSettings.ARGUMENT);
    }

    /**
     * Reads the settings and runs the node until its end.
     *
     * @param in standard input
     * @return the exit code
     * @throws CommandException if the settings are missing, wrong or not those of the arguments, or the node cannot
     *     listen
     */
    public static int runUntilEnd(String[] args, InputStream in) throws CommandException, InterruptedException {
        var parent = new ParentProcess(in);
        NodeSettings settings = settings(parent.line(SETTINGS_TIMEOUT));
        if (!settings.arguments().equals(List.of(args))) {
            throw CommandException.usage("the arguments do not fit the settings on standard input, which are for: "
                    + String.join(" ", settings.arguments()));
        }
        ListenPolicy.check(settings);
        return new NodeRun(settings, parent).runUntilEnd();
    }

    private static NodeSettings settings(byte[] line) throws CommandException {
        try {
            return NodeSettings.read(line);
        } catch (WireException e) {
            throw CommandException.usage("the settings on standard input: " + e.getMessage());
        }
    }
}
