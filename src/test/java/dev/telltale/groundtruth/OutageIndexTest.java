package dev.telltale.groundtruth;

import static dev.telltale.testkit.TestValues.NOW;
import static dev.telltale.testkit.TestValues.later;
import static dev.telltale.testkit.TestValues.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.NodeId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OutageIndexTest {
    private static final NodeId NODE = node(1);

    private final List<ProcessEvent> events = new ArrayList<>();

    private OutageIndexTest did(ProcessEvent.Kind kind, int second) {
        events.add(new ProcessEvent(kind, NODE, 7, later(Duration.ofSeconds(second))));
        return this;
    }

    private static Instant at(int second) {
        return NOW.wall().plusSeconds(second);
    }

    private OutageIndex outages(ExternalProcess... external) {
        return OutageIndex.of(new Incidents(events, List.of()), List.of(external), HeartbeatSettings.DEFAULT);
    }

    private static RecordedOutage only(@Nullable RecordedOutage recorded) {
        return Objects.requireNonNull(recorded);
    }

    @Test
    void aNodeWithoutEventsHasNoKnownOutage() {
        assertThat(outages().isKnown(NODE)).isFalse();
        assertThat(outages().newest(NODE)).isNull();
    }

    @Test
    void theFirstStartIsAnOutageButNoFailure() {
        did(ProcessEvent.Kind.START, 0);
        assertThat(outages().isInOutage(NODE, at(1))).isTrue();
        did(ProcessEvent.Kind.READY, 2);
        assertThat(outages().isInOutage(NODE, at(2))).isFalse();
        assertThat(outages().failures()).isEmpty();
    }

    @Test
    void aKillIsACrashFromTheSignalUntilTheStartOfTheNextReadyProcess() {
        did(ProcessEvent.Kind.START, 0)
                .did(ProcessEvent.Kind.READY, 1)
                .did(ProcessEvent.Kind.KILL, 5)
                .did(ProcessEvent.Kind.ENDED, 6);
        RecordedOutage open = only(outages().newest(NODE));
        assertThat(open.outage().kind()).isEqualTo(Failure.CRASH);
        assertThat(open.outage().from()).isEqualTo(at(5));
        assertThat(open.isOver()).isFalse();
        assertThat(open.isBegunBy(ProcessEvent.Kind.KILL)).isTrue();
        assertThat(open.began()).isEqualTo(later(Duration.ofSeconds(5)));
        did(ProcessEvent.Kind.START, 7);
        assertThat(only(outages().newest(NODE)).isOver())
                .as("it may never get ready")
                .isFalse();
        did(ProcessEvent.Kind.READY, 8);
        assertThat(only(outages().newest(NODE)).outage().until()).isEqualTo(at(7));
        assertThat(outages().failures()).hasSize(1);
    }

    @Test
    void pauseIsAHangUntilItIsResumedOrKilled() {
        did(ProcessEvent.Kind.READY, 1).did(ProcessEvent.Kind.PAUSE, 2).did(ProcessEvent.Kind.RESUME, 4);
        RecordedOutage over = only(outages().newest(NODE));
        assertThat(over.outage().kind()).isEqualTo(Failure.HANG);
        assertThat(over.outage().until()).isEqualTo(at(4));

        did(ProcessEvent.Kind.PAUSE, 6).did(ProcessEvent.Kind.KILL, 8);
        assertThat(outages().failures())
                .extracting(recorded -> recorded.outage().kind())
                .containsExactly(Failure.HANG, Failure.HANG, Failure.CRASH);
        assertThat(outages().failures().get(1).outage().until()).isEqualTo(at(8));
    }

    @Test
    void aStopThatNeedsAKillIsALeave() {
        did(ProcessEvent.Kind.READY, 1)
                .did(ProcessEvent.Kind.STOP, 5)
                .did(ProcessEvent.Kind.KILL, 7)
                .did(ProcessEvent.Kind.ENDED, 8);
        assertThat(outages().failures()).singleElement().satisfies(recorded -> {
            assertThat(recorded.outage().kind()).isEqualTo(Failure.LEAVE);
            assertThat(recorded.outage().from()).isEqualTo(at(5));
        });
    }

    @Test
    void aKillOfANodeThatWasNeverReadyIsNoFailure() {
        did(ProcessEvent.Kind.START, 0).did(ProcessEvent.Kind.KILL, 1).did(ProcessEvent.Kind.ENDED, 2);
        assertThat(outages().failures()).isEmpty();
        assertThat(outages().isInOutage(NODE, at(3))).isTrue();

        did(ProcessEvent.Kind.START, 4).did(ProcessEvent.Kind.READY, 5).did(ProcessEvent.Kind.KILL, 6);
        assertThat(outages().failures())
                .singleElement()
                .satisfies(recorded -> assertThat(recorded.outage().from()).isEqualTo(at(6)));
    }

    @Test
    void anExitWithoutACommandIsACrash() {
        did(ProcessEvent.Kind.READY, 1).did(ProcessEvent.Kind.ENDED, 5);
        assertThat(only(outages().newest(NODE)).outage().kind()).isEqualTo(Failure.CRASH);
        assertThat(only(outages().newest(NODE)).isBegunBy(ProcessEvent.Kind.ENDED))
                .isTrue();
    }

    @Test
    void anExternallyRestartedNodeIsBackSinceTheStartOfItsProcess() {
        did(ProcessEvent.Kind.KILL, 5).did(ProcessEvent.Kind.ENDED, 5);
        var same = new ExternalProcess(NODE, 7, at(-100));
        var other = new ExternalProcess(NODE, 8, at(9));
        var otherNode = new ExternalProcess(node(2), 8, at(9));
        assertThat(outages(same).isInOutage(NODE, at(10))).isTrue();
        assertThat(outages(other).isInOutage(NODE, at(10))).isFalse();
        assertThat(outages(otherNode).isInOutage(NODE, at(10))).isTrue();
        assertThat(outages(otherNode).isKnown(node(2))).isTrue();
    }
}
