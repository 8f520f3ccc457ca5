package dev.telltale.recording.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.concurrent.BoundedLog;
import dev.telltale.config.ClusterConfig;
import dev.telltale.groundtruth.ProcessEvent;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.MatrixRow;
import dev.telltale.model.NodeId;
import dev.telltale.model.PeerReport;
import dev.telltale.model.Status;
import dev.telltale.model.Transition;
import dev.telltale.model.VerdictChange;
import dev.telltale.observe.ClusterView;
import dev.telltale.observe.StatusRecord;
import dev.telltale.recording.RecordedEvent;
import dev.telltale.recording.RecordingException;
import dev.telltale.recording.RecordingInfo;
import dev.telltale.recording.RecordingLimits;
import dev.telltale.recording.RecordingWriter;
import dev.telltale.sim.SimulationSettings;
import dev.telltale.sim.VirtualCluster;
import dev.telltale.sim.VirtualCluster.ProcessState;
import dev.telltale.sim.VirtualNetwork;
import dev.telltale.testkit.Seeds;
import dev.telltale.time.ClockReading;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A simulated run with crashes, watched and recorded at once: what is read back is what the watch had. */
class RecordedRunTest {
    private static final Duration STEP = Duration.ofMillis(100);
    private static final int STEPS = 3_000;
    private static final int CRASH_IN_STEPS = 200;

    @TempDir
    private Path folder;

    @Test
    void theHistoryReadBackIsThatOfTheWatch() {
        Seeds.all(5).forEach(seed -> new Run(seed).check(folder.resolve("run" + seed)));
    }

    private static final class Run {
        private final SplittableRandom random;
        private final VirtualCluster cluster;
        private final StatusRecord live;
        private final List<RecordedEvent> events = new ArrayList<>();
        private final Map<DetectorKind, Long> read = new EnumMap<>(DetectorKind.class);
        private final List<Instant> stirred = new ArrayList<>();

        Run(long seed) {
            random = new SplittableRandom(seed);
            var settings = new SimulationSettings(
                    3,
                    2,
                    HeartbeatSettings.DEFAULT,
                    DetectionSettings.DEFAULT,
                    DetectorKind.ALL,
                    new VirtualNetwork(Duration.ofMillis(1), Duration.ofMillis(1), 0.05),
                    seed);
            cluster = new VirtualCluster(settings);
            live = new StatusRecord(cluster.nodes());
        }

        void check(Path folder) throws RecordingException {
            cluster.nodes().forEach(this::start);
            for (int i = 0; i < STEPS; i++) {
                cluster.advance(STEP);
                live.add(new ClusterView(cluster.now(), cluster.matrix()));
                DetectorKind.ALL.forEach(this::take);
                if (random.nextInt(CRASH_IN_STEPS) == 0) {
                    NodeId node = cluster.nodes().get(random.nextInt(3));
                    if (cluster.state(node) == ProcessState.GONE) {
                        start(node);
                    } else {
                        cluster.kill(node);
                        note(ProcessEvent.Kind.KILL, node);
                    }
                }
            }
            var info = RecordingInfo.of(ClusterConfig.DEFAULT, Instant.EPOCH);
            ClockReading begin = new ClockReading(0, Instant.EPOCH);
            try (RecordingWriter writer =
                    RecordingWriter.open(folder, info, RecordingLimits.DEFAULT, () -> begin, told -> {})) {
                events.forEach(writer::offer);
            }
            RecordedHistory history = RecordedHistory.read(folder, Instant.MIN);
            DetectorKind.ALL.forEach(detector -> compare(history.statuses(), detector));
        }

        private void start(NodeId node) {
            cluster.start(node);
            note(ProcessEvent.Kind.START, node);
            note(ProcessEvent.Kind.READY, node);
        }

        private void note(ProcessEvent.Kind kind, NodeId node) {
            stirred.add(cluster.now().wall());
            events.add(
                    new RecordedEvent.ProcessChanged(new ProcessEvent(kind, node, stirred.size() / 2, cluster.now())));
        }

        private void take(DetectorKind detector) {
            for (BoundedLog.Entry<Transition> entry : live.journal(detector).since(read.getOrDefault(detector, 0L))) {
                Transition change = entry.element();
                read.put(detector, entry.number() + 1);
                if (detector == DetectionSettings.DEFAULT.deciding()) {
                    events.add(new RecordedEvent.StatusChanged(change));
                } else if (change.from() != change.to()) {
                    events.add(new RecordedEvent.VerdictChanged(new VerdictChange(
                            change.at(),
                            change.observer(),
                            change.subject(),
                            detector,
                            change.from(),
                            change.to(),
                            change.returned().silence())));
                }
            }
        }

        private void compare(StatusRecord back, DetectorKind detector) {
            int compared = 0;
            for (int i = 0; i < 300; i++) {
                Duration after = STEP.multipliedBy(STEPS).dividedBy(1_000).multipliedBy(random.nextInt(1_000));
                var at = new ClockReading(after.toNanos(), Instant.EPOCH.plus(after));
                if (isJustStirred(at.wall())) {
                    continue;
                }
                for (NodeId observer : cluster.nodes()) {
                    MatrixRow was = live.history(detector).matrixAt(at).row(observer);
                    MatrixRow is = back.history(detector).matrixAt(at).row(observer);
                    assertThat(is.isAnswering())
                            .as("%s at %s, %s", observer, at.wall(), is.silence())
                            .isEqualTo(was.isAnswering());
                    if (was.isAnswering() && was.report() != null && is.report() != null) {
                        for (PeerReport peer : was.report().peers()) {
                            same(peer, is.report().of(peer.id()), detector, observer, at.wall());
                            compared++;
                        }
                    }
                }
            }
            assertThat(compared).isGreaterThan(100);
        }

        /** The watch sees a crash or a start up to one step later. */
        private boolean isJustStirred(Instant at) {
            return stirred.stream()
                    .anyMatch(when -> !at.isBefore(when.minus(STEP)) && at.isBefore(when.plus(STEP.multipliedBy(3))));
        }

        private void same(PeerReport was, PeerReport is, DetectorKind detector, NodeId observer, Instant at) {
            String where = observer + " at " + at + " on " + was.id() + " by " + detector;
            if (was.status() == Status.UNKNOWN) {
                // A process that has just started has no change yet.
                assertThat(is == null || is.status() == Status.UNKNOWN)
                        .as(where)
                        .isTrue();
                return;
            }
            assertThat(is.status()).as(where).isEqualTo(was.status());
            assertThat(is.since()).as(where).isEqualTo(lastChange(detector, observer, was.id(), at));
            if (detector == DetectionSettings.DEFAULT.deciding()) {
                assertThat(is.evidence()).as(where).isEqualTo(was.evidence());
            }
        }

        /** The watch misses a suspicion that begins and ends between two of its views; then its status has a later begin. */
        private Instant lastChange(DetectorKind detector, NodeId observer, NodeId subject, Instant at) {
            return live.journal(detector).all().stream()
                    .filter(change -> change.observer().equals(observer)
                            && change.subject().equals(subject)
                            && change.from() != change.to()
                            && !change.at().isAfter(at))
                    .map(Transition::at)
                    .reduce((one, next) -> next)
                    .orElseThrow()
                    .truncatedTo(ChronoUnit.MICROS);
        }
    }
}
