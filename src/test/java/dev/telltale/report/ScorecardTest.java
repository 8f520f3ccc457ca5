package dev.telltale.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.telltale.groundtruth.Failure;
import dev.telltale.groundtruth.GroundTruth;
import dev.telltale.groundtruth.Outage;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.Status;
import dev.telltale.qos.DetectorKey;
import dev.telltale.qos.Quality;
import dev.telltale.qos.StatusChange;
import dev.telltale.qos.StatusHistory;
import dev.telltale.text.DurationFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScorecardTest {
    private static final Quality QUALITY = RunFixture.threeFaults("a").quality();

    @Test
    void theScorecardHasARowPerDetectorThenPerKindOfFailure() {
        List<Map<String, String>> rows = rows(Scorecard.csv(QUALITY));

        assertThat(rows)
                .extracting(row -> row.get("detector") + " " + row.get("fault"))
                .containsExactly("evidence all", "evidence crash", "evidence hang", "evidence cut");
        assertThat(rows.get(0))
                .containsEntry("failures", "3")
                .containsEntry("detections", "5")
                .containsEntry("noticed", "5")
                .containsEntry("detection_time_min_ms", "19.0")
                .containsEntry("detection_time_max_ms", "5500.0")
                .containsEntry("right", "4")
                .containsEntry("late", "1")
                .containsEntry("mistakes", "1")
                .containsEntry("mistake_duration_mean_ms", "700.0")
                .containsEntry("predicted_most_ms", "");
        assertThat(Double.parseDouble(rows.get(0).getOrDefault("query_accuracy", "")))
                .isBetween(0.99, 1.0);
        assertThat(rows.get(3))
                .containsEntry("detection_time_median_ms", "4900.0")
                .containsEntry("predicted_least_ms", "3000.0")
                .containsEntry("predicted_most_ms", "5000.0")
                .containsEntry("recovery_time_max_ms", "1100.0")
                .containsEntry("mistakes", "")
                .containsEntry("query_accuracy", "");
    }

    @Test
    void jsonHasTheSameFiguresAndOmitsMissingOnes() throws JsonProcessingException {
        JsonNode json = new JsonMapper().readTree(Scorecard.json(QUALITY));

        assertThat(json.get("heartbeat_timeout_ms").asLong()).isEqualTo(5_000);
        assertThat(json.get("start").asText()).isEqualTo("2024-02-29T23:59:50.250Z");
        JsonNode whole = json.get("detectors").get(0);
        assertThat(whole.get("detection_time_ms").get("min").asDouble()).isEqualTo(19);
        assertThat(whole.get("mistake_duration_ms").get("mean").asDouble()).isEqualTo(700);
        assertThat(whole.has("mistake_recurrence_ms")).isFalse();
        JsonNode cut = json.get("failures").get(2);
        assertThat(cut.get("fault").asText()).isEqualTo("cut");
        assertThat(cut.get("detection_time_ms").get("p95").asDouble()).isEqualTo(4_900);
        assertThat(cut.has("mistakes")).isFalse();
    }

    /** 152.9996 ms are 152 ms on the screen. */
    @Test
    void timesAreTruncatedAsOnTheScreen() {
        Instant down = RunFixture.at(100).plusNanos(152_999_600);
        var truth = new GroundTruth(
                RunFixture.START,
                RunFixture.at(1_000),
                List.of(new Outage(RunFixture.TWO, Failure.CRASH, RunFixture.at(100), null)));
        var lane = new DetectorKey(RunFixture.ONE, RunFixture.TWO, DetectorKind.EVIDENCE);
        var history = new StatusHistory(lane, List.of(new StatusChange(down, Status.DOWN)));
        Quality quality = Quality.of(truth, List.of(history), RunFixture.SETTINGS, Duration.ZERO);

        assertThat(rows(Scorecard.csv(quality)).get(0)).containsEntry("detection_time_max_ms", "152.999");
        assertThat(ScoreTable.cells(QualityRow.of(quality.summaries()).get(0))).contains("152.9");
        assertThat(DurationFormat.measured(Duration.between(RunFixture.at(100), down)))
                .isEqualTo("152 ms");
    }

    @Test
    void aRunWithoutFailuresStillReportsMistakes() {
        var truth = new GroundTruth(RunFixture.START, RunFixture.at(1_000), List.of());
        Quality quality = Quality.of(
                truth,
                List.of(RunFixture.history(RunFixture.ONE, RunFixture.TWO, "DOWN 100, UP 200")),
                RunFixture.SETTINGS,
                Duration.ZERO);

        assertThat(rows(Scorecard.csv(quality)))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("failures", "0")
                        .containsEntry("mistakes", "1")
                        .containsEntry("query_accuracy", "0.9"));
        assertThat(Scorecard.csv(Quality.of(truth, List.of(), RunFixture.SETTINGS, Duration.ZERO))
                        .lines())
                .hasSize(1);
    }

    /** By name, as a reader of the file would. */
    private static List<Map<String, String>> rows(String csv) {
        assertThat(csv).endsWith("\r\n");
        List<String> lines = csv.lines().toList();
        List<String> head = List.of(lines.get(0).split(",", -1));
        List<Map<String, String>> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            assertThat(cells).as(line).hasSize(head.size());
            Map<String, String> row = new HashMap<>();
            for (int i = 0; i < cells.length; i++) {
                row.put(head.get(i), cells[i]);
            }
            rows.add(row);
        }
        return rows;
    }
}
