package dev.telltale.dashboard;

import static dev.telltale.testkit.TestValues.NOW;
import static dev.telltale.testkit.TestValues.later;
import static dev.telltale.testkit.TestValues.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.dashboard.viewmodel.CellRef;
import dev.telltale.dashboard.viewmodel.PanelViewModel;
import dev.telltale.model.Moment;
import dev.telltale.model.Status;
import dev.telltale.model.Transition;
import dev.telltale.observe.Journal;
import dev.telltale.testkit.ChangingCluster;
import dev.telltale.testkit.ClusterFixture;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a panel keeps of a day in which nodes flap all the time, played in some seconds and without a window. The first half
 * fills all that is bounded; after that nothing may grow.
 */
@Timeout(180)
@Isolated("measures the heap of this JVM")
class DayTest {
    private static final Duration DAY = Duration.ofHours(24);
    private static final long BEFORE_BOUNDS = 40L << 20;
    private static final long AFTER_BOUNDS = 4L << 20;

    /** A change each ten seconds, or many changes each twenty. */
    @ParameterizedTest
    @CsvSource({"3, 8640", "30, 2000"})
    void afterAHalfOfTheDayNothingGrows(int nodes, int views) {
        var cluster = new ClusterFixture(nodes);
        var changing = new ChangingCluster(nodes, 5);
        var model = new PanelViewModel(
                cluster.config(), cluster.control(), cluster.faults(), Runnable::run, NOW, ZoneId.of("UTC"));
        model.timeline().follow(changing.history(), cluster.faults()::truth);
        model.grid().selectedProperty().set(new CellRef(node(1), node(2)));
        model.selectedNodeProperty().set(node(1));
        long empty = heap();
        long half = 0;
        for (int i = 1; i <= views; i++) {
            Moment now = later(DAY.multipliedBy(i).dividedBy(views));
            var view = changing.next(now);
            if (i % 4 == 0) {
                model.show(view);
                model.tick(now);
            }
            int number = i;
            model.journal().pull(from -> entries(from, number, now));
            cluster.control().print(node(1), "line " + i, "y".repeat(1_000) + i);
            model.notice("something of view " + i);
            half = i == views / 2 ? heap() : half;
        }
        long all = heap();

        assertThat(half - empty).as("bytes after half a day").isLessThan(BEFORE_BOUNDS);
        assertThat(all - half).as("bytes more after a day").isLessThan(AFTER_BOUNDS);
        assertThat(model.notices()).hasSizeLessThanOrEqualTo(5);
        assertThat(model.journal().lines()).hasSizeLessThanOrEqualTo(2_001);
        assertThat(changing.history().begin()).isPresent();
    }

    /** As a journal would hand them over that has had ten changes with each view. */
    private static List<Journal.Entry> entries(long from, int views, Moment now) {
        return LongStream.range(Math.max(from, 10L * (views - 1)), 10L * views)
                .mapToObj(number -> new Journal.Entry(
                        number,
                        new Transition(
                                now.wall(),
                                node(1),
                                node(2),
                                Status.UP,
                                Status.DOWN,
                                null,
                                "reason " + number,
                                false,
                                0)))
                .toList();
    }

    private static long heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
