package dev.telltale.dashboard;

import dev.telltale.config.ClusterConfig;
import dev.telltale.dashboard.details.DetailsPane;
import dev.telltale.dashboard.details.FaultBar;
import dev.telltale.dashboard.help.HelpMenu;
import dev.telltale.dashboard.help.ReportPane;
import dev.telltale.dashboard.kit.Fxml;
import dev.telltale.dashboard.kit.KeyBindings;
import dev.telltale.dashboard.kit.Theme;
import dev.telltale.dashboard.matrix.MatrixCanvas;
import dev.telltale.dashboard.matrix.MatrixMenus;
import dev.telltale.dashboard.nodes.TileList;
import dev.telltale.dashboard.scenario.ScenarioMenu;
import dev.telltale.dashboard.viewmodel.PanelViewModel;
import dev.telltale.dashboard.viewmodel.ToolbarState;
import dev.telltale.dashboard.viewmodel.scenario.ScenarioViewModel;
import dev.telltale.dashboard.zoom.ZoomPane;
import java.nio.file.Path;
import java.util.Objects;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Assembles the panel and binds every command to its button and key. FX thread only. */
public final class PanelController {
    private final PanelViewModel model;
    private final Runnable closeWindow;
    private final MatrixCanvas matrix;
    private final TileList tiles;
    private final FaultBar faults;
    private final BottomTabs bottomTabs;
    private final ZoomPane zoom;
    private final HelpMenu helpMenu;
    private final HelpPane helpPane = new HelpPane();
    private final ObjectProperty<Theme> themeShown = new SimpleObjectProperty<>(this, "theme", Theme.LIGHT);

    @FXML
    private StackPane root;

    @FXML
    private Button startCluster;

    @FXML
    private Button stopCluster;

    @FXML
    private Button breakNodes;

    @FXML
    private Button healAll;

    @FXML
    private MenuButton scenario;

    @FXML
    private MenuButton more;

    @FXML
    private Button theme;

    @FXML
    private MenuButton help;

    @FXML
    private MenuButton detector;

    @FXML
    private Label config;

    @FXML
    private Label timing;

    @FXML
    private StackPane sentenceBar;

    @FXML
    private SplitPane split;

    @FXML
    private BorderPane middle;

    @FXML
    private VBox nodes;

    @FXML
    private StackPane matrixHolder;

    @FXML
    private ScrollPane detailsHolder;

    @FXML
    private TabPane tabs;

    @FXML
    private HBox gridHead;

    @FXML
    private HBox gridHint;

    @FXML
    private Label axes;

    @FXML
    private StackPane bottomHolder;

    @FXML
    private Tab timelineTab;

    @FXML
    private Tab journalTab;

    @FXML
    private Tab faultsTab;

    @FXML
    private Tab outputTab;

    @FXML
    private TextField filter;

    @FXML
    private StackPane notices;

    public PanelController(PanelViewModel model, Runnable closeWindow) {
        this.model = model;
        this.closeWindow = closeWindow;
        this.matrix = new MatrixCanvas(model);
        Fxml.load("panel.fxml", this, null);
        String style = Objects.requireNonNull(PanelController.class.getResource("dashboard.css"))
                .toExternalForm();
        root.setMinWidth(PanelSizes.MIN_WIDTH);
        zoom = new ZoomPane(root);
        // Also applies to menus, whose owner is the window.
        zoom.getStylesheets().add(style);
        matrixHolder.getChildren().add(matrix);
        faults = new FaultBar(model, breakNodes, healAll, faultsTab);
        new MatrixMenus(matrix, model, faults.menu());
        tiles = new TileList(model, faults.menu());
        var details = new DetailsPane(model.grid());
        detailsHolder.setContent(details);
        ZoomPane.sharpen(detailsHolder);
        root.getChildren().add(helpPane);
        model.measure().marksProperty().bindBidirectional(helpPane.truthMarks().selectedProperty());
        matrix.reduceMotionProperty().bindBidirectional(helpPane.reduceMotion().selectedProperty());
        helpMenu = new HelpMenu(help, helpPane::toggle, zoom);
        toolBar();
        nodes.getChildren().add(tiles);
        VBox.setVgrow(tiles, Priority.ALWAYS);
        gridHead.getChildren().add(new HistoryBanner(model.timeline(), gridHint, matrixHolder));
        bottomTabs = new BottomTabs(model, tabs, timelineTab, journalTab, faultsTab, outputTab, filter);
        bottomTabs.addHeadOfTimeline(bottomHolder);
        notices.getChildren().add(new NoticeBar(model.notices()));
        keys();
        new PanelSizes(middle, nodes, detailsHolder, details, split, config, timing, axes).bind();
    }

    private void toolBar() {
        config.setText(model.configInWords());
        timing.setText(model.rhythmInWords());
        sentenceBar.getChildren().add(new SentenceBar(model));
        act(startCluster, KeyBindings.START_CLUSTER, "Start every node that is not running", model::startCluster);
        act(stopCluster, KeyBindings.STOP_CLUSTER, "Stop the nodes that this panel started", model::stopCluster);
        act(
                theme,
                KeyBindings.THEME,
                "Light or dark",
                () -> themeShown.set(themeShown.get().other()));
        new ExportMenu(more, model, root, new FileDialogs(root)::chooseFileToSave);
        new DetectorMenu(detector, model.detector()).show();
        model.toolbarProperty().addListener((property, before, after) -> show(after));
        show(model.toolbarProperty().get());
    }

    private static void act(Button button, KeyBindings key, String tooltip, Runnable action) {
        button.setOnAction(event -> action.run());
        button.setTooltip(new Tooltip(key.tooltip(tooltip)));
    }

    private void show(ToolbarState offer) {
        startCluster.setDisable(!offer.canStart());
        stopCluster.setDisable(!offer.canStop());
        startCluster.getStyleClass().removeAll("success");
        if (offer.isStartPrimary()) {
            startCluster.getStyleClass().add("success");
        }
    }

    /** Adds the scenario menu and tab. The folder need not exist. */
    void addScenarios(ScenarioViewModel scenarios, @Nullable Path folder) {
        Runnable showTab = bottomTabs.addScenarios(scenarios);
        scenario.setVisible(true);
        scenario.setManaged(true);
        new ScenarioMenu(scenario, model, scenarios, folder, showTab, new FileDialogs(root));
    }

    /** Adds the entry that saves a report of a problem; the folder has the log and the preferences. */
    void addProblemReports(ClusterConfig cluster, Path stateFolder) {
        var pane = new ReportPane(
                new FileDialogs(root)::chooseFileToSave,
                () -> model.grid().now().wall(),
                model::notice);
        root.getChildren().add(pane);
        helpMenu.addReport(pane, model, cluster, stateFolder);
    }

    private void keys() {
        root.addEventHandler(
                KeyEvent.KEY_PRESSED,
                event -> KeyBindings.of(event).ifPresent(key -> {
                    press(key);
                    event.consume();
                }));
    }

    private void press(KeyBindings key) {
        if (faults.press(key) || bottomTabs.press(key)) {
            return;
        }
        switch (key) {
            case START_CLUSTER -> startCluster.fire();
            case STOP_CLUSTER -> stopCluster.fire();
            case START -> model.selectedTile().ifPresent(model.commands()::start);
            case KILL -> model.selectedTile().ifPresent(model.commands()::kill);
            case PAUSE -> model.selectedTile().ifPresent(model.commands()::pauseOrResume);
            case DETECTOR -> detector.show();
            case TRUTH_MARKS -> helpPane.truthMarks().fire();
            case LIVE -> model.timeline().live();
            case GRID -> matrix.requestFocus();
            case THEME -> theme.fire();
            case MOTION -> helpPane.reduceMotion().fire();
            case ZOOM_IN -> zoom.zoomIn();
            case ZOOM_OUT -> zoom.zoomOut();
            case ZOOM_NORMAL -> zoom.reset();
            case HELP -> helpPane.toggle();
            case CLOSE -> closeWindow.run();
            default -> throw new IllegalStateException(key + " belongs to the fault bar or the tabs");
        }
    }

    public Parent root() {
        return zoom;
    }

    /** The pane that shows the window larger or smaller. */
    public ZoomPane zoom() {
        return zoom;
    }

    /** Focuses the first tile: with a button focused, a stray Enter would press it. */
    void focusFirst() {
        tiles.focusFirst();
    }

    public MatrixCanvas matrix() {
        return matrix;
    }

    /** The selected theme; the owner of the window applies it. */
    ObjectProperty<Theme> themeProperty() {
        return themeShown;
    }
}
