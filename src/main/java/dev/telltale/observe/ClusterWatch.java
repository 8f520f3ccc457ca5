package dev.telltale.observe;

import dev.telltale.client.StatusClient;
import dev.telltale.concurrent.BoundedLog;
import dev.telltale.concurrent.SerialScheduler;
import dev.telltale.model.Matrix;
import dev.telltale.model.MatrixRow;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.model.Transition;
import dev.telltale.model.VerdictChange;
import dev.telltale.net.HostName;
import dev.telltale.time.TimeSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Polls the status of all nodes concurrently and independently: a hung node makes only its own row stale. Owns one
 * thread, on which the listener is called.
 */
public final class ClusterWatch implements AutoCloseable {
    private static final int JOURNAL_ENTRIES = 10_000;
    private static final int VERDICT_CHANGES = 100_000;

    private final TimeSource clock;
    private final Consumer<ClusterView> listener;
    private final BoundedLog<Transition> journal = new BoundedLog<>(JOURNAL_ENTRIES);
    private final BoundedLog<VerdictChange> verdicts = new BoundedLog<>(VERDICT_CHANGES);
    private final StatusClient client;
    private final SerialScheduler thread = new SerialScheduler("observe");
    private final List<Member> members;
    private final List<NodeId> nodes;
    private final Map<NodeId, NodePoller> pollers = new LinkedHashMap<>();
    private volatile boolean isClosed;

    /** @param listener called on the watch thread after every response and every failure; must not block */
    public ClusterWatch(List<Member> members, TimeSource clock, Consumer<ClusterView> listener) {
        this(members, HostName::ofSystem, clock, listener);
    }

    ClusterWatch(List<Member> members, HostName.Source names, TimeSource clock, Consumer<ClusterView> listener) {
        client = new StatusClient(names);
        this.clock = clock;
        this.listener = listener;
        this.members = List.copyOf(members);
        nodes = members.stream().map(Member::id).toList();
        for (Member member : members) {
            pollers.put(member.id(), new NodePoller(member, client, thread, clock, this::onRow));
        }
    }

    /** Starts polling all members. */
    public void start() {
        members.forEach(this::pollNow);
    }

    /** Polls a member at once, and from now on at this address. Nodes that are not members are ignored. Any thread. */
    public void pollNow(Member member) {
        thread.tryExecute(() -> {
            NodePoller poller = pollers.get(member.id());
            if (poller != null && !isClosed) {
                poller.pollAt(member.address());
            }
        });
    }

    /**
     * Tells whether the views are looked at: without changes they are at most 1 s old then, else 5 s. Changes are known at
     * once in both cases. Any thread.
     */
    public void setSeen(boolean isSeen) {
        thread.tryExecute(() -> pollers.values().forEach(poller -> poller.setSeen(isSeen)));
    }

    /** The newest 10,000 changes of the statuses that the nodes themselves report, in order of arrival. */
    public BoundedLog<Transition> journal() {
        return journal;
    }

    /** The newest 100,000 changes of verdicts, of all detectors and observers. */
    public BoundedLog<VerdictChange> verdicts() {
        return verdicts;
    }

    private void onRow(MatrixRow before, MatrixRow after) {
        if (isClosed) {
            return;
        }
        if (after.isAnswering() && after.report() != null) {
            ReportDiff.transitions(before.report(), after.report(), true, clock.now())
                    .forEach(journal::add);
            ReportDiff.verdicts(before.report(), after.report(), clock.now()).forEach(verdicts::add);
        }
        listener.accept(view());
    }

    private ClusterView view() {
        Map<NodeId, MatrixRow> rows = new LinkedHashMap<>();
        pollers.forEach((node, poller) -> rows.put(node, poller.row()));
        return new ClusterView(clock.now(), new Matrix(nodes, rows));
    }

    /** The listener is not called afterwards, but for a call that has begun. */
    @Override
    public void close() {
        isClosed = true;
        thread.close();
        client.close();
    }
}
