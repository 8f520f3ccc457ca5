package dev.telltale.testkit;

import dev.telltale.fault.LinkSets;
import dev.telltale.model.Evidence;
import dev.telltale.model.Matrix;
import dev.telltale.model.MatrixRow;
import dev.telltale.model.NodeId;
import dev.telltale.model.Status;
import dev.telltale.observe.ClusterView;
import dev.telltale.observe.history.MatrixHistory;
import dev.telltale.testkit.TestValues.PeerState;
import dev.telltale.time.ClockReading;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Views of a cluster in which every status changes all the time. Confined to one thread. */
public final class ChangingCluster {
    private static final List<Status> STATUSES = List.of(Status.UP, Status.SUSPECT, Status.DOWN);

    private final List<NodeId> nodes;
    private final MatrixBuilder matrix;
    private final Random random;
    private final MatrixHistory history;
    private final Map<NodeId, MatrixRow> rows = new HashMap<>();
    private int next;

    public ChangingCluster(int size, long seed) {
        matrix = new MatrixBuilder(size);
        nodes = matrix.nodes();
        random = new Random(seed);
        history = new MatrixHistory(nodes, MatrixHistory.DEFAULT_CAPACITY);
    }

    public MatrixHistory history() {
        return history;
    }

    /** One node, each in turn, has answered once more; it draws a fifth of its statuses anew. */
    public ClusterView next(ClockReading now) {
        NodeId observer = nodes.get(next++ % nodes.size());
        LinkSets.row(nodes, observer).forEach(link -> matrix.set(link, next(matrix.state(link), now.wall())));
        MatrixRow row = matrix.row(observer, now);
        rows.put(observer, row);
        history.record(row, now);
        return new ClusterView(now, new Matrix(nodes, rows));
    }

    private PeerState next(PeerState before, Instant now) {
        boolean isDrawn = random.nextInt(5) == 0;
        Status status = isDrawn ? STATUSES.get(random.nextInt(STATUSES.size())) : before.status();
        Instant since = isDrawn ? now : before.since();
        return status == Status.UP
                ? new PeerState(status, Evidence.OK, now.minusMillis(50), since)
                : new PeerState(status, Evidence.TIMEOUT, since.minusMillis(900), since);
    }
}
