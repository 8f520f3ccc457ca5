package dev.telltale.dashboard.viewmodel.grid;

import static dev.telltale.testkit.TestValues.NOW;
import static dev.telltale.testkit.TestValues.later;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.dashboard.viewmodel.cell.CellDetails;
import dev.telltale.dashboard.viewmodel.truth.GroundTruthModel;
import dev.telltale.testkit.ClusterFixture;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GridTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            '',            UNKNOWN
            UNKNOWN,       UNKNOWN
            UP,            UP
            UP UP,         UP
            UP UNKNOWN,    UP
            DOWN DOWN,     DOWN
            DOWN UNKNOWN,  DOWN
            UP DOWN,       SUSPECT
            UP SUSPECT,    SUSPECT
            SUSPECT,       SUSPECT
            NO_ANSWER,     UNKNOWN
            """)
    void aTileIsDownOrUpOnlyIfAllReportedStatusesAgree(String beliefs, CellState together) {
        List<CellState> held = Arrays.stream(beliefs.split(" ", -1))
                .filter(word -> !word.isEmpty())
                .map(CellState::valueOf)
                .toList();
        assertThat(CellState.together(held)).isEqualTo(together);
    }

    @Test
    void theLastReportsOfASilentObserverDoNotCount() {
        var grid = new Grid(new ClusterFixture(3).allUp().killed(2).view().matrix());
        assertThat(grid.state(1, 0)).isEqualTo(CellState.NO_ANSWER);
        assertThat(grid.reportedStates(1)).containsExactly(CellState.DOWN, CellState.DOWN);
        assertThat(grid.reportedStates(0)).containsExactly(CellState.UP);
        assertThat(grid.upCount(0)).isEqualTo(1);
    }

    @Test
    void theGridIsBlankUntilTheFirstResponse() {
        assertThat(new Grid(new ClusterFixture(3).view().matrix()).isBlank()).isTrue();
        assertThat(new Grid(new ClusterFixture(3).allUp().view().matrix()).isBlank())
                .isFalse();
    }

    @Test
    void cellLabelsShowEvidenceRoundTripAndAge() {
        var grid = new Grid(new ClusterFixture(3).allUp().killed(2).view().matrix());
        assertThat(CellLabel.of(grid, 0, 2, NOW).oneLine()).isEqualTo("0.7 ms · 0.4 s ago");
        assertThat(CellLabel.of(grid, 0, 1, NOW).oneLine()).isEqualTo("refused · 4 s ago");
        assertThat(CellLabel.of(grid, 1, 0, NOW).oneLine()).isEqualTo("last report up, 4 s ago");
        assertThat(CellLabel.of(grid, 1, 1, NOW)).isEqualTo(new CellLabel(CellState.ITSELF, List.of()));
    }

    @Test
    void agesIncreaseWithoutNewReports() {
        var grid = new Grid(new ClusterFixture(3).allUp().view().matrix());
        assertThat(CellLabel.of(grid, 0, 2, later(Duration.ofSeconds(65))).oneLine())
                .isEqualTo("0.7 ms · 1 min 5 s ago");
    }

    @Test
    void ageDoesNotDependOnTheWallClocksOfTwoMachines() {
        var grid = new Grid(new ClusterFixture(3).allUp().view().matrix());
        var ourClockIsAnHourFast =
                new dev.telltale.time.ClockReading(NOW.nanos(), NOW.wall().plusSeconds(3600));
        assertThat(CellLabel.of(grid, 0, 2, ourClockIsAnHourFast).oneLine()).isEqualTo("0.7 ms · 0.4 s ago");
    }

    @Test
    void cellDetailsShowEverythingReportedAboutTheCell() {
        var grid = new Grid(new ClusterFixture(3).allUp().killed(2).view().matrix());
        CellDetails details =
                CellDetails.of(grid, 0, 1, new GroundTruthModel(new ClusterFixture(3).config()), NOW, ZoneId.of("UTC"));
        assertThat(details.sentence())
                .isEqualTo("node1 about node2: down since 14:03:21.472, evidence refused, last heartbeat"
                        + " 14:03:20.880 · 4.6 s ago, incarnation 1763906471123, truth unknown: not started here,"
                        + " round trip 0.7 ms, missed 1 heartbeat, address http://127.0.0.1:8002,"
                        + " error connection refused; verdicts: evidence down, since 14:03:21.472;"
                        + " timeout suspect, down in 0.4 s; phi suspect, φ 5.9 of 8.0, down in 0.8 s;"
                        + " swim down, since 14:03:22.670, confirmed by node3");
        assertThat(details.fields().get(0).tooltip()).isEqualTo("2026-11-23 14:03:21.472 +00:00");
    }

    @Test
    void cellDetailsOfASilentObserverSayThatItDoesNotAnswer() {
        var grid = new Grid(new ClusterFixture(3).allUp().killed(2).view().matrix());
        assertThat(CellDetails.of(
                                grid, 1, 0, new GroundTruthModel(new ClusterFixture(3).config()), NOW, ZoneId.of("UTC"))
                        .sentence())
                .startsWith("node2 about node1: unknown, observer does not answer: connection refused, last report up");
    }
}
