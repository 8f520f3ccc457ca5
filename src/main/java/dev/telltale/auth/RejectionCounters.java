package dev.telltale.auth;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/** Counts rejected requests by reason, and rejected responses. Any thread. */
final class RejectionCounters {
    /** Name of the count of responses that are not authentic. */
    private static final String RESPONSES = "answers";

    private final Map<RejectionReason, AtomicLong> requests = new EnumMap<>(RejectionReason.class);
    private final AtomicLong responses = new AtomicLong();

    RejectionCounters() {
        for (RejectionReason reason : RejectionReason.values()) {
            requests.put(reason, new AtomicLong());
        }
    }

    /** Counts a rejected request; true if it is the first for this reason. */
    boolean isFirst(RejectionReason reason) {
        return Objects.requireNonNull(requests.get(reason)).getAndIncrement() == 0;
    }

    /** Counts a rejected response; true if it is the first. */
    boolean isFirstResponse() {
        return responses.getAndIncrement() == 0;
    }

    Map<String, Long> byId() {
        Map<String, Long> counts = new LinkedHashMap<>();
        requests.forEach((reason, count) -> counts.put(reason.id(), count.get()));
        counts.put(RESPONSES, responses.get());
        return counts;
    }
}
