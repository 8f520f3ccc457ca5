package dev.telltale.dashboard;

import static dev.telltale.dashboard.DashboardFixture.doOnFx;
import static dev.telltale.dashboard.DashboardFixture.onFx;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.telltale.groundtruth.ProcessEvent.Kind;
import dev.telltale.model.NodeId;
import dev.telltale.model.Status;
import dev.telltale.recording.RecordedEvent.Gap;
import dev.telltale.recording.RecordingFixture;
import dev.telltale.recording.RecordingWriter;
import dev.telltale.recording.history.RecordedLines;
import dev.telltale.testkit.Await;
import dev.telltale.testkit.ClusterFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Slider;
import javafx.scene.control.SplitPane;
import javafx.scene.control.ToggleButton;
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

/** A recording of a crash and a restart, opened over a cluster that runs. */
@Timeout(120)
@ExtendWith(ApplicationExtension.class)
@Tag("window")
class RecordingPanelTest {
    private static final NodeId ONE = RecordingFixture.ONE;
    private static final NodeId TWO = RecordingFixture.TWO;
    private static final NodeId THREE = new NodeId("node3");

    private final ClusterFixture demo = new ClusterFixture(3).allUp();
    private final List<String> stopped = new CopyOnWriteArrayList<>();
    private DashboardFixture panel;

    @TempDir
    private Path folder;

    @Start
    void start(Stage window) throws IOException {
        Path recording = folder.resolve("demo").resolve("recordings").resolve("2026-11-30-110000");
        Files.createDirectories(recording);
        try (RecordingWriter writer = new RecordingFixture(recording).open()) {
            RecordedLines lines = new RecordedLines(RecordingFixture.START);
            for (NodeId observer : List.of(ONE, TWO, THREE)) {
                for (NodeId subject : List.of(ONE, TWO, THREE)) {
                    if (!observer.equals(subject)) {
                        writer.offer(lines.status(-5, observer, subject, Status.UNKNOWN, Status.UP));
                    }
                }
            }
            writer.offer(lines.process(-9, Kind.START, TWO, 4711));
            writer.offer(lines.process(-8, Kind.READY, TWO, 4711));
            writer.offer(lines.process(60, Kind.KILL, TWO, 4711));
            writer.offer(lines.status(60.1, ONE, TWO, Status.UP, Status.DOWN));
            writer.offer(lines.status(60.2, THREE, TWO, Status.UP, Status.DOWN));
            writer.offer(lines.gap(200, 300, Gap.Reason.NOT_RUNNING));
        }
        panel = new DashboardFixture(window, folder, demo, List.of(), () -> stopped.add("demo"));
    }

    @AfterEach
    void leave() {
        panel.stop();
    }

    private static Stream<MenuItem> items(FxRobot robot) {
        MenuButton menu = robot.lookup("#config").queryAs(MenuButton.class);
        Objects.requireNonNull(menu.getOnShowing()).handle(null);
        return menu.getItems().stream()
                .flatMap(item -> item instanceof Menu inner ? inner.getItems().stream() : Stream.of(item));
    }

    private static void choose(FxRobot robot, String id) {
        Await.until("the menu offers " + id, () -> onFx(() -> items(robot).anyMatch(item -> id.equals(item.getId()))));
        doOnFx(() -> items(robot)
                .filter(item -> id.equals(item.getId()))
                .findFirst()
                .orElseThrow()
                .fire());
    }

    private static String text(FxRobot robot, String query) {
        return onFx(() ->
                robot.lookup(query).tryQueryAs(Label.class).map(Label::getText).orElse(""));
    }

    private static boolean isThere(FxRobot robot, String query) {
        return onFx(() -> robot.lookup(query)
                .tryQuery()
                .filter(RecordingPanelTest::isVisible)
                .isPresent());
    }

    private static boolean isVisible(Node node) {
        return node.isVisible() && (node.getParent() == null || isVisible(node.getParent()));
    }

    private void open(FxRobot robot) {
        choose(robot, "recording-0");
        Await.until("the recording is shown", () -> isThere(robot, "#playerBar"));
    }

    private void slide(FxRobot robot, double seconds) {
        doOnFx(() -> robot.lookup("#recordingSlider").queryAs(Slider.class).setValue(seconds / 300));
    }

    @Test
    void aRecordingIsShownAsItWasPlayedAndClosedAgain(FxRobot robot) {
        String live = text(robot, "#sentence");
        open(robot);
        assertThat(text(robot, "#recordingBanner")).contains("Recording of demo, 30 Nov");
        assertThat(onFx(() -> panel.stage.getTitle())).startsWith("recording of demo, 30 Nov");
        assertThat(text(robot, "#sentence")).as("its first trouble").contains("node2 has crashed: 1 of 2 observers");
        assertThat(isThere(robot, "#startCluster")).isFalse();
        assertThat(isThere(robot, "#breakNodes")).isFalse();

        slide(robot, 30);
        assertThat(text(robot, "#sentence")).contains("All 3 nodes up");
        slide(robot, 100);
        assertThat(text(robot, "#sentence")).contains("2 of 2 observers agree");
        slide(robot, 250);
        assertThat(text(robot, "#notRecorded")).isEqualTo("· not recorded: no recorder ran");
        assertThat(text(robot, "#sentence")).endsWith("no node answered");
        doOnFx(() -> robot.lookup("#previousEvent").queryAs(Button.class).fire());
        assertThat(text(robot, "#playPosition")).endsWith(":03:20.000");

        slide(robot, 59);
        doOnFx(() -> robot.lookup("#speed-100").queryAs(ToggleButton.class).fire());
        robot.push(KeyCode.SPACE);
        Await.until("it plays on to the crash", () -> text(robot, "#sentence").contains("2 of 2 observers agree"));
        robot.push(KeyCode.SPACE);

        robot.push(KeyCode.S);
        Await.until("no command", () -> text(robot, "#notice").contains("this is a recording"));
        assertThat(demo.control().commands()).isEmpty();
        doOnFx(() -> robot.lookup("#closeRecording").queryAs(Button.class).fire());
        assertThat(text(robot, "#sentence")).isEqualTo(live);
        assertThat(isThere(robot, "#playerBar")).isFalse();
        assertThat(isThere(robot, "#startCluster")).isTrue();
        assertThat(stopped).as("the cluster went on").isEmpty();
    }

    /** It has all of the height while it is selected. This recording has changes, but no attempt. */
    @Test
    void theWhatIfTabTakesTheHeightAndSaysWhyNothingIsReplayed(FxRobot robot) {
        open(robot);
        double before = height(robot);
        robot.push(KeyCode.CONTROL, KeyCode.I);
        Await.until("it is said", () -> text(robot, "#whatIfStatus").endsWith(" has no attempt of a node yet"));
        assertThat(height(robot)).isLessThan(10);
        robot.push(KeyCode.CONTROL, KeyCode.L);
        assertThat(height(robot)).isCloseTo(before, within(3.0));
    }

    /** Of grid and tiles. */
    private static double height(FxRobot robot) {
        return onFx(() -> robot.lookup("#split")
                .queryAs(SplitPane.class)
                .getItems()
                .get(0)
                .getLayoutBounds()
                .getHeight());
    }

    @Test
    void aBrokenRecordingIsToldInOneSentenceAndTheClusterStays(FxRobot robot) throws IOException {
        Path info = folder.resolve("demo")
                .resolve("recordings")
                .resolve("2026-11-30-110000")
                .resolve("recording.json");
        Files.writeString(info, "{\"kind\":\"settings\",\"format\":\"other\"}\n");
        choose(robot, "recording-0");
        Await.until("told", () -> text(robot, "#notice").startsWith("Not opened: " + info + " cannot be read"));
        assertThat(isThere(robot, "#playerBar")).isFalse();
        assertThat(isThere(robot, "#startCluster")).isTrue();
    }

    @Test
    void closingTheWindowAsksForTheNodesBehindTheRecording(FxRobot robot) {
        open(robot);
        panel.requestClose(robot);
        Await.until(
                "the question is shown over the cluster",
                () -> isThere(robot, "#stopQuestion") || isThere(robot, "#question"));
        assertThat(isThere(robot, "#playerBar")).isFalse();
        panel.requestClose(robot);
        assertThat(panel.exited).succeedsWithin(Await.TIMEOUT);
        assertThat(stopped).containsExactly("demo");
    }
}
