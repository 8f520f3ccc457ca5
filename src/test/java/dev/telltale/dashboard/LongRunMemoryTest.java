package dev.telltale.dashboard;

import static dev.telltale.testkit.TestValues.NOW;
import static dev.telltale.testkit.TestValues.later;
import static dev.telltale.testkit.TestValues.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.concurrent.BoundedLog;
import dev.telltale.dashboard.viewmodel.PanelViewModel;
import dev.telltale.dashboard.viewmodel.grid.CellRef;
import dev.telltale.model.Status;
import dev.telltale.model.Transition;
import dev.telltale.observe.history.MatrixHistory;
import dev.telltale.testkit.Await;
import dev.telltale.testkit.ChangingCluster;
import dev.telltale.testkit.ClusterFixture;
import dev.telltale.time.ClockReading;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Runs the view models without a window through a day of changing statuses, in some seconds. Shown views are garbage
 * collected, and the kept data is bounded.
 */
@Timeout(180)
class LongRunMemoryTest {
    private static final Duration DAY = Duration.ofHours(24);
    private static final int MAX_LINES = 2_000;
    /** The newest view, and those that a property or a pending repaint may still refer to. */
    private static final int MAX_VIEWS = 10;

    /** A day with a change every 40 s, or with many changes every 144 s. */
    @ParameterizedTest
    @CsvSource({"3, 2160", "30, 600"})
    void memoryIsBoundedAfterADay(int nodes, int views) {
        var cluster = new ClusterFixture(nodes);
        var changing = new ChangingCluster(nodes, 5);
        var model = new PanelViewModel(
                cluster.config(), cluster.control(), cluster.faults(), Runnable::run, NOW, ZoneId.of("UTC"));
        model.timeline().follow(changing.history(), cluster.faults()::intervals);
        model.grid().selectedProperty().set(new CellRef(node(1), node(2)));
        model.selectedNodeProperty().set(node(1));
        List<WeakReference<Object>> shown = new ArrayList<>();
        List<WeakReference<Object>> pulled = new ArrayList<>();
        for (int i = 1; i <= views; i++) {
            ClockReading now = later(DAY.multipliedBy(i).dividedBy(views));
            var view = changing.next(now);
            if (i % 4 == 0) {
                shown.add(new WeakReference<>(view));
                model.show(view);
                model.tick(now);
            }
            int number = i;
            model.journal().pull(from -> {
                List<BoundedLog.Entry<Transition>> entries = entries(from, number, now);
                entries.forEach(entry -> pulled.add(new WeakReference<>(entry)));
                return entries;
            });
            cluster.control().print(node(1), "line " + i, "y".repeat(1_000) + i);
            model.notice("something of view " + i);
        }

        assertThat(model.notices()).hasSizeLessThanOrEqualTo(5);
        assertThat(model.journal().lines()).hasSizeLessThanOrEqualTo(MAX_LINES + 1);
        assertThat(changing.history().size()).isPositive().isLessThanOrEqualTo(MatrixHistory.DEFAULT_CAPACITY);
        Await.await("what is shown no longer is collected").untilAsserted(() -> {
            System.gc();
            assertThat(held(shown)).as("views of %d", shown.size()).isLessThanOrEqualTo(MAX_VIEWS);
            assertThat(held(pulled)).as("entries of %d", pulled.size()).isLessThanOrEqualTo(MAX_LINES + 1);
        });
        assertThat(model.journal().lines()).as("the model is in use until here").isNotEmpty();
    }

    /** Returns lines as from a journal with ten changes per view. */
    private static List<BoundedLog.Entry<Transition>> entries(long from, int views, ClockReading now) {
        return LongStream.range(Math.max(from, 10L * (views - 1)), 10L * views)
                .mapToObj(number -> new BoundedLog.Entry<>(
                        number,
                        new Transition(
                                now.wall(),
                                node(1),
                                node(2),
                                Status.UP,
                                Status.DOWN,
                                null,
                                "reason " + number,
                                Transition.Return.NONE)))
                .toList();
    }

    private static long held(List<WeakReference<Object>> references) {
        return references.stream()
                .filter(reference -> !reference.refersTo(null))
                .count();
    }
}
