package dev.telltale.incident;

import static dev.telltale.incident.MomentBuilder.FOUR;
import static dev.telltale.incident.MomentBuilder.NODES;
import static dev.telltale.incident.MomentBuilder.ONE;
import static dev.telltale.incident.MomentBuilder.THREE;
import static dev.telltale.incident.MomentBuilder.TWO;
import static dev.telltale.incident.MomentBuilder.at;
import static dev.telltale.incident.MomentBuilder.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.telltale.diagnosis.cause.Cause;
import dev.telltale.diagnosis.cause.CauseKind;
import dev.telltale.diagnosis.cause.Finding;
import dev.telltale.fault.Link;
import dev.telltale.groundtruth.Interval;
import dev.telltale.model.Evidence;
import dev.telltale.model.Status;
import dev.telltale.testkit.MatrixBuilder;
import dev.telltale.testkit.Seeds;
import dev.telltale.testkit.TestValues;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IncidentTrackerTest {
    private static final Link ONE_TO_TWO = new Link(ONE, TWO);
    private static final Link THREE_TO_TWO = new Link(THREE, TWO);
    private static final Link FOUR_TO_TWO = new Link(FOUR, TWO);
    private static final Cause CRASH = CauseKind.CRASH.of(TWO);

    @Test
    void anIncidentIsFromTheFirstSuspicionToTheLastGreen() {
        List<Incident> incidents = new MomentBuilder()
                .suspect(1_000, THREE_TO_TWO)
                .down(1_012, Evidence.REFUSED, ONE_TO_TWO, FOUR_TO_TWO)
                .down(1_040, Evidence.REFUSED, THREE_TO_TWO)
                .named(1_100, CRASH)
                .up(5_000, ONE_TO_TWO)
                .named(5_050)
                .up(5_200, THREE_TO_TWO)
                .up(5_300, FOUR_TO_TWO)
                .named(9_000)
                .incidents();

        assertThat(incidents)
                .containsExactly(new Incident(
                        "19700101T000001012Z-down-node2",
                        at(1_000),
                        at(5_300),
                        List.of(TWO),
                        CRASH,
                        "It is the crash of node2",
                        List.of(
                                new Notice(THREE_TO_TWO, at(1_000), at(1_040), Evidence.REFUSED),
                                new Notice(ONE_TO_TWO, at(1_012), at(1_012), Evidence.REFUSED),
                                new Notice(FOUR_TO_TWO, at(1_012), at(1_012), Evidence.REFUSED)),
                        0,
                        List.of(),
                        null));
        assertThat(incidents.get(0).first().orElseThrow().observer()).isEqualTo(ONE);
        assertThat(incidents.get(0).length(at(9_000))).isEqualTo(Duration.ofMillis(4_300));
    }

    @Test
    void aHangThatTurnsOutToBeACrashAndItsRestartAreOneIncident() {
        List<Incident> incidents = new MomentBuilder()
                .down(5_000, Evidence.TIMEOUT, column(TWO))
                .named(5_100, CauseKind.HANG.of(TWO))
                .named(8_000, CRASH)
                .up(9_000, column(TWO))
                .named(9_100, CauseKind.RESTART.of(TWO))
                .named(19_000)
                .incidents();

        assertThat(incidents).hasSize(1);
        assertThat(incidents.get(0).cause()).isEqualTo(CRASH);
        assertThat(incidents.get(0).until()).isEqualTo(at(9_000));
    }

    @Test
    void twoCausesAtOnceAreTwo() {
        Link other = new Link(THREE, FOUR);
        Cause oneWay = CauseKind.ONE_WAY.of(THREE, FOUR);
        List<Incident> incidents = new MomentBuilder()
                .down(1_000, Evidence.REFUSED, column(TWO))
                .named(1_100, CRASH)
                .down(6_000, Evidence.TIMEOUT, other)
                .named(6_500, CRASH, oneWay)
                .up(8_000, column(TWO))
                .named(8_100, oneWay)
                .incidents();

        assertThat(incidents).extracting(Incident::cause).containsExactly(CRASH, oneWay);
        assertThat(incidents).extracting(Incident::until).containsExactly(at(8_000), null);
        assertThat(incidents.get(1).notices()).extracting(Notice::link).containsExactly(other);
    }

    @Test
    void flappingWithinTheWindowIsOneIncidentAndLaterAnotherOne() {
        List<Incident> incidents = new MomentBuilder()
                .down(1_000, Evidence.TIMEOUT, column(TWO))
                .named(1_100, CauseKind.HANG.of(TWO))
                .up(2_000, column(TWO))
                .named(2_100)
                .down(50_000, Evidence.TIMEOUT, column(TWO))
                .named(50_100, CauseKind.HANG.of(TWO))
                .up(60_000, column(TWO))
                .named(60_100)
                .down(121_000, Evidence.TIMEOUT, column(TWO))
                .named(121_100, CauseKind.HANG.of(TWO))
                .incidents();

        assertThat(incidents).extracting(Incident::from).containsExactly(at(1_000), at(121_000));
        assertThat(incidents).extracting(Incident::until).containsExactly(at(60_000), null);
        assertThat(incidents).extracting(Incident::flaps).containsExactly(1, 0);
    }

    @Test
    void aDownThatIsOverBeforeTheDiagnosisIsAnIncidentWithoutACause() {
        List<Incident> incidents = new MomentBuilder()
                .down(1_000, Evidence.TIMEOUT, ONE_TO_TWO)
                .up(1_400, ONE_TO_TWO)
                .suspect(3_000, THREE_TO_TWO)
                .up(3_100, THREE_TO_TWO)
                .down(4_000, Evidence.TIMEOUT, ONE_TO_TWO)
                .up(4_500, ONE_TO_TWO)
                .incidents();

        assertThat(incidents).hasSize(1);
        Incident incident = incidents.get(0);
        assertThat(incident.title()).isEqualTo("node2 down");
        assertThat(incident.cause()).isNull();
        assertThat(incident.flaps()).isEqualTo(1);
        assertThat(incident.until()).isEqualTo(at(4_500));
    }

    @Test
    void anObserverThatIsNotWatchedEndsNothing() {
        MomentBuilder cluster = new MomentBuilder()
                .down(1_000, Evidence.TIMEOUT, ONE_TO_TWO)
                .named(2_000, CauseKind.ONE_WAY.of(ONE, TWO))
                .unwatched(3_000, ONE)
                .named(3_100);

        assertThat(cluster.incidents()).hasSize(1);
        assertThat(cluster.incidents().get(0).isOpen()).isTrue();

        Incident ended = cluster.up(9_000, ONE_TO_TWO).incidents().get(0);
        assertThat(ended.until()).isEqualTo(at(9_000));
        assertThat(ended.gaps()).containsExactly(new Interval(at(3_000), at(9_000)));
    }

    @Test
    void timeThatWasNotRecordedIsAGapAndEndsNothing() {
        List<Incident> incidents = new MomentBuilder()
                .down(1_000, Evidence.REFUSED, column(TWO))
                .named(1_100, CRASH)
                .unrecorded(4_000)
                .named(7_000_000, CRASH)
                .up(7_001_000, column(TWO))
                .named(7_001_100)
                .incidents();

        assertThat(incidents).hasSize(1);
        assertThat(incidents.get(0).gaps()).containsExactly(new Interval(at(4_000), at(7_000_000)));
        assertThat(incidents.get(0).until()).isEqualTo(at(7_001_000));
    }

    @Test
    void aSuspicionFromBeforeAGapDoesNotDateBackALaterOne() {
        List<Incident> incidents = new MomentBuilder()
                .suspect(1_000, ONE_TO_TWO)
                .unrecorded(2_000)
                .down(90_000, Evidence.TIMEOUT, ONE_TO_TWO)
                .up(91_000, ONE_TO_TWO)
                .incidents();

        assertThat(incidents).extracting(Incident::from).containsExactly(at(90_000));
    }

    @Test
    void aPatternOfLinksIsOneIncidentHoweverManySubjectsItHas() {
        Link[] cut = {
            new Link(ONE, THREE), new Link(ONE, FOUR), new Link(TWO, THREE), new Link(TWO, FOUR),
            new Link(THREE, ONE), new Link(FOUR, ONE), new Link(THREE, TWO), new Link(FOUR, TWO)
        };
        var partition = new Cause(CauseKind.PARTITION, List.of(List.of(ONE, TWO), List.of(THREE, FOUR)));
        MomentBuilder cluster = new MomentBuilder();
        for (int i = 0; i < cut.length; i++) {
            cluster.down(1_000 + 10 * i, Evidence.TIMEOUT, cut[i]);
        }
        List<Incident> incidents =
                cluster.named(2_000, partition).up(4_000, cut).named(4_100).incidents();

        assertThat(incidents).hasSize(1);
        assertThat(incidents.get(0).cause()).isEqualTo(partition);
        assertThat(incidents.get(0).from()).isEqualTo(at(1_000));
        assertThat(incidents.get(0).notices()).hasSize(cut.length);
        assertThat(incidents.get(0).until()).isEqualTo(at(4_000));
    }

    @Test
    void aMildCauseLastsAsLongAsItIsNamed() {
        List<Incident> incidents = new MomentBuilder()
                .named(1_000, CauseKind.SKEWED.of(THREE))
                .named(4_000)
                .incidents();

        assertThat(incidents).hasSize(1);
        assertThat(incidents.get(0).from()).isEqualTo(at(1_000));
        assertThat(incidents.get(0).until()).isEqualTo(at(4_000));
        assertThat(incidents.get(0).notices()).isEmpty();
    }

    @Test
    void momentsAreInTheOrderOfTime() {
        var tracker = new IncidentTracker(NODES, Duration.ZERO);
        tracker.add(Moment.unrecorded(at(5)));

        assertThatIllegalArgumentException().isThrownBy(() -> tracker.add(Moment.unrecorded(at(4))));
    }

    @Test
    void aMomentHasWhatTheMatrixShows() {
        Moment moment = Moment.of(new MatrixBuilder(4).with(CRASH).matrix(), TestValues.NOW);

        assertThat(moment.findings()).containsExactly(Finding.of(CRASH));
        assertThat(moment.statement()).startsWith("node2 ");
        assertThat(moment.links()).hasSize(9);
        assertThat(moment.links())
                .filteredOn(link -> link.status() == Status.DOWN)
                .extracting(LinkStatus::link)
                .containsExactlyInAnyOrder(ONE_TO_TWO, THREE_TO_TWO, FOUR_TO_TWO);
    }

    /** Whatever happens, every down belongs to an incident, incidents end after they begin, and ids are unique. */
    @Test
    void everyDownBelongsToAnIncident() {
        Seeds.all(300).forEach(seed -> {
            var random = new Random(seed);
            var cluster = new MomentBuilder();
            var downs = new ArrayList<LinkStatus>();
            long now = 1_000;
            for (int i = 0; i < 60; i++) {
                now += 1 + random.nextInt(20_000);
                Link link = column(NODES.get(random.nextInt(4)))[random.nextInt(3)];
                switch (random.nextInt(6)) {
                    case 0 -> cluster.suspect(now, link);
                    case 1, 2 -> {
                        cluster.down(now, Evidence.TIMEOUT, link);
                        downs.add(new LinkStatus(link, Status.DOWN, at(now), Evidence.TIMEOUT));
                    }
                    case 3 -> cluster.up(now, column(link.subject()));
                    case 4 -> cluster.named(now, CauseKind.HANG.of(link.subject()));
                    default -> cluster.named(now);
                }
            }
            List<Incident> incidents = cluster.incidents();

            assertThat(incidents).extracting(Incident::id).doesNotHaveDuplicates();
            for (LinkStatus down : downs) {
                assertThat(incidents)
                        .as(() -> down.toString())
                        .anyMatch(incident -> incident.overlaps(
                                        down.since(), down.since().plusNanos(1))
                                && incident.notices().stream()
                                        .anyMatch(notice -> notice.link().equals(down.link())));
            }
        });
    }
}
