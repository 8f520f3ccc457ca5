package dev.telltale.launcher.process;

import dev.telltale.model.Address;
import dev.telltale.model.NodeId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The line that a node prints when it accepts requests: {@code telltale: node1 ready on 127.0.0.1:8001 (PID 4711)}, the
 * result of {@link #toString()}.
 */
public record ReadyLine(NodeId node, Address address, long pid) {
    private static final Pattern FORMAT =
            Pattern.compile("telltale: (\\S{1,64}) ready on (\\S{1,300}) \\(PID ([0-9]{1,18})\\)");

    /** Empty for any other line. */
    public static Optional<ReadyLine> parse(String line) {
        Matcher matcher = FORMAT.matcher(line);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ReadyLine(
                    new NodeId(matcher.group(1)), Address.parse(matcher.group(2)), Long.parseLong(matcher.group(3))));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "telltale: " + node + " ready on " + address + " (PID " + pid + ")";
    }
}
