package dev.telltale.observe.history;

import static dev.telltale.testkit.TestValues.NOW;
import static dev.telltale.testkit.TestValues.at;
import static dev.telltale.testkit.TestValues.node;
import static dev.telltale.testkit.TestValues.nodes;
import static dev.telltale.testkit.TestValues.peer;
import static dev.telltale.testkit.TestValues.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.model.Cell;
import dev.telltale.model.Evidence;
import dev.telltale.model.Matrix;
import dev.telltale.model.MatrixRow;
import dev.telltale.model.PeerReport;
import dev.telltale.model.Status;
import dev.telltale.time.WallMicros;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MatrixHistoryTest {
    private static final Instant BEGIN = NOW.wall();

    private final MatrixHistory history = new MatrixHistory(nodes(3), 1_000);

    private void take(MatrixRow row, long millis) {
        history.record(row, at(millis));
    }

    /** The intervals of the cell (node1, node2), such as "0-1000 REPORTED UP", in milliseconds after the beginning. */
    private static List<String> intervals(MatrixHistory history, long fromMillis, long untilMillis) {
        List<String> intervals = new ArrayList<>();
        history.forEachInterval(
                node(1),
                node(2),
                WallMicros.of(BEGIN.plusMillis(fromMillis)),
                WallMicros.of(BEGIN.plusMillis(untilMillis)),
                (from, until, kind, status) -> intervals.add(millis(from) + "-" + millis(until) + " " + kind + " "
                        + (status == null ? null : status.status())));
        return intervals;
    }

    private static long millis(long micros) {
        return Duration.between(BEGIN, WallMicros.instant(micros)).toMillis();
    }

    private static Status up(int subject) {
        return Status.UP;
    }

    private static Status downIfNode2(int subject) {
        return subject == 2 ? Status.DOWN : Status.UP;
    }

    @Test
    void theHistoryIsEmptyBeforeTheFirstResponse() {
        assertThat(intervals(history, 0, 5_000)).isEmpty();
        assertThat(history.begin()).isEmpty();
        history.record(MatrixRow.neverPolled(node(1)), at(0));
        assertThat(history.size()).isZero();
        take(row(1, 3, 1_000, MatrixHistoryTest::up), 1_000);
        assertThat(intervals(history, 0, 5_000)).containsExactly("1000-5000 REPORTED UP");
        assertThat(history.begin()).contains(BEGIN.plusMillis(1_000));
    }

    @Test
    void onlyChangesAreRecorded() {
        take(row(1, 3, 0, MatrixHistoryTest::up), 0);
        int marks = history.size();
        long version = history.version();
        MatrixRow same = row(
                node(1), at(500), BEGIN.plusMillis(500), List.of(peer(2, Status.UP, BEGIN), peer(3, Status.UP, BEGIN)));
        take(same, 500);
        assertThat(history.size()).isEqualTo(marks);
        assertThat(history.version()).isEqualTo(version);
        take(row(node(1), at(900), BEGIN.plusMillis(900), List.of(peer(2, Status.DOWN, BEGIN.plusMillis(812)))), 900);
        assertThat(intervals(history, 0, 1_000)).containsExactly("0-812 REPORTED UP", "812-1000 REPORTED DOWN");
        assertThat(intervals(history, 100, 400)).containsExactly("100-400 REPORTED UP");
        assertThat(intervals(history, 812, 813)).containsExactly("812-813 REPORTED DOWN");
    }

    @Test
    void aSilentObserverHasNoReportedStatusForThatTime() {
        MatrixRow last = row(1, 3, 0, MatrixHistoryTest::up);
        take(last, 0);
        take(last.withSilence("the connection broke"), 2_000);
        take(last.withSilence("does not listen"), 2_250);
        take(row(1, 3, 4_000, MatrixHistoryTest::downIfNode2), 4_000);
        assertThat(intervals(history, 0, 5_000))
                .containsExactly(
                        "0-2000 REPORTED UP",
                        "2000-2250 NO_ANSWER UP",
                        "2250-4000 NO_ANSWER UP",
                        "4000-5000 REPORTED DOWN");
    }

    @Test
    void aPastMatrixHasStatusEvidenceAndSince() {
        take(row(1, 3, 0, MatrixHistoryTest::up), 0);
        take(row(1, 3, 1_000, MatrixHistoryTest::downIfNode2), 1_000);
        Matrix before = history.matrixAt(at(999));
        assertThat(before.cell(node(1), node(2)).status()).isEqualTo(Status.UP);
        Cell cell = history.matrixAt(at(1_000)).cell(node(1), node(2));
        assertThat(cell.status()).isEqualTo(Status.DOWN);
        assertThat(cell.report()).isNotNull().satisfies(report -> {
            assertThat(report.since()).isEqualTo(BEGIN.plusMillis(1_000));
            assertThat(report.evidence()).isEqualTo(Evidence.TIMEOUT);
            assertThat(report.attempts().error()).isEqualTo("no answer within 1 s");
            assertThat(report.verdicts())
                    .singleElement()
                    .satisfies(verdict -> assertThat(verdict.status()).isEqualTo(Status.DOWN));
        });
        assertThat(before.row(node(1)).report())
                .isNotNull()
                .satisfies(report -> assertThat(report.reporter().detector()).isEqualTo("evidence"));
        assertThat(before.row(node(3)).isPolled())
                .as("node3 was not polled yet")
                .isFalse();
    }

    @Test
    void aSilentPastRowHasItsLastReportAndItsAge() {
        MatrixRow last = row(1, 3, 0, MatrixHistoryTest::up);
        take(last, 0);
        take(last.withSilence("the connection broke"), 2_000);
        take(last.withSilence("does not listen"), 2_250);
        // The change at 2,100 became known here only at 3,000.
        take(
                row(
                        node(1),
                        at(3_000),
                        BEGIN.plusMillis(3_000),
                        List.of(peer(2, Status.DOWN, BEGIN.plusMillis(2_100)))),
                3_000);
        MatrixRow row = history.matrixAt(at(2_500)).row(node(1));
        assertThat(row.silence()).isEqualTo("does not listen");
        assertThat(row.answered()).isEqualTo(at(2_000));
        assertThat(history.matrixAt(at(2_500)).cell(node(1), node(2)).report())
                .isNotNull()
                .satisfies(report -> assertThat(report.status()).isEqualTo(Status.UP));
    }

    @Test
    void aNodeThatNeverRespondedHasAnEmptyRow() {
        take(new MatrixRow(node(1), null, null, "does not listen"), 0);
        MatrixRow row = history.matrixAt(at(10)).row(node(1));
        assertThat(row.report()).isNull();
        assertThat(row.silence()).isEqualTo("does not listen");
    }

    /** The reports have times by our clock: {@code ClockOffset} corrects them when they arrive. */
    @Test
    void changesHaveTheirTimestampsButNoneAfterTheArrivalOfTheReport() {
        assertThat(stamp(BEGIN.plusMillis(590))).isEqualTo("590-3000 REPORTED UP");
        assertThat(stamp(BEGIN.plusMillis(1_500)))
                .as("no time lies in the future")
                .isEqualTo("1000-3000 REPORTED UP");
        assertThat(stamp(null)).as("a node of the original demo").isEqualTo("1000-3000 REPORTED UP");
    }

    /** The interval of the status since then, in a report that arrives at 1,000 ms. */
    private static String stamp(@Nullable Instant since) {
        var one = new MatrixHistory(nodes(2), 1_000);
        PeerReport up = peer(2, Status.UP, BEGIN);
        var peer = new PeerReport(
                up.id(),
                up.url(),
                up.incarnation(),
                new PeerReport.Current(Status.UP, since, null),
                up.attempts(),
                up.returns(),
                List.of());
        one.record(row(1, 2, 0, subject -> Status.UNKNOWN), at(0));
        one.record(row(node(1), at(1_000), BEGIN.plusMillis(1_000), List.of(peer)), at(1_000));
        List<String> intervals = intervals(one, 0, 3_000);
        return intervals.get(intervals.size() - 1);
    }

    @Test
    void aFullHistoryDropsTheOldestChangesAndKnowsSinceWhenItIsComplete() {
        var small = new MatrixHistory(nodes(2), 10);
        for (int i = 0; i < 100; i++) {
            int second = i;
            small.record(row(1, 2, i * 1_000L, subject -> second % 2 == 0 ? Status.UP : Status.DOWN), at(i * 1_000L));
        }
        assertThat(small.size()).isEqualTo(10);
        Instant whole = small.completeSince().orElseThrow();
        assertThat(whole).isEqualTo(BEGIN.plusSeconds(89));
        assertThat(small.begin()).contains(whole);
        // The value at the start of the history is known although the change to it was dropped.
        assertThat(intervals(small, 89_000, 91_000))
                .containsExactly("89000-90000 REPORTED DOWN", "90000-91000 REPORTED UP");
        assertThat(small.matrixAt(at(89_500)).cell(node(1), node(2)).status()).isEqualTo(Status.DOWN);
    }

    @Test
    void theNumberOfDistinctErrorTextsIsLimited() {
        var values = new InternTable<RecordedStatus>(3);
        for (int i = 0; i < 20; i++) {
            var status = new RecordedStatus(i % 2 == 0 ? Status.DOWN : Status.SUSPECT, Evidence.RESET, "attempt " + i);
            RecordedStatus kept = values.intern(status, status.plain());
            assertThat(kept.status()).isEqualTo(status.status());
            assertThat(kept.error()).isEqualTo(i < 3 ? "attempt " + i : null);
        }
    }

    /** Every minute node2 is killed and restarted: silent, unknown, up; the others report down, then up. */
    @Test
    void anHourWithAKillPerMinuteNeedsLittleMemory() {
        var hour = new MatrixHistory(nodes(3), MatrixHistory.DEFAULT_CAPACITY);
        for (int minute = 0; minute < 60; minute++) {
            long start = minute * 60_000L;
            for (int node = 1; node <= 3; node++) {
                hour.record(row(node, 3, start, MatrixHistoryTest::up), at(start));
            }
            hour.record(row(2, 3, start, MatrixHistoryTest::up).withSilence("does not listen"), at(start + 20_000));
            for (int node : new int[] {1, 3}) {
                hour.record(row(node, 3, start + 20_010, MatrixHistoryTest::downIfNode2), at(start + 20_010));
            }
            hour.record(row(2, 3, start + 30_000, subject -> Status.UNKNOWN), at(start + 30_000));
        }
        assertThat(hour.completeSince()).isEmpty();
        assertThat(hour.size()).isLessThan(60 * 20);
        assertThat(hour.bytes()).isLessThan(64 * 1024);
    }

    /** In each interval of 2 s every status changes twice. */
    @Test
    void tenMinutesOfThirtyNodesThatFlapEachIntervalFitIntoTheHistory() {
        var minutes = new MatrixHistory(nodes(30), MatrixHistory.DEFAULT_CAPACITY);
        for (int second = 0; second < 600; second++) {
            Status status = second % 2 == 0 ? Status.DOWN : Status.UP;
            for (int node = 1; node <= 30; node++) {
                minutes.record(row(node, 30, second * 1_000L, subject -> status), at(second * 1_000L));
            }
        }
        assertThat(minutes.completeSince()).isEmpty();
        assertThat(minutes.size()).isEqualTo(600 * 30 * 29 + 30);
        assertThat(minutes.bytes()).isLessThan(20 << 20);
        for (int second = 600; second < 1_200; second++) {
            Status status = second % 2 == 0 ? Status.DOWN : Status.UP;
            for (int node = 1; node <= 30; node++) {
                minutes.record(row(node, 30, second * 1_000L, subject -> status), at(second * 1_000L));
            }
        }
        assertThat(minutes.size()).isEqualTo(MatrixHistory.DEFAULT_CAPACITY);
        assertThat(minutes.bytes()).isLessThan(20 << 20);
        assertThat(minutes.completeSince().orElseThrow()).isBefore(BEGIN.plusSeconds(600));
    }
}
