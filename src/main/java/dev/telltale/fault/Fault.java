package dev.telltale.fault;

import dev.telltale.model.NodeId;
import dev.telltale.text.SafeText;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A fault that is injected on purpose.
 *
 * @param author the process that made it and renews its lease, such as {@code panel-4711}; 1 to 64 of
 *     {@code A-Z a-z 0-9 . _ -}
 * @param since when it took effect, by the clock of the process that reports it
 * @param lease time after the last renewal at which the fault ends by itself, 1 s to 24 h
 */
public record Fault(FaultId id, String author, FaultType effect, Instant since, Duration lease) {
    public static final Duration MIN_LEASE = Duration.ofSeconds(1);
    public static final Duration MAX_LEASE = Duration.ofHours(24);
    private static final Pattern AUTHOR = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    public Fault {
        if (!AUTHOR.matcher(author).matches()) {
            throw new IllegalArgumentException(
                    "an author is 1 to 64 letters, digits, dots, underscores or hyphens, found " + SafeText.of(author));
        }
        if (lease.compareTo(MIN_LEASE) < 0 || lease.compareTo(MAX_LEASE) > 0) {
            throw new IllegalArgumentException("a lease is 1 s to 24 h, found " + lease.toMillis() + " ms");
        }
    }

    public Fault withSince(Instant instant) {
        return new Fault(id, author, effect, instant, lease);
    }

    /** The part of the fault that this node must enforce; empty if there is none. */
    public Optional<Fault> partOf(NodeId node) {
        return effect.partOf(node).map(part -> new Fault(id, author, part, since, lease));
    }
}
