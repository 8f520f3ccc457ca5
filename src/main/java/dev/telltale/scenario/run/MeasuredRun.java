package dev.telltale.scenario.run;

import dev.telltale.groundtruth.GroundTruth;
import dev.telltale.groundtruth.ProcessOutages;
import dev.telltale.model.Cell;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Matrix;
import dev.telltale.model.NodeId;
import dev.telltale.model.PeerReport;
import dev.telltale.model.Status;
import dev.telltale.qos.Quality;
import dev.telltale.qos.StatusHistory;
import dev.telltale.scenario.Action;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Measures the detectors of a real cluster: each round kills one node and starts it again, then pauses and resumes
 * another. Confined to the thread that runs it. Does not close the testbed.
 */
public final class MeasuredRun {
    /** One machine, one clock: the error is the delay between an action and its timestamp, and between polls. */
    private static final Duration TOLERANCE = Duration.ofMillis(100);

    private final ProcessTestbed testbed;
    private final List<NodeId> nodes;
    private final HeartbeatSettings heartbeat;
    private final RandomGenerator random;
    private int steps;

    /** Called twice in each round, on the thread that runs it. */
    @FunctionalInterface
    public interface Progress {
        void onFault(int round, NodeId node, String fault, boolean wasDetectedByAll);
    }

    public MeasuredRun(
            ProcessTestbed testbed, List<NodeId> nodes, HeartbeatSettings heartbeat, RandomGenerator random) {
        this.testbed = testbed;
        this.nodes = List.copyOf(nodes);
        this.heartbeat = heartbeat;
        this.random = random;
    }

    /**
     * Starts the cluster and runs the rounds.
     *
     * @throws TestbedException if a node does not start, stop or become up again in time
     */
    public Quality run(int rounds, Progress progress) throws TestbedException, InterruptedException {
        testbed.open();
        for (int round = 1; round <= rounds; round++) {
            NodeId killed = nodes.get(round % nodes.size());
            progress.onFault(round, killed, "killed", isDetected(Action.Verb.KILL, killed));
            NodeId paused = nodes.get((round + 1) % nodes.size());
            progress.onFault(round, paused, "paused", isDetected(Action.Verb.PAUSE, paused));
        }
        Recording recording = testbed.recording();
        var truth = new GroundTruth(
                recording.start(),
                recording.end(),
                ProcessOutages.of(recording.incidents().events()));
        return Quality.of(truth, StatusHistory.of(nodes, recording.verdictChanges()), heartbeat, TOLERANCE);
    }

    /**
     * Does this to the node at a random time, and undoes it. Returns whether every detector of every other node
     * reported down within twice the timeout plus one interval from the command.
     */
    private boolean isDetected(Action.Verb verb, NodeId node) throws TestbedException, InterruptedException {
        // A random part of an interval, so that faults do not synchronize with heartbeats.
        long interval = heartbeat.interval().toMillis();
        Duration pause = Duration.ofMillis(interval / 4 + random.nextLong(Math.max(1, interval)));
        // Not runUntil, which also computes diagnoses: they would take processor time from the nodes.
        testbed.await(pause, matrix -> false);
        steps++;
        testbed.begin(steps, new Action.OnProcesses(verb, List.of(node)));
        Duration limit = heartbeat.timeout().multipliedBy(2).plus(heartbeat.interval());
        boolean isDetected = testbed.await(limit, matrix -> isDownToAll(matrix, node));
        testbed.end(steps);
        testbed.awaitAllUp();
        return isDetected;
    }

    private static boolean isDownToAll(Matrix matrix, NodeId node) {
        return matrix.nodes().stream()
                .filter(other -> !other.equals(node))
                .map(other -> matrix.cell(other, node))
                .allMatch(MeasuredRun::isDownToAll);
    }

    private static boolean isDownToAll(Cell cell) {
        PeerReport report = cell.report();
        return cell.kind() == Cell.Kind.REPORTED
                && report != null
                && report.verdicts().stream().allMatch(verdict -> verdict.status() == Status.DOWN);
    }
}
