package dev.telltale.dashboard;

import static dev.telltale.dashboard.DashboardFixture.doOnFx;
import static dev.telltale.dashboard.DashboardFixture.onFx;
import static dev.telltale.testkit.TestValues.NOW;
import static dev.telltale.testkit.TestValues.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.dashboard.viewmodel.PanelViewModel;
import dev.telltale.dashboard.viewmodel.grid.CellRef;
import dev.telltale.dashboard.viewmodel.scenario.ScenarioViewModel;
import dev.telltale.fault.NodeFault;
import dev.telltale.testkit.ClusterFixture;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Control;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TabPane;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** What a screen reader and the keyboard reach. */
@ExtendWith(ApplicationExtension.class)
@Tag("window")
class AccessibilityTest {
    private @Nullable PanelController panel;

    @Start
    void start(Stage window) {
        var cluster = new ClusterFixture(3)
                .allUp()
                .withFault(Duration.ofSeconds(5), new NodeFault.Stall(node(3)))
                .killed(2);
        var model = new PanelViewModel(
                cluster.config(), cluster.control(), cluster.faults(), Runnable::run, NOW, ZoneId.of("UTC"));
        cluster.showOn(model);
        model.grid().selectedProperty().set(new CellRef(node(1), node(2)));
        panel = new PanelController(model, () -> {});
        panel.addScenarios(
                new ScenarioViewModel(
                        cluster.config(),
                        () -> {
                            throw new IllegalStateException("no scenario is run here");
                        },
                        Runnable::run,
                        model::notice),
                null);
        panel.addProblemReports(cluster.config(), Path.of("unused"));
        model.notice("A notice.");
        DashboardFixture.show(window, panel.root());
    }

    private Parent root() {
        return Objects.requireNonNull(panel).root();
    }

    private static Stream<Node> withDescendants(Node node) {
        return node instanceof Parent parent
                ? Stream.concat(
                        Stream.of(node),
                        parent.getChildrenUnmodifiable().stream().flatMap(AccessibilityTest::withDescendants))
                : Stream.of(node);
    }

    /** The controls without a name or a role. */
    private List<String> unnamed() {
        root().applyCss();
        root().layout();
        return withDescendants(root())
                .filter(AccessibilityTest::needsName)
                .filter(node -> name(node).isEmpty()
                        || node.getAccessibleRole() == AccessibleRole.NODE
                        || node.getAccessibleRole() == AccessibleRole.PARENT)
                .map(node -> node + " in " + node.getParent())
                .toList();
    }

    /** A label without text, a button that is not offered and hence has none, an empty cell, a split pane and the parts of a control's own skin say nothing. */
    private static boolean needsName(Node node) {
        boolean isSaid = node instanceof Control || node.isFocusTraversable();
        boolean isEmpty = (node instanceof Label label && label.getText().isEmpty())
                || (node instanceof IndexedCell<?> cell && cell.isEmpty());
        return isSaid && !isEmpty && node.isManaged() && !isOfSkin(node) && !(node instanceof SplitPane);
    }

    private static boolean isOfSkin(Node node) {
        return (node instanceof ScrollBar || node instanceof ScrollPane)
                && (node.getParent() instanceof Control || node.getParent() instanceof VirtualFlow);
    }

    private static String name(Node node) {
        String text = node.getAccessibleText();
        if (text == null && node instanceof Labeled labeled) {
            text = labeled.getText();
        }
        return text == null ? "" : text.trim();
    }

    @Test
    void everyControlOfTheWindowAndOfEachTabHasANameAndARole() {
        TabPane tabs = (TabPane) Objects.requireNonNull(onFx(() -> root().lookup("#tabs")));
        assertThat(tabs.getTabs()).hasSize(4);
        for (int i = 0; i < tabs.getTabs().size(); i++) {
            int tab = i;
            doOnFx(() -> tabs.getSelectionModel().select(tab));
            assertThat(onFx(this::unnamed)).as("tab %d", tab).isEmpty();
        }
    }

    @Test
    void theDialogsInTheWindowHaveNamesAndRoles(FxRobot robot) {
        robot.push(KeyCode.F1);
        assertThat(onFx(this::unnamed)).isEmpty();
        robot.push(KeyCode.ESCAPE);
    }

    @Test
    void theGridIsReadCellByCell(FxRobot robot) {
        robot.push(KeyCode.CONTROL, KeyCode.G);
        robot.type(KeyCode.HOME, KeyCode.PAGE_UP);
        Node matrix = Objects.requireNonNull(panel).matrix();
        assertThat(onFx(matrix::getAccessibleText)).isEqualTo("node1 about node1: itself");
        robot.type(KeyCode.RIGHT);
        assertThat(onFx(matrix::getAccessibleText)).matches("node1 about node2: down, [a-z ]+, 4 s ago");
        robot.type(KeyCode.RIGHT);
        assertThat(onFx(matrix::getAccessibleText)).matches("node1 about node3: up, heard \\d\\.\\d s ago");
        robot.type(KeyCode.DOWN);
        assertThat(onFx(matrix::getAccessibleText))
                .startsWith("node2 about node3: unknown, node2 does not answer, last report up");
    }
}
