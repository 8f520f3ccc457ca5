package dev.telltale.dashboard;

import static dev.telltale.dashboard.DashboardFixture.doOnFx;
import static dev.telltale.dashboard.DashboardFixture.onFx;
import static dev.telltale.testkit.TestValues.NOW;
import static dev.telltale.testkit.TestValues.later;
import static dev.telltale.testkit.TestValues.node;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.telltale.dashboard.kit.FrameThrottle;
import dev.telltale.dashboard.kit.FxBridge;
import dev.telltale.dashboard.viewmodel.PanelViewModel;
import dev.telltale.dashboard.viewmodel.grid.CellRef;
import dev.telltale.groundtruth.ProcessEvent;
import dev.telltale.observe.ClusterView;
import dev.telltale.observe.history.MatrixHistory;
import dev.telltale.testkit.ChangingCluster;
import dev.telltale.testkit.ClusterFixture;
import dev.telltale.time.ClockReading;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.scene.control.TabPane;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** Loads the FX thread with statuses, output and history, and checks the bounds of {@link FxWatchdog}. */
@Timeout(120)
@ExtendWith(ApplicationExtension.class)
@Tag("window")
@Tag("quiet")
class FxLoadTest {
    /** After so many views the code that runs on the FX thread is compiled. */
    private static final int WARM_UP_VIEWS = 2_500;

    private static final int VIEWS = 1_000;
    /** Long enough for 20 samples even if the sampler gets little processor time. */
    private static final Duration WAIT = Duration.ofSeconds(1);

    private static final long PAUSE_NANOS = 2_000_000;
    private static final int VIEWS_IN_A_TICK = 100;

    private final ClusterFixture cluster = new ClusterFixture(30);
    private final ChangingCluster changing = new ChangingCluster(30, 7);
    private final PanelViewModel model = new PanelViewModel(
            cluster.config(), cluster.control(), cluster.faults(), FxBridge.FX_THREAD, NOW, ZoneId.of("UTC"));
    private final FxBridge<ClusterView> views = new FxBridge<>(new FrameThrottle(), model::show);
    private final AtomicLong published = new AtomicLong();
    private @Nullable PanelController panel;

    @Start
    void start(Stage window) {
        panel = new PanelController(model, () -> {});
        model.timeline().follow(changing.history(), cluster.faults()::intervals);
        model.grid().selectedProperty().set(new CellRef(node(1), node(2)));
        DashboardFixture.show(window, panel.root());
    }

    /** Publishes this many views, 500 a second at most, with a tick of the clock of the panel per 100 views. */
    private void flap(int many, Runnable beforeTick) {
        for (int i = 0; i < many; i++) {
            ClockReading now = later(Duration.ofMillis(10 * published.incrementAndGet()));
            views.publish(changing.next(now));
            if (i % VIEWS_IN_A_TICK == 0) {
                beforeTick.run();
                FxBridge.FX_THREAD.execute(() -> model.tick(now));
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        doOnFx(() -> {});
    }

    private void show(String tab) {
        doOnFx(() -> {
            TabPane tabs = (TabPane) Objects.requireNonNull(panel).root().lookup("#tabs");
            tabs.getTabs().stream().filter(one -> tab.equals(one.getId())).forEach(tabs.getSelectionModel()::select);
        });
    }

    @Test
    void theFxThreadStaysFreeWhileThirtyNodesFlap() {
        flap(WARM_UP_VIEWS, () -> {});
        try (var watchdog = FxWatchdog.start()) {
            flap(VIEWS, () -> {});
            System.out.println("thirty nodes flap: " + watchdog.verify());
        }
    }

    @Test
    void theFxThreadStaysFreeWhileTheSelectedNodeFloodsItsOutput() {
        doOnFx(() -> model.selectedNodeProperty().set(node(3)));
        show("outputTab");
        flap(WARM_UP_VIEWS, this::flood);
        try (var watchdog = FxWatchdog.start()) {
            flap(VIEWS, this::flood);
            System.out.println("output floods: " + watchdog.verify());
        }
        assertThat(onFx(() -> model.output().textProperty().get().length())).isLessThanOrEqualTo(24_000);
    }

    @Test
    void theFxThreadStaysFreeAfterADayOfRestartsWithAFullHistory() {
        // As many as the launcher keeps: four for each incarnation.
        for (int i = 0; i < 10_000; i++) {
            var kind = List.of(
                            ProcessEvent.Kind.KILL,
                            ProcessEvent.Kind.ENDED,
                            ProcessEvent.Kind.START,
                            ProcessEvent.Kind.READY)
                    .get(i % 4);
            cluster.control()
                    .add(new ProcessEvent(kind, node(1 + i / 4 % 30), i, later(Duration.ofSeconds(8L * i - 80_000))));
        }
        ClockReading day = later(Duration.ofSeconds(-1));
        while (changing.history().size() < MatrixHistory.DEFAULT_CAPACITY) {
            changing.next(day);
        }
        flap(WARM_UP_VIEWS, () -> {});
        try (var watchdog = FxWatchdog.start()) {
            flap(VIEWS, () -> {});
            System.out.println("after a day: " + watchdog.verify());
        }
    }

    /** Prints new lines, as many and as long as are kept. */
    private void flood() {
        long from = published.get() * 1_000;
        cluster.control()
                .print(
                        node(3),
                        IntStream.range(0, 2_000)
                                .mapToObj(i -> (from + i) + " " + "x".repeat(1_900))
                                .toArray(String[]::new));
    }

    @Test
    void theWatchdogReportsAListenerThatComputesFor70Ms() {
        doOnFx(() -> model.grid().selectedProperty().addListener((property, before, after) -> burn(70)));
        try (var watchdog = FxWatchdog.start()) {
            doOnFx(() -> model.grid().selectedProperty().set(new CellRef(node(2), node(1))));
            assertThatThrownBy(watchdog::verify)
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("FxLoadTest.burn");
        }
    }

    @ParameterizedTest
    @MethodSource("waits")
    void theWatchdogReportsAListenerThatWaits(Runnable wait, String where) {
        // The first selection of a cell loads classes and fonts from the disk.
        doOnFx(() -> model.grid().selectedProperty().set(new CellRef(node(3), node(1))));
        doOnFx(() -> {});
        doOnFx(() -> model.grid().selectedProperty().addListener((property, before, after) -> wait.run()));
        try (var watchdog = FxWatchdog.start()) {
            doOnFx(() -> model.grid().selectedProperty().set(new CellRef(node(2), node(1))));
            assertThatThrownBy(watchdog::verify)
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining(where);
        }
    }

    static Stream<Arguments> waits() {
        return Stream.of(
                Arguments.of((Runnable) () -> LockSupport.parkNanos(WAIT.toNanos()), "LockSupport.park"),
                Arguments.of((Runnable) FxLoadTest::readWithTimeout, "SocketInputStream.read"));
    }

    private static void readWithTimeout() {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var socket = new Socket(server.getInetAddress(), server.getLocalPort())) {
            socket.setSoTimeout((int) WAIT.toMillis());
            assertThat(socket.getInputStream().read()).isNegative();
        } catch (IOException expected) {
            // Expected: the read times out.
        }
    }

    private static void burn(long millis) {
        var threads = java.lang.management.ManagementFactory.getThreadMXBean();
        long end = threads.getCurrentThreadCpuTime() + millis * 1_000_000;
        while (threads.getCurrentThreadCpuTime() < end) {
            Thread.onSpinWait();
        }
    }
}
