package dev.telltale.dashboard;

import dev.telltale.model.Member;
import dev.telltale.observe.ClusterWatch;
import dev.telltale.time.NanoClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.testfx.api.FxRobot;

/** The whole application in a window, with hands that only remember; in a folder of its own. */
final class StoryPanel {
    final CompletableFuture<Boolean> exited = new CompletableFuture<>();
    final Path folder = newFolder();
    private @Nullable DashboardApp app;
    private @Nullable Stage stage;

    private static Path newFolder() {
        try {
            return Files.createTempDirectory("story-panel");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void start(Stage window, Story story, List<Member> watched, Runnable stopNodes) {
        stage = window;
        var made = new DashboardApp(
                new DashboardContext(
                        story.config(),
                        story.control(),
                        story.faults(),
                        stopNodes,
                        listener -> new ClusterWatch(watched, NanoClock.SYSTEM, listener),
                        NanoClock.SYSTEM,
                        folder,
                        null,
                        () -> {
                            throw new IllegalStateException("nothing is played here");
                        },
                        null),
                () -> exited.complete(true));
        app = made;
        made.init();
        made.start(window);
    }

    Stage stage() {
        return Objects.requireNonNull(stage);
    }

    /** As a click on the window's cross. */
    void close(FxRobot robot) {
        robot.interact(() -> stage().fireEvent(new WindowEvent(stage(), WindowEvent.WINDOW_CLOSE_REQUEST)));
    }

    void leaveNothing() throws IOException {
        Objects.requireNonNull(app).stop();
        // Its thread lets go of the file a moment later.
        Awaitility.await().until(() -> !Files.exists(folder.resolve("panel.0.log.lck")));
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }
}
