package dev.telltale.dashboard;

import static dev.telltale.dashboard.DashboardFixture.click;
import static dev.telltale.dashboard.DashboardFixture.doOnFx;
import static dev.telltale.dashboard.DashboardFixture.onFx;
import static dev.telltale.testkit.TestValues.NOW;
import static dev.telltale.testkit.TestValues.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.dashboard.kit.FxBridge;
import dev.telltale.dashboard.kit.Theme;
import dev.telltale.dashboard.matrix.MatrixCanvas;
import dev.telltale.dashboard.viewmodel.PanelViewModel;
import dev.telltale.dashboard.viewmodel.fault.FaultLine;
import dev.telltale.dashboard.viewmodel.grid.CellRef;
import dev.telltale.fault.FaultType;
import dev.telltale.fault.Link;
import dev.telltale.fault.LinkFault;
import dev.telltale.fault.LinkSets;
import dev.telltale.fault.NodeFault;
import dev.telltale.model.NodeId;
import dev.telltale.testkit.ClusterFixture;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javafx.event.Event;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.PickResult;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** Injects and clears faults with mouse and keys, in the real panel, with a fake that records the faults. */
@ExtendWith(ApplicationExtension.class)
@Tag("window")
class FaultInjectionTest {
    private static final CellRef ONE_ABOUT_THREE = new CellRef(node(1), node(3));
    private static final FaultType CUT = new LinkFault.Cut(Set.of(new Link(node(1), node(3))));

    private final ClusterFixture cluster = new ClusterFixture(4).allUp();
    private final PanelViewModel model = new PanelViewModel(
            cluster.config(), cluster.control(), cluster.faults(), FxBridge.FX_THREAD, NOW, ZoneId.of("UTC"));
    private @Nullable PanelController panel;

    @Start
    void start(Stage window) {
        panel = new PanelController(model, () -> {});
        panel.matrix().reduceMotionProperty().set(true);
        DashboardFixture.show(window, panel.root());
        model.show(cluster.view());
        cluster.faults().onChange(() -> FxBridge.FX_THREAD.execute(() -> model.tick(NOW)));
    }

    private MatrixCanvas matrix() {
        return Objects.requireNonNull(panel).matrix();
    }

    private Bounds onScreen(CellRef cell) {
        return onFx(() -> matrix().localToScreen(matrix().cellBounds(cell)));
    }

    /** Right-clicks; without a display, JavaFX fires no context menu event, so this fires it. */
    static void rightClick(FxRobot robot, Bounds place, Node owner) {
        robot.rightClickOn(place);
        if ("Monocle".equals(System.getProperty("glass.platform"))) {
            doOnFx(() -> {
                Point2D here = owner.screenToLocal(place.getCenterX(), place.getCenterY());
                Point2D scene = owner.localToScene(here);
                Event.fireEvent(
                        owner,
                        new ContextMenuEvent(
                                ContextMenuEvent.CONTEXT_MENU_REQUESTED,
                                here.getX(),
                                here.getY(),
                                place.getCenterX(),
                                place.getCenterY(),
                                false,
                                new PickResult(owner, scene.getX(), scene.getY())));
            });
        }
    }

    /** Presses the menu key, or Shift+F10 on a real display, where the robot has no menu key. */
    private static void pressMenuKey(FxRobot robot) {
        if ("Monocle".equals(System.getProperty("glass.platform"))) {
            robot.type(KeyCode.CONTEXT_MENU);
        } else {
            robot.push(KeyCode.SHIFT, KeyCode.F10);
        }
    }

    private static ContextMenu menu() {
        return onFx(() -> Window.getWindows().stream()
                .filter(window -> window instanceof ContextMenu && window.isShowing())
                .map(ContextMenu.class::cast)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no menu is open")));
    }

    private static List<MenuItem> items(List<MenuItem> menu) {
        List<MenuItem> items = new ArrayList<>();
        for (MenuItem item : menu) {
            items.add(item);
            if (item instanceof Menu below) {
                items.addAll(items(below.getItems()));
            }
        }
        return items;
    }

    /** Fires this entry of the open menu. */
    static void choose(String id) {
        ContextMenu menu = menu();
        doOnFx(() -> {
            items(menu.getItems()).stream()
                    .filter(item -> ("menu-" + id).equals(item.getId()))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(id + " is not in the menu"))
                    .fire();
            menu.hide();
        });
    }

    private static String title() {
        return menu().getItems().get(0).getText();
    }

    private List<FaultType> made() {
        return cluster.faults().made();
    }

    private List<CellRef> cellsWithTheSign() {
        List<CellRef> cells = new ArrayList<>();
        for (NodeId observer : cluster.config().ids()) {
            for (NodeId subject : cluster.config().ids()) {
                var cell = new CellRef(observer, subject);
                if (!matrix().cellFault(cell).isEmpty()) {
                    cells.add(cell);
                }
            }
        }
        return cells;
    }

    @Test
    void theCellMenuCutsOnlyItsLinkAndTheCutIsDrawnListedAndUndone(FxRobot robot) {
        rightClick(robot, onScreen(ONE_ABOUT_THREE), matrix());
        assertThat(title()).isEqualTo("Requests from node1 to node3");
        choose("cut");
        assertThat(made()).containsExactly(CUT);
        assertThat(cellsWithTheSign()).containsExactly(ONE_ABOUT_THREE);
        Tab tab = onFx(() -> robot.lookup("#tabs").queryAs(TabPane.class).getTabs().stream()
                .filter(one -> "Faults (1)".equals(one.getText()))
                .findFirst()
                .orElseThrow());
        assertThat(tab.isSelected()).isFalse();
        robot.push(KeyCode.CONTROL, KeyCode.B);
        assertThat(tab.isSelected()).isTrue();
        assertThat(robot.lookup("#faults").<FaultLine>queryListView().getItems())
                .extracting(FaultLine::words)
                .containsExactly("cut node1 to node3");
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        assertThat(cluster.faults().healed()).containsExactly("f1");
        assertThat(cellsWithTheSign()).isEmpty();
    }

    @Test
    void theMenuKeyOpensTheMenuOfTheFocusedControl(FxRobot robot) {
        click(robot, "#tile-node2 #name");
        pressMenuKey(robot);
        assertThat(title()).isEqualTo("node2");
        choose("stall");
        assertThat(made()).containsExactly(new NodeFault.Stall(node(2)));
        assertThat(robot.lookup("#tile-node2 #fault").queryAs(Label.class).getText())
                .isEqualTo("stalled");
        doOnFx(() -> {
            model.grid().selectedProperty().set(ONE_ABOUT_THREE);
            matrix().requestFocus();
        });
        robot.push(KeyCode.SHIFT, KeyCode.F10);
        assertThat(title()).isEqualTo("Requests from node1 to node3");
    }

    @Test
    void selectedTilesArePartitionedFromTheRest(FxRobot robot) {
        click(robot, "#tile-node1 #name");
        robot.press(KeyCode.CONTROL);
        click(robot, "#tile-node3 #name");
        robot.release(KeyCode.CONTROL);
        assertThat(model.selection().chosen()).containsExactly(node(1), node(3));
        click(robot, "#breakNodes");
        assertThat(title()).isEqualTo("node1, node3");
        choose("split");
        var parted = new LinkFault.Cut(LinkSets.split(List.of(List.of(node(1), node(3)), List.of(node(2), node(4)))));
        assertThat(made()).containsExactly(parted);
        assertThat(cellsWithTheSign()).hasSize(8);
        Node tile = robot.lookup("#tile-node2").query();
        rightClick(robot, onFx(() -> tile.localToScreen(tile.getLayoutBounds())), tile);
        assertThat(title()).as("not one of the chosen").isEqualTo("node2");
    }

    @Test
    void shiftArrowsSelectTilesAndAKeyPartitionsThemFromTheRest(FxRobot robot) {
        click(robot, "#tile-node1 #name");
        robot.push(KeyCode.SHIFT, KeyCode.DOWN);
        robot.type(KeyCode.I);
        assertThat(made())
                .containsExactly(new LinkFault.Cut(
                        LinkSets.split(List.of(List.of(node(1), node(2)), List.of(node(3), node(4))))));
        robot.type(KeyCode.DOWN);
        assertThat(model.selection().chosen()).containsExactly(node(3));
    }

    @Test
    void headersOfferFaultsOfTheirRowOrColumn(FxRobot robot) {
        Bounds cell = onScreen(ONE_ABOUT_THREE);
        Bounds all = onFx(() -> matrix().localToScreen(matrix().getLayoutBounds()));
        rightClick(robot, new BoundingBox(all.getMinX() + 4, cell.getMinY(), 30, cell.getHeight()), matrix());
        assertThat(title()).isEqualTo("All requests from node1");
        choose("cut");
        rightClick(robot, new BoundingBox(cell.getMinX(), all.getMinY() + 2, cell.getWidth(), 20), matrix());
        assertThat(title()).isEqualTo("All requests to node3");
        choose("delay-300");
        List<NodeId> ids = cluster.config().ids();
        assertThat(made())
                .containsExactly(
                        new LinkFault.Cut(LinkSets.row(ids, node(1))),
                        new LinkFault.Delay(LinkSets.column(ids, node(3)), Duration.ofMillis(300), Duration.ZERO));
        robot.press(KeyCode.CONTROL);
        robot.clickOn(new BoundingBox(cell.getMinX(), all.getMinY() + 2, cell.getWidth(), 20), MouseButton.PRIMARY);
        robot.release(KeyCode.CONTROL);
        assertThat(model.selection().chosen()).containsExactly(node(1), node(3));
    }

    @Test
    void aKeyCutsTheSelectedCellAndEnablesHealAll(FxRobot robot) {
        assertThat(robot.lookup("#healAll").query().isDisabled()).isTrue();
        robot.clickOn(onScreen(ONE_ABOUT_THREE)).type(KeyCode.X);
        assertThat(made()).containsExactly(CUT);
        assertThat(robot.lookup("#healAll").query().isDisabled()).isFalse();
        click(robot, "#healAll");
        assertThat(cluster.faults().healed()).containsExactly("all");
        assertThat(robot.lookup("#healAll").query().isDisabled()).isTrue();
    }

    @Test
    void eachLineOfTheFaultListHealsItsOwnFault(FxRobot robot) {
        doOnFx(() -> {
            cluster.withFault(Duration.ofSeconds(12), CUT)
                    .withFault(Duration.ofSeconds(3), new NodeFault.Stall(node(2)))
                    .paused(4, Duration.ofSeconds(7));
            model.tick(NOW);
        });
        robot.push(KeyCode.CONTROL, KeyCode.B);
        click(robot, "#heal-f1");
        click(robot, "#heal-pause-node4");
        assertThat(cluster.faults().healed()).containsExactly("f1");
        assertThat(cluster.control().commands()).containsExactly("resume node4");
        assertThat(model.faults().lines())
                .extracting(FaultLine::words)
                .containsExactly("node2: stalled", "node4: paused");
    }

    @Test
    void keysInATextFieldIssueNoCommand(FxRobot robot) {
        doOnFx(() -> {
            cluster.withFault(Duration.ofSeconds(12), CUT);
            model.grid().selectedProperty().set(ONE_ABOUT_THREE);
            model.tick(NOW);
        });
        robot.push(KeyCode.CONTROL, KeyCode.F).write("xip");
        robot.push(KeyCode.CONTROL, KeyCode.Z).push(KeyCode.CONTROL, KeyCode.A);
        assertThat(cluster.faults().healed()).isEmpty();
        assertThat(made()).hasSize(1);
        assertThat(cluster.control().commands()).isEmpty();
        assertThat(model.selection().chosen()).hasSize(1);
    }

    private static boolean isMenuOpen() {
        return onFx(() -> Window.getWindows().stream().anyMatch(ContextMenu.class::isInstance));
    }

    /** Opens the context menu that JavaFX adds to text controls, in this tab of the bottom area. */
    private void rightClickText(FxRobot robot, int tab, String text) {
        doOnFx(() ->
                robot.lookup("#tabs").queryAs(TabPane.class).getSelectionModel().select(tab));
        Node node = robot.lookup(text).query();
        rightClick(robot, onFx(() -> node.localToScreen(node.getLayoutBounds())), node);
    }

    /** The cell farthest from the menu: a near one could make the pointer open a submenu on its way. */
    private Bounds cellBeside(ContextMenu menu) {
        var middle = new Point2D(menu.getX() + menu.getWidth() / 2, menu.getY() + menu.getHeight() / 2);
        return onFx(() -> cluster.config().ids().stream()
                .map(node -> onScreen(new CellRef(node, node)))
                .max(Comparator.comparingDouble(cell -> middle.distance(cell.getCenterX(), cell.getCenterY())))
                .orElseThrow());
    }

    @Test
    void aClickThatClosesAMenuHasNoOtherEffect(FxRobot robot) {
        click(robot, "#tile-node1 #name");
        Node tile = robot.lookup("#tile-node2").query();
        List<Runnable> menus = List.of(
                () -> click(robot, "#breakNodes"),
                () -> click(robot, "#more-node1"),
                () -> rightClick(robot, onFx(() -> tile.localToScreen(tile.getLayoutBounds())), tile),
                () -> rightClick(robot, onScreen(ONE_ABOUT_THREE), matrix()),
                () -> click(robot, "#detector"),
                () -> click(robot, "#more"),
                () -> rightClickText(robot, 1, "#filter"),
                () -> rightClickText(robot, 3, "#output"));
        // Also a button above the menu of a tile, and the grid, which owns the menu of its cell.
        List<String> below = List.of(
                "#kill-node2",
                "#pause-node3",
                "#kill-node1",
                "#stopCluster",
                "#theme",
                "#stopCluster",
                "#kill-node2",
                "#theme");
        for (int i = 0; i < menus.size(); i++) {
            menus.get(i).run();
            assertThat(isMenuOpen()).isTrue();
            robot.clickOn(below.get(i), MouseButton.PRIMARY);
            assertThat(isMenuOpen())
                    .as("menu %d is closed by a click on %s", i, below.get(i))
                    .isFalse();
            menus.get(i).run();
            robot.clickOn(cellBeside(menu()), MouseButton.PRIMARY);
            assertThat(isMenuOpen())
                    .as("menu %d is closed by a click on the grid", i)
                    .isFalse();
        }
        assertThat(cluster.control().commands()).isEmpty();
        assertThat(model.grid().selectedProperty().get()).isIn(null, ONE_ABOUT_THREE);
        assertThat(Objects.requireNonNull(panel).themeProperty().get()).isEqualTo(Theme.LIGHT);
        click(robot, "#kill-node3");
        assertThat(cluster.control().commands()).as("the next click counts").containsExactly("kill node3");
    }

    @Test
    void aMenuEntryNeedsTheSameKeysHoweverTheMenuIsOpened(FxRobot robot) {
        click(robot, "#tile-node1 #name");
        List<Runnable> menus = List.of(
                () -> pressMenuKey(robot),
                () -> robot.push(KeyCode.SHIFT, KeyCode.F10),
                () -> click(robot, "#breakNodes"),
                () -> click(robot, "#more-node1"));
        List<FaultType> stalled = new ArrayList<>();
        for (int round = 1; round <= 2; round++) {
            for (Runnable menu : menus) {
                menu.run();
                List<MenuItem> items = onFx(() -> menu().getItems().stream()
                        .filter(item -> !(item instanceof SeparatorMenuItem))
                        .toList());
                int stall = items.stream().map(MenuItem::getId).toList().indexOf("menu-stall");
                for (int down = 0; down < stall; down++) {
                    robot.type(KeyCode.DOWN);
                }
                robot.type(KeyCode.ENTER);
                stalled.add(new NodeFault.Stall(node(1)));
                assertThat(made()).as("round %d, %d keys", round, stall).isEqualTo(stalled);
                doOnFx(() -> model.faults().healAll());
            }
        }
    }
}
