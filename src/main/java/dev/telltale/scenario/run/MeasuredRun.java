package dev.telltale.scenario.run;

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
 * A cluster that is measured: each round kills one node and starts it again, then pauses one and lets it go on. Confined
 * to the thread that runs it; the launcher is the caller's, who closes it.
 */
public final class MeasuredRun implements AutoCloseable {
    private static final Duration MAX_START_TIME = Duration.ofSeconds(60);
    /** Both clocks are of this machine; what remains is the time between a note and the deed, and the poll. */
    private static final Duration TOLERANCE = Duration.ofMillis(100);

    private final ClusterConfig config;
    private final Launcher launcher;
    private final TimeSource clock;
    private final RandomGenerator random;
    private final ClusterWatch watch;
    private final Object news = new Object();
    private Matrix matrix;
    private Instant start = Instant.MAX;

    /** One line for people after each round. */
    @FunctionalInterface
    public interface Progress {
        void onFault(int round, NodeId node, String fault, boolean wasNoticedByAll);
    }

    public MeasuredRun(ClusterConfig config, Launcher launcher, TimeSource clock, RandomGenerator random) {
        this.config = config;
        this.launcher = launcher;
        this.clock = clock;
        this.random = random;
        matrix = Matrix.empty(config.ids());
        watch = new ClusterWatch(launcher.members(), clock, view -> {
            synchronized (news) {
                matrix = view.matrix();
                news.notifyAll();
            }
        });
    }

    /**
     * Starts the cluster and runs the rounds.
     *
     * @throws MeasureException with one sentence, when the cluster does not do what it was told to
     */
    public Quality run(int rounds, Progress progress) throws MeasureException, InterruptedException {
        await(launcher.startAll());
        launcher.members().forEach(watch::moved);
        awaitAllUp();
        start = clock.now().wall();
        List<Member> members = launcher.members();
        for (int round = 1; round <= rounds; round++) {
            NodeId killed = members.get(round % members.size()).id();
            strayFromTheBeat();
            await(launcher.kill(killed));
            progress.onFault(round, killed, "killed", isNoticed(killed));
            await(launcher.start(killed));
            members.forEach(watch::moved);
            awaitAllUp();

            NodeId paused = members.get((round + 1) % members.size()).id();
            strayFromTheBeat();
            await(launcher.pause(paused));
            boolean wasNoticed = isNoticed(paused);
            await(launcher.resume(paused));
            progress.onFault(round, paused, "paused", wasNoticed);
            awaitAllUp();
        }
        return quality();
    }

    /** Anywhere within a heartbeat's interval: faults must not keep step with the heartbeats. */
    private void strayFromTheBeat() throws InterruptedException {
        long interval = config.heartbeat().interval().toMillis();
        Thread.sleep(interval / 4 + random.nextLong(Math.max(1, interval)));
    }

    /** Whether every detector of every other node says down within twice the timeout and an interval. */
    private boolean isNoticed(NodeId node) throws InterruptedException {
        Duration patience = config.heartbeat()
                .timeout()
                .multipliedBy(2)
                .plus(config.heartbeat().interval());
        return await(patience, seen -> others(seen, node).allMatch(MeasuredRun::isDownToAll));
    }

    private static java.util.stream.Stream<Cell> others(Matrix seen, NodeId node) {
        return seen.nodes().stream().filter(other -> !other.equals(node)).map(other -> seen.cell(other, node));
    }

    private static boolean isDownToAll(Cell cell) {
        PeerReport belief = cell.belief();
        return cell.kind() == Cell.Kind.BELIEF
                && belief != null
                && belief.verdicts().stream().allMatch(verdict -> verdict.status() == Status.DOWN);
    }

    private void awaitAllUp() throws MeasureException, InterruptedException {
        if (!await(MAX_START_TIME, Matrix::isAllUp)) {
            throw new MeasureException("not all nodes saw all others up within " + MAX_START_TIME.toSeconds() + " s");
        }
    }

    private boolean await(Duration patience, Predicate<Matrix> condition) throws InterruptedException {
        long deadline = clock.nanos() + patience.toNanos();
        synchronized (news) {
            while (!condition.test(matrix)) {
                long left = deadline - clock.nanos();
                if (left <= 0) {
                    return false;
                }
                TimeUnit.NANOSECONDS.timedWait(news, left);
            }
        }
        return true;
    }

    private static void await(CompletableFuture<?> answer) throws MeasureException, InterruptedException {
        try {
            answer.get(MAX_START_TIME.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw new MeasureException(String.valueOf(cause == null ? e.getMessage() : cause.getMessage()));
        } catch (TimeoutException e) {
            throw new MeasureException("a node did not obey within " + MAX_START_TIME.toSeconds() + " s");
        }
    }

    private Quality quality() {
        var truth = new GroundTruth(start, clock.now().wall(), ProcessOutages.of(launcher.truth()));
        return Quality.of(
                truth, StatusHistories.of(config.ids(), watch.verdicts().all()), config.heartbeat(), TOLERANCE);
    }

    /** Stops watching; the cluster is the launcher's. */
    @Override
    public void close() {
        watch.close();
    }
}
