package dev.telltale.incident;

import static dev.telltale.incident.MomentBuilder.FOUR;
import static dev.telltale.incident.MomentBuilder.NODES;
import static dev.telltale.incident.MomentBuilder.ONE;
import static dev.telltale.incident.MomentBuilder.THREE;
import static dev.telltale.incident.MomentBuilder.TWO;
import static dev.telltale.incident.MomentBuilder.at;
import static dev.telltale.incident.MomentBuilder.column;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.diagnosis.cause.CauseKind;
import dev.telltale.fault.Link;
import dev.telltale.groundtruth.Failure;
import dev.telltale.groundtruth.GroundTruth;
import dev.telltale.groundtruth.Interval;
import dev.telltale.groundtruth.Outage;
import dev.telltale.incident.IncidentTruth.Kind;
import dev.telltale.incident.IncidentTruth.Wrong;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.Evidence;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Status;
import dev.telltale.model.VerdictChange;
import dev.telltale.qos.DetectorKey;
import dev.telltale.qos.Quality;
import dev.telltale.qos.StatusHistory;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class IncidentSummaryTest {
    private static final HeartbeatSettings SETTINGS =
            new HeartbeatSettings(Duration.ofMillis(500), Duration.ofMillis(1_500));

    @Test
    void theTruthTellsOutagesAndDetectorsThatWereWrong() {
        List<Incident> incidents = incidents();
        Quality quality = quality();

        IncidentTruth crash = Objects.requireNonNull(
                IncidentTruth.add(incidents.get(0), quality).truth());
        IncidentTruth alarm = Objects.requireNonNull(
                IncidentTruth.add(incidents.get(1), quality).truth());

        assertThat(crash.outages()).extracting(Outage::node).containsExactly(TWO);
        assertThat(crash.isFalseAlarm()).isFalse();
        assertThat(crash.wrong(Kind.MISSED)).containsExactly(DetectorKind.TIMEOUT, DetectorKind.PHI, DetectorKind.SWIM);
        assertThat(crash.wrong(Kind.FALSE_ALARM)).isEmpty();
        assertThat(alarm)
                .isEqualTo(new IncidentTruth(
                        List.of(),
                        List.of(new Wrong(
                                new DetectorKey(THREE, FOUR, DetectorKind.EVIDENCE), Kind.FALSE_ALARM, at(20_000)))));
        assertThat(alarm.isFalseAlarm()).isTrue();
    }

    @Test
    void anIncidentOutsideOfTheKnownTimeHasNoTruth() {
        var later = new Quality(new GroundTruth(at(50_000), at(60_000), List.of()), List.of(), SETTINGS, Duration.ZERO);

        assertThat(incidents())
                .allSatisfy(incident ->
                        assertThat(IncidentTruth.add(incident, later)).isEqualTo(incident));
    }

    @Test
    void theSummaryCountsAndNamesTheLongest() {
        List<Incident> judged = incidents().stream()
                .map(incident -> IncidentTruth.add(incident, quality()))
                .toList();

        IncidentSummary summary = IncidentSummary.of(judged, new Interval(at(0), at(60_000)), Duration.ofHours(3));

        assertThat(summary.sentences(ZoneOffset.UTC))
                .containsExactly(
                        "Since 1970-01-01 00:00:00.000 +00:00: 3 incidents, 1 still open, 1 false alarm;"
                                + " 3 h 0 min were not recorded.",
                        "one-way link node4 to node1, from 1970-01-01 00:00:40.000 +00:00, open for 20 s;"
                                + " first noticed by node4 (no answer in time); missed by timeout, phi.",
                        "crash of node2, from 1970-01-01 00:00:10.000 +00:00, for 5 s; first noticed by node1"
                                + " (connection refused); missed by timeout, phi, swim.",
                        "node4 down, from 1970-01-01 00:00:20.000 +00:00, for 0.4 s; first noticed by node3"
                                + " (connection reset); false alarm of evidence.");
        assertThat(IncidentSummary.of(judged, new Interval(at(16_000), at(18_000)), Duration.ZERO)
                        .sentences(ZoneOffset.UTC))
                .containsExactly("Since 1970-01-01 00:00:16.000 +00:00: no incident.");
    }

    private static List<Incident> incidents() {
        return new MomentBuilder()
                .down(10_000, Evidence.REFUSED, column(TWO))
                .named(10_100, CauseKind.CRASH.of(TWO))
                .up(15_000, column(TWO))
                .named(15_100)
                .down(20_000, Evidence.RESET, new Link(THREE, FOUR))
                .up(20_400, new Link(THREE, FOUR))
                .down(40_000, Evidence.TIMEOUT, new Link(FOUR, ONE))
                .named(42_000, CauseKind.ONE_WAY.of(FOUR, ONE))
                .incidents();
    }

    /** Only the evidence detector notices the crash; its false alarm is as in the incidents. */
    private static Quality quality() {
        List<VerdictChange> changes = new ArrayList<>();
        for (Link link : column(TWO)) {
            changes.add(change(10_000, link, Status.UP, Status.DOWN));
            changes.add(change(15_000, link, Status.DOWN, Status.UP));
        }
        changes.add(change(20_000, new Link(THREE, FOUR), Status.UP, Status.DOWN));
        changes.add(change(20_400, new Link(THREE, FOUR), Status.DOWN, Status.UP));
        changes.add(change(40_000, new Link(FOUR, ONE), Status.UP, Status.DOWN));
        var truth = new GroundTruth(
                at(0),
                at(60_000),
                List.of(
                        new Outage(TWO, Failure.CRASH, at(9_990), at(14_900)),
                        new Outage(ONE, Failure.CUT, at(39_000), null, FOUR)));
        return Quality.of(truth, StatusHistory.of(NODES, changes), SETTINGS, Duration.ofMillis(50));
    }

    private static VerdictChange change(long millis, Link link, Status from, Status to) {
        return new VerdictChange(at(millis), link.observer(), link.subject(), DetectorKind.EVIDENCE, from, to, null);
    }
}
