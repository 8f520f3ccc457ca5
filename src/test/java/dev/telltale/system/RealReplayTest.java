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
import dev.telltale.recording.RecordingException;
import dev.telltale.recording.RecordingInfo;
import dev.telltale.recording.RecordingLimits;
import dev.telltale.recording.RecordingReader;
import dev.telltale.recording.RecordingWriter;
import dev.telltale.recording.load.LoadedRecording;
import dev.telltale.recording.load.ReportedVerdicts;
import dev.telltale.recording.recorder.HttpTraces;
import dev.telltale.recording.recorder.Recorder;
import dev.telltale.replay.Replay;
import dev.telltale.replay.ReplayCheck;
import dev.telltale.replay.ReplaySettings;
import dev.telltale.testkit.Await;
import dev.telltale.testkit.RealCluster;
import dev.telltale.testkit.TestValues;
import dev.telltale.time.TimeSource;
import dev.telltale.trace.NodeTrace;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
        ReplayCheck.Result result =
                ReplayCheck.of(loaded.traces(), ReportedVerdicts.read(recording), loaded.incidents());

        System.out.println(result);
        assertThat(result.differences()).isEmpty();
        assertThat(result.confirmed()).isGreaterThan(50);
        assertThat(result.setClock()).isZero();
        List<VerdictChange> replayed = loaded.traces().stream()
                .flatMap(trace ->
                        Replay.of(trace, ReplaySettings.of(trace.header()), DetectorKind.ALL).changes().stream())
                .toList();
        assertThat(replayed).anyMatch(change -> change.subject().equals(TWO) && change.to() == Status.DOWN);
        assertThat(replayed).anyMatch(change -> change.subject().equals(THREE) && change.to() == Status.DOWN);
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
