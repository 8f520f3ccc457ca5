package dev.telltale.dashboard;

import static dev.telltale.dashboard.DashboardFixture.doOnFx;
import static dev.telltale.dashboard.DashboardFixture.onFx;
import static dev.telltale.testkit.TestValues.NOW;
import static dev.telltale.testkit.TestValues.link;
import static dev.telltale.testkit.TestValues.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.dashboard.kit.Copies;
import dev.telltale.dashboard.kit.FxBridge;
import dev.telltale.dashboard.kit.WindowSnapshot;
import dev.telltale.dashboard.viewmodel.PanelViewModel;
import dev.telltale.dashboard.viewmodel.grid.CellRef;
import dev.telltale.dashboard.viewmodel.journal.JournalKind;
import dev.telltale.fault.LinkFault;
import dev.telltale.testkit.ClusterFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** The journal with what was done, copying, searching and the list of commands, in the real panel. */
@ExtendWith(ApplicationExtension.class)
@Tag("window")
class JournalAndCopyTest {
    private final ClusterFixture cluster = new ClusterFixture(3)
            .allUp()
            .withFault(Duration.ofSeconds(9), new LinkFault.Cut(Set.of(link(1, 3))))
            .killed(2);
    private final PanelViewModel model = new PanelViewModel(
            cluster.config(), cluster.control(), cluster.faults(), FxBridge.FX_THREAD, NOW, ZoneId.of("UTC"));
    private @Nullable PanelController panel;

    @Start
    void start(Stage window) {
        panel = new PanelController(model, () -> {});
        DashboardFixture.show(window, panel.root());
        model.show(cluster.view());
        model.journal().pull(cluster::since);
        Copies.copy("nothing yet");
    }

    private static String clipboard() {
        return onFx(() -> Clipboard.getSystemClipboard().getString());
    }

    private static void copy(FxRobot robot) {
        robot.push(KeyCode.CONTROL, KeyCode.C);
    }

    private void screenshot(String name) throws IOException {
        Files.createDirectories(Path.of("target", "screenshots"));
        onFx(() -> WindowSnapshot.of(
                        Objects.requireNonNull(panel).root().getScene().snapshot(null)))
                .writePng(Path.of("target", "screenshots", name + ".png"));
    }

    @Test
    void theJournalHasTheKillBeforeItsEffectsAndCanBeFilteredByKind(FxRobot robot) throws IOException {
        robot.push(KeyCode.CONTROL, KeyCode.J);
        screenshot("journal");
        ListView<?> journal = robot.lookup("#journal").queryListView();
        int all = onFx(() -> journal.getItems().size());
        doOnFx(() -> robot.lookup("#journalKinds").queryAs(MenuButton.class).getItems().stream()
                .filter(item -> "kind-status".equals(item.getId()))
                .forEach(item ->
                        model.journal().shownProperty(JournalKind.STATUS).set(false)));
        assertThat(onFx(() -> journal.getItems().size())).isLessThan(all);
        assertThat(onFx(() -> model.journal().lines().stream()
                        .map(line -> line.about() + " " + line.detail())
                        .limit(3)
                        .toList()))
                .containsExactly(
                        "node2 exit", "node2 kill (SIGKILL) · this window", "fault cut node1 to node3 · this window");
        assertThat(robot.lookup("#journalKinds").queryAs(MenuButton.class).getText())
                .isEqualTo("Actions, Faults");
    }

    @Test
    void theCopyKeyCopiesTheSelectedLinesOfTheJournal(FxRobot robot) {
        robot.push(KeyCode.CONTROL, KeyCode.J);
        ListView<?> journal = robot.lookup("#journal").queryListView();
        doOnFx(() -> {
            journal.requestFocus();
            journal.getSelectionModel().selectRange(0, 2);
        });
        copy(robot);
        assertThat(clipboard().lines()).hasSize(2).allMatch(line -> line.startsWith("2026-"));
    }

    @Test
    void theCopyKeyCopiesTheCellInTheGridAndTheSentenceElsewhere(FxRobot robot) {
        robot.push(KeyCode.CONTROL, KeyCode.G);
        doOnFx(() -> model.grid().selectedProperty().set(new CellRef(node(1), node(2))));
        copy(robot);
        assertThat(clipboard()).startsWith("node1 about node2\nstatus: down");
        doOnFx(() -> robot.lookup("#help").query().requestFocus());
        copy(robot);
        assertThat(clipboard()).startsWith(model.situation().sentenceProperty().get());
    }

    @Test
    void theSearchKeyFindsTextInTheVisibleOutput(FxRobot robot) throws IOException {
        doOnFx(() -> {
            cluster.control().print(node(1), "ready on 8001", "a warning", "ready again");
            model.tick(NOW);
        });
        robot.push(KeyCode.CONTROL, KeyCode.O);
        robot.push(KeyCode.CONTROL, KeyCode.F).write("READY");
        TextArea output = robot.lookup("#output").queryAs(TextArea.class);
        assertThat(robot.lookup("#outputMatches").queryAs(Label.class).getText())
                .isEqualTo("2 of 2");
        assertThat(onFx(() -> output.getSelection().getStart())).isEqualTo(24);
        screenshot("output-search");
        robot.type(KeyCode.ENTER);
        assertThat(onFx(() -> output.getSelection().getStart())).isZero();
        doOnFx(output::requestFocus);
        copy(robot);
        assertThat(clipboard()).isEqualTo("ready");
        robot.type(KeyCode.RIGHT);
        copy(robot);
        assertThat(clipboard()).isEqualTo("ready on 8001\na warning\nready again");
    }

    @Test
    void theListOfCommandsFiltersExplainsAndGivesThem(FxRobot robot) throws IOException {
        Node before = onFx(() -> robot.lookup("#help").query().getScene().getFocusOwner());
        robot.push(KeyCode.CONTROL, KeyCode.K);
        screenshot("commands");
        robot.write("heal all");
        assertThat(robot.lookup("#commandList").queryListView().getItems()).isEmpty();
        robot.type(KeyCode.ESCAPE);
        assertThat(robot.lookup("#commandPalette").query().isVisible()).isFalse();
        assertThat(onFx(() -> before.getScene().getFocusOwner())).isSameAs(before);

        robot.push(KeyCode.CONTROL, KeyCode.K);
        robot.write("clear all").type(KeyCode.ENTER);
        assertThat(robot.lookup("#commandPalette").query().isVisible()).isFalse();
        assertThat(cluster.faults().healed()).containsExactly("all");
    }
}
