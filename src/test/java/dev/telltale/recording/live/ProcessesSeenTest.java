package dev.telltale.recording.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.groundtruth.ProcessEvent;
import dev.telltale.model.Address;
import dev.telltale.model.NodeId;
import dev.telltale.registry.RunRecord;
import dev.telltale.testkit.TestValues;
import dev.telltale.time.ClockReading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Starts and ends of processes as the run records tell them. */
class ProcessesSeenTest {
    private static final NodeId NODE = new NodeId("node1");

    private final List<RunRecord> records = new ArrayList<>();
    private ClockReading now = TestValues.NOW;

    private static RunRecord record(long pid, Instant start) {
        return new RunRecord(NODE, pid, start, new Address("127.0.0.1", 8001), null, null, null);
    }

    private static List<String> text(List<ProcessEvent> events) {
        return events.stream()
                .map(event -> event.kind() + " " + event.pid() + " "
                        + Duration.between(TestValues.NOW.wall(), event.at().wall())
                                .toSeconds())
                .toList();
    }

    @Test
    void aProcessBeginsAtItsStartAndEndsWhenItsRecordWasLastSeen() {
        records.add(record(7, TestValues.NOW.wall().minusSeconds(60)));
        var seen = new ProcessesSeen(() -> records, () -> now);
        assertThat(text(seen.get().events())).containsExactly("START 7 -60", "READY 7 0");
        records.clear();
        assertThat(seen.get().events()).hasSize(2);
        now = TestValues.later(Duration.ofSeconds(1));
        assertThat(text(seen.get().events())).endsWith("ENDED 7 0");
        records.add(record(8, TestValues.NOW.wall().plusSeconds(2)));
        now = TestValues.later(Duration.ofSeconds(3));
        assertThat(text(seen.get().events()))
                .containsExactly("START 7 -60", "READY 7 0", "ENDED 7 0", "START 8 2", "READY 8 3");
        assertThat(seen.get()).isEqualTo(seen.get());
    }
}
