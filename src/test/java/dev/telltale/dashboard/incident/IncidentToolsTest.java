package dev.telltale.dashboard.incident;

import static dev.telltale.dashboard.DashboardFixture.doOnFx;
import static dev.telltale.dashboard.DashboardFixture.onFx;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.config.ClusterConfig;
import dev.telltale.dashboard.kit.FxBridge;
import dev.telltale.dashboard.kit.ModalCard;
import dev.telltale.dashboard.viewmodel.PanelViewModel;
import dev.telltale.dashboard.viewmodel.incident.IncidentLine;
import dev.telltale.dashboard.viewmodel.incident.IncidentsViewModel;
import dev.telltale.dashboard.viewmodel.incident.LiveIncidents;
import dev.telltale.recording.incident.SimulatedRecording;
import dev.telltale.recording.load.LoadedRecording;
import dev.telltale.testkit.Await;
import dev.telltale.testkit.ClusterFixture;
import dev.telltale.time.ClockReading;
import dev.telltale.trace.NodeTrace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** The list of incidents in a window, with one incident of this session and one of an earlier recording. */
@ExtendWith(ApplicationExtension.class)
@Tag("window")
class IncidentToolsTest {
    @TempDir
    private Path state;

    private final SimulatedRecording run = new SimulatedRecording();
    private final ClusterFixture cluster = new ClusterFixture(3);
    private final ClusterConfig config = cluster.config();
    private final VBox bars = new VBox();
    private final List<String> shown = new ArrayList<>();
    private PanelViewModel panel;
    private IncidentsViewModel model;
    private IncidentTools tools;
    private Path target;

    @Start
    void start(Stage window) {
        // Node 3 hangs before the window is opened, node 2 crashes after it.
        run.pause(3);
        run.on(Duration.ofSeconds(15));
        run.resume(3);
        run.on(Duration.ofMinutes(2));
        Path recording = state.resolve(config.cluster()).resolve("recordings").resolve("earlier");
        recording.toFile().getParentFile().mkdirs();
        Instant opened = run.now();
        run.kill(2);
        run.on(Duration.ofSeconds(20));
        run.writeTo(recording);
        var now = new ClockReading(0, run.now());
        target = state.resolve("out.telltale");
        panel = new PanelViewModel(
                config, cluster.control(), cluster.faults(), FxBridge.FX_THREAD, now, ZoneOffset.UTC);
        panel.timeline().follow(run.history());
        panel.tick(now);
        model = new IncidentsViewModel(config.ids(), ZoneOffset.UTC, now.wall(), panel.timeline());
        var root = new StackPane(new VBox(bars));
        tools = new IncidentTools(
                panel,
                model,
                ClusterRecordings.of(config, state, () -> now),
                new IncidentTools.Places(
                        new ModalCard(root),
                        bars,
                        name -> target,
                        () -> null,
                        () -> shown.add("timeline"),
                        () -> shown.add("incidents")));
        ((VBox) root.getChildren().get(0)).getChildren().addAll(tools.head(), tools.pane());
        window.setScene(new Scene(root, 900, 500));
        window.show();
        var live = new LiveIncidents(config.ids(), Duration.ofSeconds(30), model::showLive);
        live.add(run.view());
        assertThat(opened).isBefore(now.wall());
    }

    private List<String> titles() {
        return onFx(() -> model.lines().stream().map(IncidentLine::title).toList());
    }

    private void load() {
        doOnFx(tools::load);
        Await.until("the recording is read", () -> titles().size() == 2);
    }

    private void fire(String id) {
        doOnFx(() -> tools.head().menu().getItems().stream()
                .filter(item -> id.equals(item.getId()))
                .forEach(MenuItem::fire));
    }

    @Test
    void liveAndRecordedIncidentsAreOneListThatIsFilteredBySearchNodeAndCause() {
        assertThat(titles()).containsExactly("crash of node2");

        load();

        // The crash is in the recording, too, and counts once.
        assertThat(titles()).containsExactly("crash of node2", "hung node3");
        doOnFx(() -> model.filterProperty().set("NO ANSWER"));
        assertThat(titles()).containsExactly("hung node3");
        doOnFx(() -> {
            model.filterProperty().set("");
            model.nodeProperty().set(run.node(2));
        });
        assertThat(titles()).containsExactly("crash of node2");
        doOnFx(() -> {
            model.nodeProperty().set(null);
            model.kindProperty().set("hung");
        });
        assertThat(titles()).containsExactly("hung node3");
        assertThat(onFx(model::kinds)).containsExactly("crash of", "hung");
    }

    @Test
    void enterAndAClickShowTheClusterAsItWas(FxRobot robot) {
        doOnFx(() -> {
            tools.pane().getSelectionModel().select(0);
            tools.pane().requestFocus();
        });
        robot.type(KeyCode.ENTER);
        Instant first = onFx(() -> panel.timeline().selectedProperty().get());
        IncidentLine line = onFx(() -> model.lines().get(0));
        assertThat(first).isEqualTo(line.incident().first().orElseThrow().firstReport());
        assertThat(panel.timeline().window().contains(line.incident().from())).isTrue();
        doOnFx(() -> panel.timeline().live());

        robot.clickOn("crash of node2");

        assertThat(onFx(() -> panel.timeline().selectedProperty().get())).isEqualTo(first);
        assertThat(shown).containsExactly("timeline", "timeline");
    }

    @Test
    void anExportedIncidentIsReadAsARecording() throws Exception {
        load();
        doOnFx(() -> tools.pane().getSelectionModel().select(1));
        fire("exportIncident");
        Await.until("the file is written", () -> onFx(() -> !panel.notices().isEmpty()));

        assertThat(onFx(() -> panel.notices().get(0))).isEqualTo("Exported to " + target);
        assertThat(LoadedRecording.read(target).traces())
                .extracting(NodeTrace::header)
                .extracting(header -> header.observer().value())
                .containsExactlyInAnyOrder("node1", "node2", "node3");
    }

    @Test
    void aNameWithAnotherEndingWritesNothing() {
        target = state.resolve("out.pdf");
        fire("exportIncident");

        assertThat(onFx(() -> panel.notices().get(0))).contains(".telltale, .html, .csv, .png");
        assertThat(target).doesNotExist();
    }

    @Test
    void whatHappenedWhileTheWindowWasClosedIsToldAndDismissed(FxRobot robot) throws Exception {
        Path closed = state.resolve(config.cluster()).resolve("window-closed");
        Files.writeString(closed, run.now().minusSeconds(400) + "\n");
        load();
        Label text = robot.lookup("#awayText").queryAs(Label.class);
        assertThat(text.getText())
                .startsWith("Since you were away (6 min 40 s; recorded ")
                .contains("2 incidents");

        doOnFx(() -> robot.lookup("#awayShow").queryButton().fire());
        assertThat(shown).containsExactly("incidents");
        doOnFx(() -> robot.lookup("#awayDismiss").queryButton().fire());
        assertThat(bars.getChildren()).isEmpty();
    }

    @Test
    void theAvailabilityHasARowForEachNodeAndSpan(FxRobot robot) {
        fire("showAvailability");
        Await.until(
                "the card is shown",
                () -> robot.lookup("#availability").tryQuery().isPresent());

        TableView<?> table = robot.lookup("#availability").queryTableView();
        assertThat(table.getItems()).hasSize(9);
        Object up = onFx(() -> table.getColumns().get(3).getCellData(3));
        assertThat(String.valueOf(up)).endsWith(" %").isNotEqualTo("100.00 %");
    }
}
