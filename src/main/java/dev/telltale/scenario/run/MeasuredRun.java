package dev.telltale.scenario.run;

import dev.telltale.concurrent.Futures;
import dev.telltale.config.ClusterConfig;
import dev.telltale.groundtruth.GroundTruth;
import dev.telltale.groundtruth.ProcessOutages;
import dev.telltale.launcher.Launcher;
import dev.telltale.model.Cell;
import dev.telltale.model.Matrix;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.model.PeerReport;
import dev.telltale.model.Status;
import dev.telltale.observe.ClusterWatch;
import dev.telltale.qos.Quality;
import dev.telltale.qos.StatusHistories;
import dev.telltale.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * Measures the detectors of a real cluster: each round kills one node and starts it again, then pauses and resumes
 * another. Confined to the thread that runs it. Does not close the launcher.
 */
public final class MeasuredRun implements AutoCloseable {
    private static final Duration MAX_START_TIME = Duration.ofSeconds(60);
    /** One machine, one clock: the error is the delay between an action and its timestamp, and between polls. */
    private static final Duration TOLERANCE = Duration.ofMillis(100);

    private final ClusterConfig config;
    private final Launcher launcher;
    private final TimeSource clock;
    private final RandomGenerator random;
    private final ClusterWatch watch;
    private final Object lock = new Object();
    private Matrix matrix;
    private Instant start = Instant.MAX;

    /** Called twice in each round, on the thread that runs it. */
    @FunctionalInterface
    public interface Progress {
        void onFault(int round, NodeId node, String fault, boolean wasDetectedByAll);
    }

    public MeasuredRun(ClusterConfig config, Launcher launcher, TimeSource clock, RandomGenerator random) {
        this.config = config;
        this.launcher = launcher;
        this.clock = clock;
        this.random = random;
        matrix = Matrix.empty(config.ids());
        watch = new ClusterWatch(launcher.members(), clock, view -> {
            synchronized (lock) {
                matrix = view.matrix();
                lock.notifyAll();
            }
        });
    }

    /**
     * Starts the cluster and runs the rounds.
     *
     * @throws MeasureException if a node does not start, stop or become up again in time
     */
    public Quality run(int rounds, Progress progress) throws MeasureException, InterruptedException {
        await(launcher.startAll());
        launcher.members().forEach(watch::pollNow);
        awaitAllUp();
        start = clock.now().wall();
        List<Member> members = launcher.members();
        for (int round = 1; round <= rounds; round++) {
            NodeId killed = members.get(round % members.size()).id();
            waitForRandomPhase();
            await(launcher.kill(killed));
            progress.onFault(round, killed, "killed", isDetected(killed));
            await(launcher.start(killed));
            members.forEach(watch::pollNow);
            awaitAllUp();

            NodeId paused = members.get((round + 1) % members.size()).id();
            waitForRandomPhase();
            await(launcher.pause(paused));
            boolean wasDetected = isDetected(paused);
            await(launcher.resume(paused));
            progress.onFault(round, paused, "paused", wasDetected);
            awaitAllUp();
        }
        return quality();
    }

    /** Waits for a random part of an interval, so that faults do not synchronize with heartbeats. */
    private void waitForRandomPhase() throws InterruptedException {
        long interval = config.heartbeat().interval().toMillis();
        Thread.sleep(interval / 4 + random.nextLong(Math.max(1, interval)));
    }

    /** Whether every detector of every other node reports down within twice the timeout plus one interval. */
    private boolean isDetected(NodeId node) throws InterruptedException {
        Duration timeout = config.heartbeat()
                .timeout()
                .multipliedBy(2)
                .plus(config.heartbeat().interval());
        return await(timeout, current -> cellsAbout(current, node).allMatch(MeasuredRun::isDownToAll));
    }

    private static java.util.stream.Stream<Cell> cellsAbout(Matrix current, NodeId node) {
        return current.nodes().stream().filter(other -> !other.equals(node)).map(other -> current.cell(other, node));
    }

    private static boolean isDownToAll(Cell cell) {
        PeerReport report = cell.report();
        return cell.kind() == Cell.Kind.REPORTED
                && report != null
                && report.verdicts().stream().allMatch(verdict -> verdict.status() == Status.DOWN);
    }

    private void awaitAllUp() throws MeasureException, InterruptedException {
        if (!await(MAX_START_TIME, Matrix::isAllUpByAllDetectors)) {
            throw new MeasureException("not all nodes saw all others up within " + MAX_START_TIME.toSeconds() + " s");
        }
    }

    private boolean await(Duration timeout, Predicate<Matrix> condition) throws InterruptedException {
        long deadline = clock.nanos() + timeout.toNanos();
        synchronized (lock) {
            while (!condition.test(matrix)) {
                long left = deadline - clock.nanos();
                if (left <= 0) {
                    return false;
                }
                TimeUnit.NANOSECONDS.timedWait(lock, left);
            }
        }
        return true;
    }

    private static void await(CompletableFuture<?> future) throws MeasureException, InterruptedException {
        try {
            future.get(MAX_START_TIME.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new MeasureException(Futures.message(e));
        } catch (TimeoutException e) {
            throw new MeasureException(
                    "an operation on a node did not complete within " + MAX_START_TIME.toSeconds() + " s");
        }
    }

    private Quality quality() {
        var truth = new GroundTruth(start, clock.now().wall(), ProcessOutages.of(launcher.processEvents()));
        return Quality.of(
                truth, StatusHistories.of(config.ids(), watch.verdicts().all()), config.heartbeat(), TOLERANCE);
    }

    /** Stops watching the nodes; does not stop them. */
    @Override
    public void close() {
        watch.close();
    }
}
