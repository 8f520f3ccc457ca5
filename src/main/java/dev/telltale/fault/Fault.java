package dev.telltale.fault;

import dev.telltale.model.NodeId;
import dev.telltale.text.SafeText;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Something that is broken on purpose.
 *
 * @param author who made it and keeps it up, such as {@code panel-4711}; 1 to 64 of {@code A-Z a-z 0-9 . _ -}
 * @param since when it came into force, by the clock of whoever tells of it
 * @param lease how long it outlives the last word of its author, 1 s to 24 h; then it heals by itself
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

    public Fault since(Instant instant) {
        return new Fault(id, author, effect, instant, lease);
    }

    /** As much of it as concerns this node; empty if that is nothing. */
    public Optional<Fault> partOf(NodeId node) {
        return effect.partOf(node).map(part -> new Fault(id, author, part, since, lease));
    }
}
