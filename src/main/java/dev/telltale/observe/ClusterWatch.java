package dev.telltale.observe;

import dev.telltale.client.StatusClient;
import dev.telltale.model.Matrix;
import dev.telltale.model.MatrixRow;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.net.HostName;
import dev.telltale.observe.history.MatrixHistory;
import dev.telltale.time.TimeSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Asks every node for its status, all at once and each on its own: one that hangs makes only its own row stale. It owns
 * one thread, on which the listener is called.
 */
public final class ClusterWatch implements AutoCloseable {
    private static final int JOURNAL_ENTRIES = 10_000;
    private static final int VERDICT_CHANGES = 100_000;

    private final TimeSource clock;
    private final Consumer<ClusterView> listener;
    private final Journal journal = new Journal(JOURNAL_ENTRIES);
    private final VerdictLog verdicts = new VerdictLog(VERDICT_CHANGES);
    private final MatrixHistory history;
    private final StatusClient client;
    private final WatchThread thread = new WatchThread();
    private final List<Member> members;
    private final List<NodeId> nodes;
    private final Map<NodeId, NodePoller> pollers = new LinkedHashMap<>();

    /** The listener is called on the watch's own thread after every answer and every failure; it must not block. */
    public ClusterWatch(List<Member> members, TimeSource clock, Consumer<ClusterView> listener) {
        this(members, HostName::ofSystem, clock, listener);
    }

    ClusterWatch(List<Member> members, HostName.Source names, TimeSource clock, Consumer<ClusterView> listener) {
        client = new StatusClient(names);
        this.clock = clock;
        this.listener = listener;
        this.members = List.copyOf(members);
        nodes = members.stream().map(Member::id).toList();
        history = new MatrixHistory(nodes, MatrixHistory.ENOUGH_MARKS);
        for (Member member : members) {
            pollers.put(member.id(), new NodePoller(member, client, thread, clock, this::onRow));
        }
    }

    public void start() {
        members.forEach(this::moved);
    }

    /** A node came up, perhaps at another address: it is asked at once. Any thread; unknown nodes are ignored. */
    public void moved(Member member) {
        thread.execute(() -> {
            NodePoller poller = pollers.get(member.id());
            if (poller != null) {
                poller.askAt(member.address());
            }
        });
    }

    public Journal journal() {
        return journal;
    }

    /** What each detector of each observer came to hold; the newest, bounded. */
    public VerdictLog verdicts() {
        return verdicts;
    }

    /** What every observer held of every subject; the newest, bounded. */
    public MatrixHistory history() {
        return history;
    }

    private void onRow(MatrixRow before, MatrixRow after) {
        history.take(after, clock.now());
        if (after.isAnswering() && after.report() != null) {
            ReportDiff.between(before.report(), after.report(), clock.now()).forEach(journal::add);
            ReportDiff.verdicts(before.report(), after.report(), clock.now()).forEach(verdicts::add);
        }
        listener.accept(view());
    }

    private ClusterView view() {
        Map<NodeId, MatrixRow> rows = new LinkedHashMap<>();
        pollers.forEach((node, poller) -> rows.put(node, poller.row()));
        return new ClusterView(clock.now(), new Matrix(nodes, rows), journal.end());
    }

    @Override
    public void close() {
        thread.close();
        client.close();
    }
}
