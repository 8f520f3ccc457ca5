package dev.telltale.observe;

import dev.telltale.client.StatusClient;
import dev.telltale.concurrent.Futures;
import dev.telltale.concurrent.SerialScheduler;
import dev.telltale.model.Address;
import dev.telltale.model.MatrixRow;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.model.StatusReport;
import dev.telltale.time.ClockReading;
import dev.telltale.time.TimeSource;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Polls the status of one node repeatedly, with blocking queries if the node supports them. Watch thread only. */
final class NodePoller {
    /** How long a node may delay its response until something changes; so the maximum age of a row without changes. */
    private static final Duration MAX_WAIT = Duration.ofSeconds(1);

    /** The same while the views are not looked at: a change is still known at once. */
    private static final Duration MAX_UNSEEN_WAIT = Duration.ofSeconds(5);

    /** Time limit of a response beyond the wait. */
    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    private static final Duration PAUSE = Duration.ofMillis(250);
    /**
     * A request that fails this long after its limit was delayed by a pause of this process, which says nothing about
     * the node.
     */
    private static final Duration PAUSED_AFTER = Duration.ofSeconds(1);

    private final NodeId node;
    private final StatusClient client;
    private final SerialScheduler thread;
    private final TimeSource clock;
    private final Listener listener;

    private final ClockOffset offset = new ClockOffset();
    private Address address;
    private MatrixRow row;
    private int generation;
    private Duration maxWait = MAX_WAIT;
    private boolean wasPaused;

    /** Called on the watch thread. */
    interface Listener {
        void onRow(MatrixRow before, MatrixRow after);
    }

    NodePoller(Member member, StatusClient client, SerialScheduler thread, TimeSource clock, Listener listener) {
        node = member.id();
        address = member.address();
        this.client = client;
        this.thread = thread;
        this.clock = clock;
        this.listener = listener;
        row = MatrixRow.neverPolled(node);
    }

    MatrixRow row() {
        return row;
    }

    /** Polls at once, and from now on at this address. The response to a pending request is ignored. */
    void pollAt(Address newAddress) {
        address = newAddress;
        generation++;
        poll(generation);
    }

    /** Sets the wait of the next requests; when the views are looked at again, polls at once. */
    void setSeen(boolean isSeen) {
        boolean wasSeen = maxWait.equals(MAX_WAIT);
        maxWait = isSeen ? MAX_WAIT : MAX_UNSEEN_WAIT;
        if (isSeen && !wasSeen) {
            pollAt(address);
        }
    }

    private void poll(int requestGeneration) {
        if (requestGeneration != generation) {
            return;
        }
        Long version = row.isAnswering() ? Objects.requireNonNull(row.report()).version() : null;
        Duration maxHeld = version == null ? Duration.ZERO : maxWait;
        String query = version == null ? "" : "?index=" + version + "&wait=" + maxHeld.toMillis() + "ms";
        ClockReading start = clock.now();
        CompletableFuture<StatusReport> unused = client.request(node, address, query, maxHeld, maxWait.plus(TIMEOUT))
                .whenComplete((report, failure) -> thread.tryExecute(() -> {
                    if (requestGeneration == generation) {
                        ended(requestGeneration, maxHeld, report, failure, start);
                    }
                }));
    }

    private void ended(
            int requestGeneration,
            Duration maxHeld,
            @Nullable StatusReport report,
            @Nullable Throwable failure,
            ClockReading start) {
        ClockReading now = clock.now();
        wasPaused = failure != null
                && !wasPaused
                && now.since(start).minus(maxWait).compareTo(TIMEOUT.plus(PAUSED_AFTER)) > 0;
        if (wasPaused) {
            schedule(requestGeneration, Duration.ZERO);
            return;
        }
        boolean wasHeld = !maxHeld.isZero() && now.since(start).compareTo(maxHeld.dividedBy(2)) > 0;
        Duration pause = PAUSE;
        try {
            boolean isChanged = update(report, failure, start, now);
            // Pause if a node answers at once without a change; otherwise this would be a busy loop.
            pause = failure == null && (isChanged || wasHeld) ? Duration.ZERO : PAUSE;
        } finally {
            // Even if handling failed: otherwise this node would never be polled again.
            schedule(requestGeneration, pause);
        }
    }

    private void schedule(int requestGeneration, Duration pause) {
        thread.after(pause, () -> poll(requestGeneration));
    }

    private boolean update(
            @Nullable StatusReport report, @Nullable Throwable failure, ClockReading start, ClockReading now) {
        MatrixRow before = row;
        if (report == null) {
            row = row.withSilence(failure == null ? "no answer" : Futures.message(failure));
        } else {
            StatusReport corrected = offset.corrected(report, start.wall(), now.wall());
            row = row.withReport(corrected, now, offset.ahead());
        }
        listener.onRow(before, row);
        return report != null
                && (before.report() == null
                        || !before.isAnswering()
                        || !Objects.equals(before.report().version(), report.version()));
    }
}
