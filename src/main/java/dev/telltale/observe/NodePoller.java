package dev.telltale.observe;

import dev.telltale.client.StatusClient;
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
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Asks one node again and again, blocking queries where the node knows them. Confined to the watch's thread. */
final class NodePoller {
    /** How long a node may hold a question back; also how old a row's figures get while nothing changes. */
    private static final Duration WAIT = Duration.ofSeconds(1);

    private static final Duration GRACE = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofMillis(250);
    /** A failure that is known so much later than the deadline was slept through: by this process, not by the node. */
    private static final Duration ASLEEP = WAIT.plus(GRACE).plusSeconds(1);

    private final NodeId node;
    private final StatusClient client;
    private final WatchThread thread;
    private final TimeSource clock;
    private final Listener listener;

    private final ClockOffset offset = new ClockOffset();
    private Address address;
    private MatrixRow row;
    private int generation;
    private boolean hasSlept;

    /** Called on the watch's thread. */
    interface Listener {
        void onRow(MatrixRow before, MatrixRow after);
    }

    NodePoller(Member member, StatusClient client, WatchThread thread, TimeSource clock, Listener listener) {
        node = member.id();
        address = member.address();
        this.client = client;
        this.thread = thread;
        this.clock = clock;
        this.listener = listener;
        row = MatrixRow.neverAsked(node);
    }

    MatrixRow row() {
        return row;
    }

    /** Asks now, and from now on at this address; an answer that is still under way is no longer listened to. */
    void askAt(Address newAddress) {
        address = newAddress;
        generation++;
        ask(generation);
    }

    private void ask(int asked) {
        if (asked != generation) {
            return;
        }
        Long version = row.isAnswering() ? Objects.requireNonNull(row.report()).version() : null;
        String query = version == null ? "" : "?index=" + version + "&wait=" + WAIT.toMillis() + "ms";
        ClockReading start = clock.now();
        Duration held = version == null ? Duration.ZERO : WAIT;
        CompletableFuture<StatusReport> unused = client.ask(node, address, query, held, WAIT.plus(GRACE))
                .whenComplete((report, failure) -> thread.execute(() -> {
                    if (asked == generation) {
                        ended(asked, version != null, report, failure, start);
                    }
                }));
    }

    private void ended(
            int asked,
            boolean mayBeHeld,
            @Nullable StatusReport report,
            @Nullable Throwable failure,
            ClockReading start) {
        ClockReading now = clock.now();
        hasSlept = failure != null && !hasSlept && now.since(start).compareTo(ASLEEP) > 0;
        if (hasSlept) {
            again(asked, Duration.ZERO);
            return;
        }
        boolean wasHeld = mayBeHeld && now.since(start).compareTo(WAIT.dividedBy(2)) > 0;
        Duration pause = PAUSE;
        try {
            boolean isNews = take(report, failure, start, now);
            // A node that answers old news at once would be asked without end.
            pause = failure == null && (isNews || wasHeld) ? Duration.ZERO : PAUSE;
        } finally {
            // Whatever fails with an answer: who is not asked again is silent for ever.
            again(asked, pause);
        }
    }

    private void again(int asked, Duration pause) {
        thread.after(pause, () -> ask(asked));
    }

    private boolean take(
            @Nullable StatusReport report, @Nullable Throwable failure, ClockReading start, ClockReading now) {
        MatrixRow before = row;
        if (report == null) {
            row = row.withSilence(failure == null ? "no answer" : reason(failure));
        } else {
            StatusReport ours = offset.corrected(report, start.wall(), now.wall());
            row = row.answered(ours, now, offset.ahead());
        }
        listener.onRow(before, row);
        return report != null
                && (before.report() == null
                        || !before.isAnswering()
                        || !Objects.equals(before.report().version(), report.version()));
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return String.valueOf(cause == null ? failure.getMessage() : cause.getMessage());
    }
}
