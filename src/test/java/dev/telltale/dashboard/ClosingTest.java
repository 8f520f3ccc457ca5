package dev.telltale.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.launcher.NodeProcess;
import dev.telltale.model.Address;
import dev.telltale.model.Member;
import dev.telltale.observe.ClusterWatch;
import dev.telltale.time.NanoClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** The window is closed while all that it has asked for still goes on, and its nodes do not answer. */
@Timeout(120)
@ExtendWith(ApplicationExtension.class)
class ClosingTest {
    private final Story story = new Story(3).allUp();
    private final CompletableFuture<Boolean> exited = new CompletableFuture<>();
    private final CountDownLatch stuck = new CountDownLatch(1);
    private final AtomicInteger stops = new AtomicInteger();
    private final Path folder = newFolder();
    private final ServerSocket silent = silentServer();
    private @Nullable DashboardApp app;
    private @Nullable Stage stage;

    private static Path newFolder() {
        try {
            return Files.createTempDirectory("closing");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** It accepts and never answers. */
    private static ServerSocket silentServer() {
        try {
            return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Start
    void start(Stage window) {
        stage = window;
        var where = new Address("127.0.0.1", silent.getLocalPort());
        List<Member> members =
                story.config().ids().stream().map(id -> new Member(id, where)).toList();
        app = new DashboardApp(
                new DashboardContext(
                        story.config(),
                        story.control(),
                        story.faults(),
                        this::neverEnds,
                        listener -> new ClusterWatch(members, NanoClock.SYSTEM, listener),
                        NanoClock.SYSTEM,
                        folder,
                        null,
                        () -> {
                            throw new IllegalStateException("nothing is played here");
                        },
                        null),
                () -> exited.complete(true));
        app.init();
        app.start(window);
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
        Objects.requireNonNull(app).stop();
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }

    private void close(FxRobot robot) {
        robot.interact(() -> {
            Stage window = Objects.requireNonNull(stage);
            window.fireEvent(new WindowEvent(window, WindowEvent.WINDOW_CLOSE_REQUEST));
        });
    }

    @Test
    void itEndsOnceAndInTimeWhateverHangsAndAnswersThatComeLaterHarmNobody(FxRobot robot) throws Exception {
        var start = new CompletableFuture<NodeProcess>();
        var kill = new CompletableFuture<NodeProcess>();
        story.control().set(Story.node(1), new NodeProcess.Stopped()).answerWith(start);
        robot.clickOn("#startCluster");
        story.control().answerWith(kill);
        robot.clickOn("#kill-node2");
        try (var watchdog = FxWatchdog.start()) {
            close(robot);
            close(robot);
            start.completeExceptionally(new IllegalStateException("This launcher is closed."));
            kill.complete(new NodeProcess.Stopped());
            story.control().set(Story.node(3), new NodeProcess.Stopped());
            WaitForAsyncUtils.waitForFxEvents();
            watchdog.verify();
        }
        assertThat(exited.get(20, TimeUnit.SECONDS)).isTrue();
        assertThat(stops.get()).isOne();
        assertThat(folder.resolve("panel.0.log")).as("nothing went wrong").doesNotExist();
    }
}
