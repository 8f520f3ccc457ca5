package dev.telltale.groundtruth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.diagnosis.Diagnosis;
import dev.telltale.diagnosis.cause.Cause;
import dev.telltale.diagnosis.cause.CauseKind;
import dev.telltale.diagnosis.cause.Finding;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.NodeId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A finding is explained while its cause is in effect, and shortly after. */
class InjectedCausesTest {
    private static final Instant START = Instant.EPOCH;
    private static final NodeId ONE = new NodeId("node1");
    private static final NodeId TWO = new NodeId("node2");
    private static final NodeId THREE = new NodeId("node3");
    /** The default timeout plus one second. */
    private static final Duration GRACE = Duration.ofSeconds(6);

    private static boolean isTrue(Cause cause, Instant at, Outage... outages) {
        var diagnosis = new Diagnosis(List.of(Finding.of(cause)), "", "");
        return new InjectedCauses(
                        List.of(ONE, TWO, THREE), List.of(outages), List.of(), HeartbeatSettings.DEFAULT.timeout())
                .unexplained(diagnosis, at)
                .isEmpty();
    }

    private static Instant at(int seconds) {
        return START.plusSeconds(seconds);
    }

    @Test
    void aCrashFindingIsExplainedFromTheCrashUntilATimeoutAndASecondAfterItsEnd() {
        var outage = new Outage(TWO, Failure.CRASH, at(10), at(20));

        assertThat(isTrue(CauseKind.CRASH.of(TWO), at(10).minusMillis(1), outage))
                .isFalse();
        assertThat(isTrue(CauseKind.CRASH.of(TWO), at(10), outage)).isTrue();
        assertThat(isTrue(CauseKind.CRASH.of(TWO), at(20).plus(GRACE).minusMillis(1), outage))
                .isTrue();
        assertThat(isTrue(CauseKind.CRASH.of(TWO), at(20).plus(GRACE), outage)).isFalse();
        assertThat(isTrue(CauseKind.RESTART.of(TWO), at(30), outage)).isTrue();
        assertThat(isTrue(CauseKind.CRASH.of(ONE), at(12), outage)).isFalse();
        assertThat(isTrue(CauseKind.HANG.of(TWO), at(12), outage)).isFalse();
    }

    @Test
    void aCutExplainsOnlyAOneWayLinkInItsDirection() {
        var cut = new Outage(THREE, Failure.CUT, at(10), null, ONE);

        assertThat(isTrue(CauseKind.ONE_WAY.of(ONE, THREE), at(12), cut)).isTrue();
        assertThat(isTrue(CauseKind.ONE_WAY.of(THREE, ONE), at(12), cut)).isFalse();
        assertThat(isTrue(CauseKind.BROKEN.of(ONE, THREE), at(12), cut)).isFalse();
    }

    @Test
    void anOverloadNeedsNoInjectedFault() {
        assertThat(isTrue(CauseKind.OVERLOAD.of(), at(1))).isTrue();
    }
}
