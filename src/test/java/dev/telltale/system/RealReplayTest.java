package dev.telltale.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.client.TraceClient;
import dev.telltale.groundtruth.Incidents;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.NodeId;
import dev.telltale.model.Status;
import dev.telltale.model.VerdictChange;
import dev.telltale.net.HostName;
import dev.telltale.observe.ClusterWatch;
import dev.telltale.qos.DetectorKey;
import dev.telltale.recording.RecordedEvent;
import dev.telltale.recording.RecordingException;
import dev.telltale.recording.RecordingInfo;
import dev.telltale.recording.RecordingLimits;
import dev.telltale.recording.RecordingReader;
import dev.telltale.recording.RecordingWriter;
import dev.telltale.recording.load.LoadedRecording;
import dev.telltale.recording.recorder.HttpTraces;
import dev.telltale.recording.recorder.Recorder;
import dev.telltale.replay.Replay;
import dev.telltale.replay.ReplaySettings;
import dev.telltale.testkit.Await;
import dev.telltale.testkit.RealCluster;
import dev.telltale.testkit.TestValues;
import dev.telltale.time.TimeSource;
import dev.telltale.trace.NodeTrace;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The replay of a recording at its own settings has the verdicts that the nodes reported while it was recorded. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it pauses processes, which Windows cannot")
@Tag("process")
class RealReplayTest {
    private static final NodeId ONE = TestValues.node(1);
    private static final NodeId TWO = TestValues.node(2);
    private static final NodeId THREE = TestValues.node(3);
    private static final HeartbeatSettings SETTINGS =
            new HeartbeatSettings(Duration.ofMillis(200), Duration.ofSeconds(1));
    private static final Duration TOLERANCE = Duration.ofMillis(1);
    /** The watch asks a running node again at once; after a failed request, which takes up to 1 s, in 250 ms. */
    private static final Duration MAX_UNSEEN = Duration.ofMillis(1_500);

    @TempDir
    Path folder;

    @Test
    void theReplayHasTheVerdictsThatTheNodesReported() throws RecordingException {
        Path recording = folder.resolve("recording");
        try (var nodes = new RealCluster(folder.resolve("nodes"), 3, SETTINGS)) {
            record(nodes, recording);
        }
        LoadedRecording loaded = LoadedRecording.read(recording);
        // Node 2 had two processes.
        assertThat(loaded.traces())
                .hasSize(4)
                .extracting(NodeTrace::isFromStart)
                .containsOnly(true);
        List<Replay.Result> results = loaded.traces().stream()
                .map(trace -> Replay.of(trace, ReplaySettings.of(trace.header()), DetectorKind.ALL))
                .toList();
        List<VerdictChange> replayed =
                results.stream().flatMap(result -> result.changes().stream()).toList();
        List<VerdictChange> allReported = reported(recording);
        List<VerdictChange> reported = allReported.stream()
                .filter(change -> results.stream().anyMatch(result -> isRecorded(change, result)))
                .toList();

        List<VerdictChange> unreported = new ArrayList<>();
        Map<DetectorKey, List<VerdictChange>> byLane = byLane(replayed);
        assertThat(byLane).containsOnlyKeys(byLane(reported).keySet());
        byLane(reported)
                .forEach((lane, changes) ->
                        unreported.addAll(unreported(changes, byLane.getOrDefault(lane, List.of()))));

        System.out.printf(
                "replayed %d changes of verdicts, %d of them reported in time and order, at most %d us apart; %d were"
                        + " replaced before the watch saw them; %d were reported after the last tick that was read%n",
                replayed.size(),
                reported.size(),
                largestErrorMicros(reported, replayed),
                unreported.size(),
                allReported.size() - reported.size());
        assertThat(reported).hasSizeGreaterThan(50);
        assertThat(replayed).hasSize(reported.size() + unreported.size());
        assertThat(replayed).anyMatch(change -> change.subject().equals(TWO) && change.to() == Status.DOWN);
        assertThat(replayed).anyMatch(change -> change.subject().equals(THREE) && change.to() == Status.DOWN);
    }

    private static List<VerdictChange> reported(Path recording) throws RecordingException {
        List<VerdictChange> found = new ArrayList<>();
        new RecordingReader(recording).events(Instant.MIN, Instant.MAX, event -> {
            if (event instanceof RecordedEvent.VerdictChanged changed) {
                found.add(changed.change());
            }
        });
        return found;
    }

    private static Map<DetectorKey, List<VerdictChange>> byLane(List<VerdictChange> changes) {
        return changes.stream()
                .collect(Collectors.groupingBy(
                        change -> new DetectorKey(change.observer(), change.subject(), change.detector())));
    }

    /**
     * The replayed changes of one lane that the watch did not see. A status report has the newest verdict only: several
     * changes before the watch asks again are one, or none if the last of them is back to the verdict before them.
     */
    private static List<VerdictChange> unreported(List<VerdictChange> reported, List<VerdictChange> replayed) {
        List<VerdictChange> unreported = new ArrayList<>();
        List<VerdictChange> hidden = new ArrayList<>();
        int seen = 0;
        for (VerdictChange change : replayed) {
            hidden.add(change);
            assertThat(Duration.between(hidden.get(0).at(), change.at()))
                    .as("the time in which only one of these may be reported: %s; reported are %s", hidden, reported)
                    .isLessThan(MAX_UNSEEN);
            boolean isReported = seen < reported.size() && isSame(reported.get(seen), change);
            if (isReported) {
                seen++;
                hidden.remove(change);
            }
            if (isReported || hidden.get(0).from() == change.to()) {
                unreported.addAll(hidden);
                hidden.clear();
            }
        }
        assertThat(hidden)
                .as("replayed changes after which no other is reported")
                .isEmpty();
        assertThat(reported.subList(seen, reported.size()))
                .as("reported changes that are not in the replay %s; all reported are %s", replayed, reported)
                .isEmpty();
        return unreported;
    }

    /**
     * Whether the change is within the trace of a process. A trace is read every 0.4 s: what a process did between that
     * and its kill, or the end of the recording, is in its reports only.
     */
    private static boolean isRecorded(VerdictChange change, Replay.Result result) {
        return change.observer().equals(result.header().observer())
                && !change.at().isBefore(result.header().start().wall())
                && !change.at().isAfter(result.until().plus(TOLERANCE));
    }

    private static boolean isSame(VerdictChange reported, VerdictChange replayed) {
        return reported.to() == replayed.to()
                && Duration.between(reported.at(), replayed.at()).abs().compareTo(TOLERANCE) <= 0;
    }

    private static long largestErrorMicros(List<VerdictChange> reported, List<VerdictChange> replayed) {
        Map<DetectorKey, List<VerdictChange>> byLane = byLane(replayed);
        return byLane(reported).entrySet().stream()
                .flatMap(entry -> entry.getValue().stream()
                        .map(change -> byLane.getOrDefault(entry.getKey(), List.of()).stream()
                                .map(other -> Duration.between(change.at(), other.at())
                                        .abs())
                                .min(Comparator.naturalOrder())
                                .orElseThrow()))
                .mapToLong(error -> error.toNanos() / 1_000)
                .max()
                .orElseThrow();
    }

    /** A cluster of three, in which node 2 is killed and started again, and node 3 pauses for two timeouts. */
    private static void record(RealCluster nodes, Path recording) throws RecordingException {
        TimeSource clock = TimeSource.SYSTEM;
        var members = nodes.launcher().members();
        var info = RecordingInfo.of(nodes.config(), clock.now().wall());
        var traces = new HttpTraces(new TraceClient(HostName::ofSystem, null));
        try (var writer = RecordingWriter.open(recording, info, RecordingLimits.DEFAULT, clock, told -> {});
                var watch = new ClusterWatch(members, clock, view -> {})) {
            var changes = new Recorder.Changes(
                    watch.journal(),
                    watch.verdicts(),
                    () -> new Incidents(nodes.launcher().processEvents(), List.of()));
            try (var recorder = new Recorder(members, traces, changes, writer, clock)) {
                watch.start();
                recorder.start();
                nodes.startAll();
                // The recorder asks a node that does not run only every 5 s.
                Await.until("the recorder has read all nodes", () -> recordedNodes(recording) == members.size());
                Await.elapse(SETTINGS.timeout(), "the recorder has read that all are up");
                Await.result(nodes.launcher().kill(TWO));
                awaitDown(nodes, TWO);
                nodes.startAll();
                Await.result(nodes.launcher().pause(THREE));
                awaitDown(nodes, THREE);
                Await.elapse(SETTINGS.timeout(), "node 3 is silent for longer than the timeout");
                Await.result(nodes.launcher().resume(THREE));
                nodes.awaitAllUp();
                Await.elapse(SETTINGS.timeout().multipliedBy(2), "all detectors have noticed the resume");
            }
        }
    }

    private static int recordedNodes(Path recording) throws RecordingException {
        Set<NodeId> nodes = new HashSet<>();
        new RecordingReader(recording).attempts(Instant.MIN, Instant.MAX, part -> nodes.add(part.node()));
        return nodes.size();
    }

    private static void awaitDown(RealCluster nodes, NodeId subject) {
        Await.until(
                "all others say that it is down",
                () -> List.of(ONE, TWO, THREE).stream()
                        .filter(observer -> !observer.equals(subject))
                        .allMatch(observer -> nodes.report(observer, subject).verdicts().stream()
                                .allMatch(verdict -> verdict.status() == Status.DOWN)));
    }
}
