package dev.telltale.dashboard.viewmodel.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.diagnosis.cause.CauseKind;
import dev.telltale.groundtruth.Interval;
import dev.telltale.recording.incident.PastIncidents;
import dev.telltale.recording.incident.SimulatedRecording;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveIncidentsTest {
    private final SimulatedRecording run = new SimulatedRecording();
    private final List<LiveIncidents.Found> found = new ArrayList<>();
    private final LiveIncidents live = new LiveIncidents(run.nodes(), Duration.ofSeconds(30), found::add);

    private void on(int seconds) {
        for (int i = 0; i < 10 * seconds; i++) {
            run.on(Duration.ofMillis(100));
            live.add(run.view());
        }
    }

    @Test
    void aCrashIsToldAtOnceAndOnceASecondWhileItLasts() {
        on(5);
        assertThat(found).isEmpty();

        run.kill(2);
        on(10);
        assertThat(found.get(found.size() - 1).incidents())
                .singleElement()
                .satisfies(incident -> assertThat(incident.cause()).isEqualTo(CauseKind.CRASH.of(run.node(2))));
        int told = found.size();
        on(5);
        assertThat(found.size() - told).isBetween(4, 6);
        assertThat(found.get(found.size() - 1).version())
                .isEqualTo(found.get(told).version());

        run.start(2);
        on(20);
        int over = found.size();
        assertThat(found.get(over - 1).incidents())
                .singleElement()
                .satisfies(incident -> assertThat(incident.isOpen()).isFalse());
        on(20);
        assertThat(found).hasSize(over);
    }

    @TempDir
    private Path folder;

    @Test
    void whatHappenedMeanwhileNamesTheIncidentsOfThatTimeOnly() {
        run.kill(2);
        run.on(Duration.ofSeconds(20));
        run.start(2);
        run.on(Duration.ofMinutes(2));
        Instant closed = run.now();
        run.on(Duration.ofMinutes(1));
        run.kill(3);
        run.on(Duration.ofSeconds(15));
        run.start(3);
        run.on(Duration.ofMinutes(1));
        Instant end = run.now();
        PastIncidents past = PastIncidents.read(
                List.of(run.writeTo(folder.resolve("one"))), run.nodes(), Instant.EPOCH, end.plusSeconds(3_600));

        assertThat(AwayText.of(past, new Interval(closed, end.plusSeconds(3_600))))
                .startsWith("Since you were away (1 h 2 min; recorded 2 min ")
                .contains(" of it): 1 incident: crash of node3 for 1")
                .doesNotContain("node2");
        assertThat(AwayText.of(past, new Interval(end.plusSeconds(10), end.plusSeconds(3_600))))
                .isEmpty();
        assertThat(AwayText.of(past, new Interval(closed, closed.plusSeconds(30))))
                .contains("no incident");
    }
}
