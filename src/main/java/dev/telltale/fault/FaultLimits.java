package dev.telltale.fault;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/** Checks of the settings of faults; each throws an {@link IllegalArgumentException} with one sentence. */
final class FaultLimits {
    private FaultLimits() {}

    static Set<Link> checkedLinks(Collection<Link> links) {
        if (links.isEmpty()) {
            throw new IllegalArgumentException("a fault of links needs a link");
        }
        if (links.size() > FaultType.MAX_LINKS) {
            throw new IllegalArgumentException(
                    "a fault has at most " + FaultType.MAX_LINKS + " links, found " + links.size());
        }
        return Collections.unmodifiableSet(new LinkedHashSet<>(links));
    }

    static void checkDuration(String name, Duration value) {
        if (value.isNegative() || value.compareTo(FaultType.MAX_DELAY) > 0) {
            throw new IllegalArgumentException("a " + name + " is 0 ms to 1 min, found " + value.toMillis() + " ms");
        }
    }
}
