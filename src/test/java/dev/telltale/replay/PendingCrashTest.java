package dev.telltale.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.model.DetectorKind;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.node.TickTrace;
import dev.telltale.qos.DurationSummary;
import dev.telltale.sim.SimulationSettings;
import dev.telltale.sim.TraceRecorder;
import dev.telltale.sim.VirtualCluster;
import dev.telltale.testkit.TestValues;
import dev.telltale.trace.NodeTrace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A virtual crash that an observer would notice that was late: its timeouts are longer until it is on time again. */
class PendingCrashTest {
    private static final long SECOND = 1_000_000_000;
    /** The clock wraps while the crash waits. */
    private static final long START = TestValues.NOW.nanos();

    private final VirtualCrashes crashes = new VirtualCrashes();
    /** A timeout of 2 s, which each step of the factor prolongs by 2 s. */
    private final PendingCrash crash = new PendingCrash(crashes, START, START + SECOND, START, 2 * SECOND, 2 * SECOND);

    private Duration longest() {
        return Objects.requireNonNull(crashes.summary().max());
    }

    @Test
    void aCrashIsDetectedWhenTheFactorHasFallenFarEnough() {
        assertThat(crash.isDetectedAt(START + 3 * SECOND, 9, 4)).isFalse();
        assertThat(crash.isDetectedAt(START + 5 * SECOND, 4, 2)).isTrue();

        assertThat(longest()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void betweenTwoTicksItIsDetectedWhenTheTimeoutBeforeIsOver() {
        assertThat(crash.isDetectedAt(START + 5 * SECOND, 2, 1)).isTrue();

        assertThat(longest()).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void timeInWhichTheObserverDidNotRunIsNoSilence() {
        crash.onLag(SECOND, START + 2 * SECOND);

        assertThat(crash.isDetectedAt(START + 3 * SECOND - 1, 1, 1)).isFalse();
        assertThat(crash.isDetectedAt(START + 3 * SECOND, 1, 1)).isTrue();
        assertThat(longest()).isEqualTo(Duration.ofSeconds(3));
    }

    /** Node 1 is late once, by a fifth of the timeout: for the time after it, its timeouts were nine times as long. */
    @Test
    void aShortLagDoesNotMakeAllDetectionTimesMultiples() {
        SimulationSettings settings = ReplayCheckTest.threeNodes();
        var recorder = new TraceRecorder(settings);
        var cluster = new VirtualCluster(settings, recorder);
        cluster.nodes().forEach(cluster::start);
        cluster.advance(Duration.ofMinutes(5));
        NodeTrace trace = recorder.traces().get(0);
        List<TickTrace> ticks = new ArrayList<>(trace.ticks());
        int middle = ticks.size() / 2;
        TickTrace tick = ticks.get(middle);
        ticks.set(middle, new TickTrace(tick.at(), SECOND, tick.events(), tick.requests(), tick.probes()));

        Replay.Result result = Replay.of(
                new NodeTrace(trace.header(), ticks, true), ReplaySettings.of(trace.header()), DetectorKind.ALL);

        DurationSummary times = Objects.requireNonNull(result.crashes().get(DetectorKind.TIMEOUT))
                .summary();
        Duration timeout = HeartbeatSettings.DEFAULT.timeout();
        assertThat(times.max()).isBetween(timeout, timeout.multipliedBy(3).dividedBy(2));
    }
}
