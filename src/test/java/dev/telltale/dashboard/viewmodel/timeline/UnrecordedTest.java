package dev.telltale.dashboard.viewmodel.timeline;

import static dev.telltale.testkit.TestValues.NOW;
import static dev.telltale.testkit.TestValues.later;
import static dev.telltale.testkit.TestValues.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.groundtruth.Incidents;
import dev.telltale.groundtruth.OutageIndex;
import dev.telltale.groundtruth.ProcessEvent;
import dev.telltale.groundtruth.ProcessEvent.Kind;
import dev.telltale.model.HeartbeatSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Faults and outages beside times that are not recorded. */
class UnrecordedTest {
    private final List<ProcessEvent> events = new ArrayList<>();

    private void event(Kind kind, int node, int second) {
        events.add(new ProcessEvent(kind, node(node), node, later(Duration.ofSeconds(second))));
    }

    private List<String> spans(boolean isTruthKnown) {
        for (int node = 1; node <= 3; node++) {
            event(Kind.START, node, 0);
            event(Kind.READY, node, 1);
        }
        event(Kind.KILL, 2, 50);
        event(Kind.STOP, 1, 98);
        event(Kind.STOP, 3, 98);
        for (int node = 1; node <= 3; node++) {
            event(Kind.START, node, 500);
            event(Kind.READY, node, 501);
        }
        var gap = new Unrecorded(
                later(Duration.ofSeconds(100)).wall(),
                later(Duration.ofSeconds(400)).wall(),
                "why",
                isTruthKnown);
        OutageIndex outages = OutageIndex.of(new Incidents(events, List.of()), List.of(), HeartbeatSettings.DEFAULT);
        return FaultRows.of(outages, List.of(), List.of(node(1), node(2), node(3)), List.of(gap)).placed().stream()
                .map(FaultRows.Placed::span)
                .map(span -> span.words() + " "
                        + Duration.between(NOW.wall(), span.from()).toSeconds() + " "
                        + (span.until() == null
                                ? ""
                                : Duration.between(NOW.wall(), span.until()).toSeconds()))
                .toList();
    }

    @Test
    void anOutageEndsWhereNothingIsKnownAnyMore() {
        assertThat(spans(false)).containsExactly("SIGKILL node2 50 100");
    }

    @Test
    void anOutageThatIsKnownLastsThroughATimeOfWhichOnlyAttemptsAreNotRecorded() {
        assertThat(spans(true)).containsExactly("SIGKILL node2 50 500", "SIGTERM node1 98 500", "SIGTERM node3 98 500");
    }
}
