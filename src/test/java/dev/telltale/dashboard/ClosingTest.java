package dev.telltale.dashboard;

import static dev.telltale.dashboard.DashboardFixture.click;
import static dev.telltale.dashboard.DashboardFixture.onFx;
import static dev.telltale.testkit.TestValues.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.launcher.NodeProcess;
import dev.telltale.model.Address;
import dev.telltale.model.Member;
import dev.telltale.testkit.ClusterFixture;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** Closes the window while its requests are pending and its nodes do not answer. */
@Timeout(120)
@ExtendWith(ApplicationExtension.class)
@Tag("window")
class ClosingTest {
    private final ClusterFixture cluster = new ClusterFixture(3).allUp();
    private final CountDownLatch stuck = new CountDownLatch(1);
    private final AtomicInteger stops = new AtomicInteger();
    private DashboardFixture panel;

    @TempDir
    private Path folder;

    private final ServerSocket silent = silentServer();

    /** A server that accepts connections and never answers. */
    private static ServerSocket silentServer() {
        try {
            return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Start
    void start(Stage window) {
        var where = new Address("127.0.0.1", silent.getLocalPort());
        List<Member> members =
                cluster.config().ids().stream().map(id -> new Member(id, where)).toList();
        panel = new DashboardFixture(window, folder, cluster, members, this::neverEnds);
    }

    private void neverEnds() {
        stops.incrementAndGet();
        try {
            stuck.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void leave() throws IOException {
        stuck.countDown();
        silent.close();
        panel.stop();
    }

    @Test
    void thePanelSaysWhatItStopsAndWaitsFor(FxRobot robot) throws Exception {
        panel.requestClose(robot);
        assertThat(robot.lookup("#stopQuestion .title").queryAs(Label.class).getText())
                .isEqualTo("Closing stops 3 nodes of this panel.");
        assertThat(robot.lookup("#stopNodes").queryButton().getText()).isEqualTo("Stop 3 nodes and close");
        robot.type(KeyCode.ESCAPE);
        assertThat(robot.lookup("#stopQuestion").tryQuery()).isEmpty();
        panel.requestClose(robot);
        robot.type(KeyCode.ENTER);
        assertThat(robot.lookup("#sentence").queryAs(Label.class).getText())
                .isEqualTo("Stopping 3 nodes: node1, node2, node3…");
        assertThat(panel.exited.get(20, TimeUnit.SECONDS)).isTrue();
        assertThat(stops.get()).isOne();
    }

    @Test
    void thePanelClosesAtOnceIfItHasNoNodes(FxRobot robot) throws Exception {
        for (int number = 1; number <= 3; number++) {
            cluster.control().set(node(number), new NodeProcess.Stopped());
        }
        WaitForAsyncUtils.waitForFxEvents();
        stuck.countDown();
        panel.requestClose(robot);
        assertThat(onFx(() -> panel.stage.isShowing())).isFalse();
        assertThat(panel.exited.get(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void thePanelClosesOnceAndInTimeDespiteHangingRequestsAndLateResponses(FxRobot robot) throws Exception {
        var start = new CompletableFuture<NodeProcess>();
        var kill = new CompletableFuture<NodeProcess>();
        cluster.control().set(node(1), new NodeProcess.Stopped()).answerWith(start);
        click(robot, "#startCluster");
        cluster.control().answerWith(kill);
        click(robot, "#kill-node2");
        try (var watchdog = FxWatchdog.start()) {
            panel.requestClose(robot);
            assertThat(stops.get()).as("it asks before it stops nodes").isZero();
            panel.requestClose(robot);
            panel.requestClose(robot);
            start.completeExceptionally(new IllegalStateException("This launcher is closed."));
            kill.complete(new NodeProcess.Stopped());
            cluster.control().set(node(3), new NodeProcess.Stopped());
            WaitForAsyncUtils.waitForFxEvents();
            watchdog.verify();
        }
        assertThat(panel.exited.get(20, TimeUnit.SECONDS)).isTrue();
        assertThat(stops.get()).isOne();
        assertThat(folder.resolve("panel.0.log")).as("nothing went wrong").doesNotExist();
    }
}
