package dev.telltale.dashboard.viewmodel.truth;

import static dev.telltale.testkit.TestValues.NOW;
import static dev.telltale.testkit.TestValues.later;
import static dev.telltale.testkit.TestValues.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.dashboard.viewmodel.PanelViewModel;
import dev.telltale.dashboard.viewmodel.SituationViewModel.Badge;
import dev.telltale.dashboard.viewmodel.cell.CellDetails;
import dev.telltale.dashboard.viewmodel.cell.DetectionChart;
import dev.telltale.dashboard.viewmodel.grid.CellRef;
import dev.telltale.fault.Link;
import dev.telltale.fault.LinkFault;
import dev.telltale.fault.LinkSets;
import dev.telltale.fault.NodeFault;
import dev.telltale.model.Status;
import dev.telltale.qos.VerdictCorrectness;
import dev.telltale.testkit.ClusterFixture;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The texts and marks of injected link and node faults; in the cluster one observer reports down since 4 s ago. */
class InjectedFaultsTest {
    private final ClusterFixture cluster = new ClusterFixture(3).allUp();

    private PanelViewModel panel() {
        var panel = new PanelViewModel(
                cluster.config(), cluster.control(), cluster.faults(), Runnable::run, NOW, ZoneId.of("UTC"));
        cluster.showOn(panel);
        return panel;
    }

    private static Link link(int observer, int subject) {
        return new Link(node(observer), node(subject));
    }

    private ClusterFixture cut(int secondsAgo) {
        return cluster.withFault(Duration.ofSeconds(secondsAgo), new LinkFault.Cut(Set.of(link(1, 3))));
    }

    private static @Nullable VerdictCorrectness correctness(PanelViewModel panel, int observer, int subject) {
        return panel.grid().correctnessProperty().get().of(observer - 1, subject - 1);
    }

    @Test
    void downIsRightInTheCutCellAndAFalseAlarmInAnother() {
        cut(8).withStatus(1, 3, Status.DOWN).withStatus(2, 3, Status.DOWN);
        PanelViewModel panel = panel();
        assertThat(correctness(panel, 1, 3)).isEqualTo(VerdictCorrectness.RIGHT);
        assertThat(correctness(panel, 2, 3)).isEqualTo(VerdictCorrectness.FALSE_ALARM);
        assertThat(correctness(panel, 3, 1)).isEqualTo(VerdictCorrectness.RIGHT);
    }

    @Test
    void anUpCellOfACutLinkIsPendingAndThenLate() {
        cut(4);
        PanelViewModel panel = panel();
        assertThat(correctness(panel, 1, 3)).isEqualTo(VerdictCorrectness.PENDING);
        panel.tick(later(Duration.ofSeconds(2)));
        assertThat(correctness(panel, 1, 3)).isEqualTo(VerdictCorrectness.LATE);
        assertThat(correctness(panel, 2, 3)).isEqualTo(VerdictCorrectness.RIGHT);
    }

    @Test
    void aStalledNodeIsInOutageForAllAndItsOwnStatusesCount() {
        cluster.withFault(Duration.ofSeconds(8), new NodeFault.Stall(node(3)))
                .withStatus(1, 3, Status.DOWN)
                .withStatus(3, 1, Status.DOWN);
        PanelViewModel panel = panel();
        assertThat(correctness(panel, 1, 3)).isEqualTo(VerdictCorrectness.RIGHT);
        assertThat(correctness(panel, 2, 3)).isEqualTo(VerdictCorrectness.LATE);
        assertThat(correctness(panel, 3, 1)).isEqualTo(VerdictCorrectness.FALSE_ALARM);
    }

    @Test
    void aCutHasADetectionTimeOnlyForItsObserver() {
        cut(8);
        assertThat(panel().measure().detectionTextProperty().get()).isEqualTo("node1: 8.0 s, late …");
        cluster.withStatus(1, 3, Status.DOWN);
        assertThat(panel().measure().detectionTextProperty().get()).startsWith("detected after 3.99 s (node1");
    }

    @Test
    void aPartitionIsOneFailureWithADetectionTimePerLink() {
        cluster.withFault(
                Duration.ofSeconds(8),
                new LinkFault.Cut(LinkSets.isolate(cluster.config().ids(), node(3))));
        PanelViewModel panel = panel();
        assertThat(panel.measure().detectionTextProperty().get()).isEqualTo("0 of 4 have detected it · 8.0 s, late …");
        panel.grid().selectedProperty().set(new CellRef(node(1), node(3)));
        assertThat(panel.grid().detailsProperty().get())
                .extracting(CellDetails::chart)
                .extracting(DetectionChart::title)
                .isEqualTo("Detection time, this run (1 failure)");
    }

    @Test
    void cellDetailsListTheActiveFaults() {
        cut(8).withFault(Duration.ofSeconds(2), new NodeFault.Slow(node(3), Duration.ofMillis(300), Duration.ZERO));
        CellDetails details = Objects.requireNonNull(panel().grid().detailsOf(new CellRef(node(1), node(3))));

        assertThat(details.sentence())
                .contains("fault this link: cut, fault node3: slow by 300 ms, truth cut from node1 14:03:17.480");
    }

    @Test
    void theBadgeSaysWhetherTheDiagnosisMatchesTheInjectedFault() {
        assertThat(panel().situation().badgeProperty().get()).isEqualTo(Badge.NONE);
        cut(8);
        assertThat(panel().situation().badgeProperty().get())
                .isEqualTo(new Badge("pending", "… not detected yet: one-way link node1 to node3"));
        cluster.withStatus(1, 3, Status.DOWN);
        PanelViewModel panel = panel();
        assertThat(panel.situation().badgeProperty().get())
                .isEqualTo(new Badge("right", "✓ matches what happened: cut node1 to node3 14:03:17.480"));
        assertThat(panel.situation().disagreementProperty().get().differing())
                .isEqualTo(Set.of(link(1, 3), link(2, 3)));
    }

    @Test
    void theBadgeSaysThatTheCauseWasNotInjected() {
        cluster.withStatus(1, 3, Status.DOWN);
        assertThat(panel().situation().badgeProperty().get().style()).isEqualTo("quiet");
        assertThat(panel().situation().badgeProperty().get().words()).isEqualTo("not caused from this window");
        cluster.withFault(Duration.ofSeconds(8), new NodeFault.Stall(node(2)));
        assertThat(panel().situation().badgeProperty().get())
                .isEqualTo(new Badge("wrong", "✕ does not match what happened: hung node2"));
    }

    @Test
    void killIsNamedByItsSignal() {
        cluster.killed(2);
        assertThat(List.of(panel().situation().badgeProperty().get()))
                .containsExactly(new Badge("right", "✓ matches what happened: SIGKILL node2 14:03:21.460"));
    }

    @ParameterizedTest
    @CsvSource({
        "137, was ended from outside by SIGKILL",
        "139, crashed (SIGSEGV)",
        "3, exited by itself with code 3",
    })
    void anUnrequestedExitHasTheSameTextEverywhere(int code, String words) {
        cluster.ended(2, code, Duration.ofMillis(3_990));
        PanelViewModel panel = panel();
        assertThat(panel.situation().badgeProperty().get())
                .isEqualTo(new Badge("right", "✓ matches what happened: node2 " + words + " 14:03:21.490"));
        assertThat(panel.tiles().get(1).problemProperty().get()).isEqualTo(words);
        assertThat(panel.timeline().picture(1_000, 0, 9).truth().placed())
                .extracting(placed -> placed.span().label())
                .containsExactly("node2 " + words);
        assertThat(details(panel, 1, 2)).contains("truth " + words + " 14:03:21.490");
    }

    private static String details(PanelViewModel panel, int observer, int subject) {
        return Objects.requireNonNull(panel.grid().detailsOf(new CellRef(node(observer), node(subject))))
                .sentence();
    }

    /** The row of the paused node has not changed since before the pause, so the diagnosis waits. */
    @Test
    void theBadgeDoesNotWaitIfEveryCellIsCorrectlyDown() {
        cluster.paused(2, Duration.ofSeconds(8))
                .answered(2, Duration.ofMillis(8_100))
                .withStatus(1, 2, Status.DOWN)
                .withStatus(3, 2, Status.DOWN);
        PanelViewModel panel = panel();
        assertThat(panel.grid().correctnessProperty().get().mark(0, 1)).isEqualTo("✓");
        assertThat(panel.situation().badgeProperty().get())
                .isEqualTo(new Badge("right", "✓ matches what happened: node2 paused 14:03:17.480"));
    }

    @Test
    void theBadgeSaysThatNotAllObserversHaveDetectedTheFault() {
        cluster.paused(2, Duration.ofSeconds(8))
                .silent(2, "no answer", Duration.ofSeconds(8))
                .withStatus(1, 2, Status.DOWN)
                .withStatus(3, 2, Status.SUSPECT);
        PanelViewModel panel = panel();
        assertThat(panel.grid().correctnessProperty().get().mark(0, 1)).isEqualTo("✓");
        assertThat(panel.situation().badgeProperty().get())
                .isEqualTo(new Badge("pending", "… not detected by all yet: hung node2"));
    }

    @Test
    void theBadgeWaitsWhileNoCellIsDown() {
        cluster.paused(2, Duration.ofSeconds(8))
                .silent(2, "no answer", Duration.ofSeconds(8))
                .suspected(2);
        assertThat(panel().situation().badgeProperty().get())
                .isEqualTo(new Badge("pending", "… not detected yet: hung node2"));
    }
}
