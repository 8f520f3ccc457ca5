package dev.telltale.dashboard.viewmodel.timeline;

import static dev.telltale.testkit.TestValues.later;
import static dev.telltale.testkit.TestValues.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.dashboard.viewmodel.NodeTileViewModel.TileFacts;
import dev.telltale.dashboard.viewmodel.PanelViewModel;
import dev.telltale.dashboard.viewmodel.SituationViewModel.Badge;
import dev.telltale.dashboard.viewmodel.cell.CellDetails;
import dev.telltale.dashboard.viewmodel.cell.CellDetails.Field;
import dev.telltale.dashboard.viewmodel.cell.DetectionChart;
import dev.telltale.dashboard.viewmodel.grid.CellRef;
import dev.telltale.dashboard.viewmodel.grid.CellState;
import dev.telltale.dashboard.viewmodel.timeline.LaneSegments.Note;
import dev.telltale.dashboard.viewmodel.timeline.LaneSegments.Run;
import dev.telltale.fault.Fault;
import dev.telltale.fault.FaultId;
import dev.telltale.fault.Link;
import dev.telltale.fault.LinkFault;
import dev.telltale.groundtruth.FaultInterval;
import dev.telltale.model.NodeId;
import dev.telltale.model.Status;
import dev.telltale.observe.history.MatrixHistory;
import dev.telltale.testkit.ClusterFixture;
import dev.telltale.testkit.TestValues;
import dev.telltale.time.ClockReading;
import dev.telltale.timeline.StatusLane;
import dev.telltale.timeline.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The cluster of three nodes: node2 paused 22 s ago for 2 s, and killed 4,020 ms ago; the others detected it after 12 and 19 ms. */
class TimelineViewModelTest {
    private static final int COLUMNS = 6_000;
    private static final Instant NOW = TestValues.NOW.wall();
    private static final Instant KILL = NOW.minusMillis(4_020);
    private static final StatusLane ONE_ABOUT_TWO = new StatusLane(node(1), node(2));

    private final ClusterFixture cluster = new ClusterFixture(3)
            .allUp()
            .pausedBefore(2, Duration.ofSeconds(22))
            .killed(2);
    private final PanelViewModel panel = panel(cluster);
    private final TimelineViewModel timeline = panel.timeline();

    private static PanelViewModel panel(ClusterFixture cluster) {
        var panel = new PanelViewModel(
                cluster.config(), cluster.control(), cluster.faults(), Runnable::run, TestValues.NOW, ZoneId.of("UTC"));
        cluster.showOn(panel);
        return panel;
    }

    private LaneSegments segments(StatusLane lane) {
        return timeline.picture(COLUMNS, 0, 60).lanes().stream()
                .filter(segments -> segments.lane().equals(lane))
                .findFirst()
                .orElseThrow();
    }

    private static String words(PanelViewModel panel, StatusLane lane, Instant at) {
        return panel.timeline().wordsOf(new TimelineSpot(at, lane, -1));
    }

    @Test
    void everyPairHasALaneAndLanesAreGroupedBySubject() {
        assertThat(timeline.lanes())
                .extracting(StatusLane::label)
                .containsExactly(
                        "node2 about node1",
                        "node3 about node1",
                        "node1 about node2",
                        "node3 about node2",
                        "node1 about node3",
                        "node2 about node3");
    }

    /** A column is 10 ms wide. */
    @Test
    void theGapBetweenTheFaultAndTheStatusIsTheDetectionTime() {
        LaneSegments segments = segments(ONE_ABOUT_TWO);
        assertThat(segments.runs())
                .extracting(Run::state)
                .containsExactly(CellState.UP, CellState.SUSPECT, CellState.UP, CellState.DOWN);
        Run down = segments.runs().get(3);
        double kill = timeline.window().share(KILL) * COLUMNS;
        assertThat(down.from() - kill).isBetween(0.0, 2.0);
        assertThat(down.until()).isEqualTo(COLUMNS);
        assertThat(segments.notes()).containsExactly(new Note(down.from(), "12 ms"));
        assertThat(segments(new StatusLane(node(3), node(2))).notes())
                .extracting(Note::words)
                .containsExactly("19 ms");
        assertThat(segments(new StatusLane(node(2), node(1))).runs())
                .extracting(Run::state)
                .as("the dead hold nothing")
                .containsExactly(CellState.UP, CellState.NO_ANSWER);
    }

    @Test
    void theTimelineNamesInjectedFaultsWithTheirTimes() {
        assertThat(timeline.picture(COLUMNS, 0, 60).truth().placed())
                .extracting(placed -> placed.span().label())
                .containsExactly("node2 paused 2 s", "SIGKILL node2");
        assertThat(timeline.wordsOf(new TimelineSpot(KILL.plusMillis(5), null, 0)))
                .isEqualTo("SIGKILL node2 14:03:21.460 to now, 4.0 s");
        assertThat(timeline.wordsOf(new TimelineSpot(KILL.minusSeconds(1), null, 0)))
                .isEqualTo("14:03:20.460 (5.0 s ago)");
    }

    @Test
    void theHoveredLaneShowsItsStatusAndDetectionTime() {
        assertThat(words(panel, ONE_ABOUT_TWO, NOW.minusSeconds(1)))
                .isEqualTo("node1 about node2: down 14:03:21.472 to now, refused; 12 ms after SIGKILL node2");
        assertThat(words(panel, ONE_ABOUT_TWO, NOW.minusSeconds(20)))
                .isEqualTo("node1 about node2: suspect 14:03:04.680 to 14:03:05.740, timeout;"
                        + " 1.20 s after node2 paused");
        assertThat(words(panel, ONE_ABOUT_TWO, NOW.minusSeconds(10)))
                .isEqualTo("node1 about node2: up 14:03:05.740 to 14:03:21.472");
        assertThat(words(panel, new StatusLane(node(2), node(1)), NOW.minusSeconds(1)))
                .isEqualTo("node2 about node1: node2 did not answer 14:03:21.463 to now");
        assertThat(words(panel, ONE_ABOUT_TWO, NOW.minusSeconds(600)))
                .isEqualTo("node1 about node2: unknown at 13:53:25.480");
    }

    @Test
    void aSelectedInstantShowsThePastGridAndCommandsActOnThePresent() {
        timeline.select(NOW.minusSeconds(10));
        assertThat(panel.grid().grid().state(0, 1)).isEqualTo(CellState.UP);
        assertThat(panel.grid().now().wall()).isEqualTo(NOW.minusSeconds(10));
        assertThat(panel.situation().sentenceProperty().get()).isEqualTo("At 14:03:15.480: All 3 nodes up, all agree");
        assertThat(timeline.pastLabelProperty().get()).isEqualTo("as it was at 14:03:15.480 (10 s ago)");
        assertThat(panel.measure().detectionTextProperty().get())
                .as("nothing was to notice")
                .isEmpty();
        TileFacts tile = panel.tiles().get(1).facts();
        assertThat(tile.canStart()).as("the process is that of the present").isTrue();
        assertThat(tile.status()).as("the status is that of then").isEqualTo(CellState.UP);
        assertThat(tile.seenBy()).isEqualTo("2 of 2");
        assertThat(tile.isPast()).isTrue();
        assertThat(panel.situation().badgeProperty().get())
                .isEqualTo(new Badge("quiet", "past: not compared with what happened"));
        panel.commands().start(panel.tiles().get(1));
        assertThat(cluster.control().commands()).containsExactly("start node2");
        timeline.live();
        assertThat(panel.grid().grid().state(0, 1)).isEqualTo(CellState.DOWN);
        assertThat(panel.grid().now()).isEqualTo(TestValues.NOW);
        assertThat(panel.tiles().get(1).facts())
                .extracting(TileFacts::status, TileFacts::seenBy, TileFacts::isPast)
                .containsExactly(CellState.DOWN, "0 of 2", false);
        assertThat(panel.situation().sentenceProperty().get()).startsWith("node2 has crashed: 2 of 2");
        assertThat(timeline.pastLabelProperty().get()).isEmpty();
    }

    @Test
    void pastStatusesAreEvaluatedAgainstTheEventsOfThatTime() {
        timeline.select(KILL.plusMillis(15));
        assertThat(panel.grid().correctnessProperty().get().mark(0, 1))
                .as("node1 knows")
                .isEqualTo("✓");
        assertThat(panel.grid().grid().state(2, 1)).as("node3 does not, yet").isEqualTo(CellState.UP);
        timeline.select(KILL.minusMillis(1));
        assertThat(panel.grid().correctnessProperty().get().mark(0, 1)).isEmpty();
        CellDetails details = panel.grid().detailsOf(new CellRef(node(1), node(2)));
        assertThat(details)
                .isNotNull()
                .satisfies(then -> assertThat(then.sentence())
                        .contains("truth running", "last heartbeat not kept", "round trip not kept")
                        .doesNotContain("until an attempt fails"));
    }

    /** Killed 30 s, 20 s and 4 s ago; three of the four detectors notice it three to five seconds later. */
    @Test
    void theChartOfThePastHasTheDetectionTimesThatWereKnownThen() {
        PanelViewModel three =
                panel(new ClusterFixture(3).allUp().killedBefore(2).killed(2));
        assertThat(chart(three).title()).isEqualTo("Detection time, this run (3 kills)");
        assertThat(dots(three)).containsExactly(6, 4, 4, 6);
        three.timeline().select(NOW.minusMillis(17_500));
        assertThat(chart(three).title()).isEqualTo("Detection time, this run (2 kills)");
        assertThat(dots(three)).containsExactly(4, 2, 2, 2);
        three.timeline().select(NOW.minusSeconds(40));
        assertThat(chart(three).title()).isEqualTo("Detection time, this run (no kill yet)");
        assertThat(dots(three)).containsExactly(0, 0, 0, 0);
    }

    private static DetectionChart chart(PanelViewModel panel) {
        return Objects.requireNonNull(Objects.requireNonNull(panel.grid().detailsOf(new CellRef(node(1), node(2))))
                .chart());
    }

    private static List<Integer> dots(PanelViewModel panel) {
        return chart(panel).lanes().stream().map(lane -> lane.dots().size()).toList();
    }

    @Test
    void valuesThatTheHistoryDoesNotKeepAreNotKnown() {
        timeline.select(NOW.minusSeconds(10));
        CellDetails details = Objects.requireNonNull(panel.grid().detailsOf(new CellRef(node(1), node(2))));
        assertThat(Stream.concat(details.fields().stream(), details.more().stream())
                        .filter(field -> !field.isKnown()))
                .extracting(Field::label)
                .containsExactly("last heartbeat", "incarnation", "round trip", "missed", "other verdicts");
        timeline.live();
        assertThat(Objects.requireNonNull(panel.grid().detailsOf(new CellRef(node(1), node(2))))
                        .more())
                .allMatch(Field::isKnown);
    }

    @Test
    void newViewsAreHeldBackWhileThePastIsShown() {
        timeline.select(NOW.minusSeconds(10));
        ClusterFixture later = new ClusterFixture(3).allUp();
        panel.show(later.view());
        assertThat(panel.grid().now().wall()).isEqualTo(NOW.minusSeconds(10));
        panel.refreshTimes(later(Duration.ofSeconds(5)));
        assertThat(timeline.pastLabelProperty().get()).endsWith("(15 s ago)");
        timeline.live();
        assertThat(panel.grid().grid().state(0, 1)).isEqualTo(CellState.UP);
    }

    @Test
    void theTimelineFollowsThePresentUntilItIsMoved() {
        panel.refreshTimes(later(Duration.ofSeconds(5)));
        assertThat(timeline.window().to()).isEqualTo(NOW.plusSeconds(5));
        timeline.pan(-0.5);
        TimeWindow moved = timeline.window();
        assertThat(moved.to()).isEqualTo(NOW.minusSeconds(25));
        assertThat(timeline.followingProperty().get()).isFalse();
        panel.refreshTimes(later(Duration.ofSeconds(9)));
        assertThat(timeline.window()).isEqualTo(moved);
        timeline.pan(9);
        assertThat(timeline.followingProperty().get())
                .as("nothing lies beyond now")
                .isTrue();
        assertThat(timeline.window().to()).isEqualTo(NOW.plusSeconds(9));
    }

    @Test
    void theTimelineChangesOnlyAfterTheTimeOfAColumn() {
        timeline.picture(1_000, 0, 60); // A column is 60 ms.
        long before = timeline.changesProperty().get();
        panel.refreshTimes(later(Duration.ofMillis(59)));
        assertThat(timeline.changesProperty().get()).isEqualTo(before);
        panel.refreshTimes(later(Duration.ofMillis(61)));
        assertThat(timeline.changesProperty().get()).isEqualTo(before + 1);
    }

    @Test
    void theZoomStaysWithinTheHistoryAndReturnsToThePresent() {
        timeline.zoom(0.1, KILL);
        assertThat(timeline.window().span()).isEqualTo(Duration.ofSeconds(6));
        assertThat(timeline.followingProperty().get()).isFalse();
        assertThat(timeline.window().contains(KILL)).isTrue();
        timeline.zoom(100, KILL);
        assertThat(timeline.window().to()).isEqualTo(NOW);
        assertThat(timeline.followingProperty().get()).isTrue();
        timeline.zoom(0.1);
        assertThat(timeline.window().to())
                .as("a window that follows the present zooms around now")
                .isEqualTo(NOW);
        timeline.toBegin();
        assertThat(timeline.window().from()).isEqualTo(NOW.minusSeconds(134));
        assertThat(timeline.selectedProperty().get()).isEqualTo(NOW.minusSeconds(134));
    }

    @Test
    void theTimelineStepsThroughEventsUpToThePresent() {
        timeline.toPreviousEvent();
        assertThat(timeline.selectedProperty().get()).isEqualTo(KILL);
        timeline.toPreviousEvent();
        assertThat(timeline.selectedProperty().get()).isEqualTo(NOW.minusSeconds(20));
        timeline.toNextEvent();
        timeline.toNextEvent();
        assertThat(timeline.selectedProperty().get()).isNull();
        assertThat(timeline.followingProperty().get()).isTrue();
        timeline.step(-1);
        assertThat(timeline.selectedProperty().get()).isEqualTo(NOW.minusMillis(1_500));
        timeline.select(NOW.minusSeconds(5_000));
        assertThat(timeline.selectedProperty().get())
                .as("nothing is known of before")
                .isEqualTo(NOW.minusSeconds(134));
        timeline.step(3_000);
        assertThat(timeline.selectedProperty().get()).isNull();
    }

    @Test
    void faultsHaveTheirOwnRowsAndExplainTheLinkTheyCut() {
        Instant cut = NOW.minusMillis(4_100);
        timeline.follow(timelineHistory(), () -> List.of(fault(cut, null)));
        panel.tick(TestValues.NOW);
        FaultRows truth = timeline.picture(COLUMNS, 0, 60).truth();
        assertThat(truth.rows()).isEqualTo(2);
        assertThat(truth.placed())
                .extracting(placed -> placed.span().label() + ", row " + placed.row())
                .containsExactly("node2 paused 2 s, row 0", "cut node1 to node2, row 0", "SIGKILL node2, row 1");
        FaultSpan cause = truth.covering(new CellRef(node(1), node(2)), KILL.minusMillis(1));
        assertThat(cause).isNotNull().satisfies(span -> assertThat(span.words()).isEqualTo("cut node1 to node2"));
        assertThat(truth.covering(new CellRef(node(3), node(2)), KILL.minusMillis(1)))
                .as("another link")
                .isNull();
    }

    private static String cellWords(PanelViewModel panel) {
        return Objects.requireNonNull(panel.grid().detailsOf(new CellRef(node(1), node(2))))
                .sentence();
    }

    @Test
    void theTimelineShowsTheDetectionTimeOfTheCellIfTwoFaultsOverlap() {
        var effect = new LinkFault.Cut(Set.of(new Link(node(1), node(2))));
        PanelViewModel both = panel(new ClusterFixture(3)
                .allUp()
                .withFault(Duration.ofSeconds(8), effect)
                .killed(2));
        assertThat(cellWords(both)).contains("detection time 3.99 s");
        assertThat(words(both, ONE_ABOUT_TWO, NOW.minusSeconds(1))).endsWith("; 3.99 s after cut node1 to node2");
    }

    @Test
    void theTimelineShowsAnExitRecordedAfterItsDetection() {
        PanelViewModel late = panel(new ClusterFixture(3).allUp().ended(2, 137, Duration.ofMillis(3_990)));
        assertThat(cellWords(late)).contains("detection time 0 ms");
        assertThat(words(late, ONE_ABOUT_TWO, NOW.minusSeconds(1)))
                .isEqualTo("node1 about node2: down 14:03:21.472 to now, refused;"
                        + " 0 ms after node2 was ended from outside by SIGKILL");
    }

    @Test
    void aDownLongBeforeTheFailureShowsNoDetectionTimeAtItsStart() {
        PanelViewModel alarm = panel(new ClusterFixture(3).allUp().ended(2, 137, Duration.ofSeconds(2)));
        assertThat(cellWords(alarm)).contains("detection time 0 ms");
        assertThat(words(alarm, ONE_ABOUT_TWO, NOW.minusSeconds(1))).endsWith("to now, refused");
    }

    private MatrixHistory timelineHistory() {
        return new MatrixHistory(cluster.config().ids(), 10);
    }

    @Test
    void theTimelineBeginsAtTheOldestCompleteInstant() {
        var small = new MatrixHistory(cluster.config().ids(), 4);
        for (int second = 0; second < 20; second++) {
            Status status = second % 2 == 0 ? Status.UP : Status.DOWN;
            long millis = (second - 20) * 1_000L;
            for (int observer : new int[] {1, 3}) {
                small.record(TestValues.row(observer, 3, millis, subject -> status), TestValues.at(millis));
            }
        }
        timeline.follow(small, List::of);
        TimelinePicture picture = timeline.picture(COLUMNS, 0, 60);
        assertThat(picture.isCut()).isTrue();
        assertThat(picture.begin()).isEqualTo(small.completeSince().orElseThrow());
        timeline.select(NOW.minusSeconds(3_000));
        assertThat(timeline.selectedProperty().get()).isEqualTo(picture.begin());
    }

    private static TimelinePicture picture(PanelViewModel panel, Duration time) {
        panel.refreshTimes(later(time));
        return panel.timeline().picture(COLUMNS, 0, 60);
    }

    @Test
    void onlyTheAxisMovesWhenNothingHasChangedInTheVisibleTime() {
        PanelViewModel rest = panel(new ClusterFixture(3).allUp());
        picture(rest, Duration.ZERO);
        assertThat(rest.timeline().isStill()).isFalse();
        TimelinePicture first = picture(rest, Duration.ofSeconds(61));
        TimelinePicture second = picture(rest, Duration.ofSeconds(62));
        assertThat(rest.timeline().isStill()).isTrue();
        assertThat(second.window()).isNotEqualTo(first.window());
        assertThat(second.looksLike(first)).isTrue();
        rest.timeline().zoom(2);
        assertThat(rest.timeline().isStill()).as("a change is visible again").isFalse();
    }

    @Test
    void whatIsVisibleMovesWithTheTime() {
        TimelinePicture first = picture(panel, Duration.ZERO);
        assertThat(picture(panel, Duration.ZERO).looksLike(first)).isTrue();
        assertThat(picture(panel, Duration.ofSeconds(1)).looksLike(first)).isFalse();
        timeline.select(NOW.minusSeconds(30));
        TimelinePicture past = picture(panel, Duration.ofSeconds(2));
        assertThat(picture(panel, Duration.ofSeconds(3)).looksLike(past)).isTrue();
        timeline.pan(-0.5);
        assertThat(picture(panel, Duration.ofSeconds(3)).looksLike(past)).isFalse();
    }

    private static FaultInterval fault(Instant from, @Nullable ClockReading until) {
        var effect = new LinkFault.Cut(Set.of(new Link(node(1), node(2))));
        var fault = new Fault(new FaultId("f1"), "panel-1", effect, from, Duration.ofSeconds(10));
        return new FaultInterval(fault, later(Duration.between(NOW, from)), until);
    }

    @Test
    void manyNodesShareALanePerSubjectUntilOneIsSelected() {
        PanelViewModel many = panel(new ClusterFixture(30).allUp().killed(5));
        many.selectedNodeProperty().set(null);
        assertThat(many.timeline().lanes()).hasSize(30);
        StatusLane aboutFive = new StatusLane(null, node(5));
        assertThat(many.timeline().lanes()).contains(aboutFive);
        List<Run> runs = many.timeline().picture(COLUMNS, 0, 60).lanes().get(4).runs();
        Run last = runs.get(runs.size() - 1);
        assertThat(last).isEqualTo(new Run(last.from(), COLUMNS, CellState.DOWN, 29, 0, 29));
        assertThat(words(many, aboutFive, NOW.minusSeconds(1)))
                .isEqualTo("all about node5 at 14:03:24.480: 29 of 29 report down");
        assertThat(words(many, aboutFive, KILL.plusMillis(13)))
                .as("not all know it yet")
                .isEqualTo("all about node5 at 14:03:21.473: 6 of 29 report down");
        many.selectedNodeProperty().set(node(5));
        assertThat(many.timeline().lanes())
                .hasSize(59)
                .startsWith(shared(1), shared(2))
                .contains(pair(30, 5));
    }

    private static StatusLane shared(int subject) {
        return new StatusLane(null, node(subject));
    }

    private static StatusLane pair(int observer, int subject) {
        return new StatusLane(node(observer), new NodeId("node" + subject));
    }
}
