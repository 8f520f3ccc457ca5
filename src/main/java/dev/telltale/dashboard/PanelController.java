package dev.telltale.dashboard;

import dev.telltale.config.ClusterConfig;
import dev.telltale.dashboard.cluster.ClusterChooser;
import dev.telltale.dashboard.cluster.ClusterCommands;
import dev.telltale.dashboard.cluster.ClusterMenu;
import dev.telltale.dashboard.commands.CommandPalette;
import dev.telltale.dashboard.commands.CommandTable;
import dev.telltale.dashboard.commands.HelpPane;
import dev.telltale.dashboard.commands.KeyHandler;
import dev.telltale.dashboard.details.DetailsPane;
import dev.telltale.dashboard.details.FaultBar;
import dev.telltale.dashboard.help.HelpMenu;
import dev.telltale.dashboard.help.ReportQuestion;
import dev.telltale.dashboard.kit.Copies;
import dev.telltale.dashboard.kit.Fxml;
import dev.telltale.dashboard.kit.KeyBindings;
import dev.telltale.dashboard.kit.LazyTooltip;
import dev.telltale.dashboard.kit.ModalCard;
import dev.telltale.dashboard.kit.Preferences.Layout;
import dev.telltale.dashboard.kit.TabRoom;
import dev.telltale.dashboard.kit.Theme;
import dev.telltale.dashboard.matrix.GridTools;
import dev.telltale.dashboard.matrix.MatrixCanvas;
import dev.telltale.dashboard.matrix.MatrixMenus;
import dev.telltale.dashboard.nodes.RestartButton;
import dev.telltale.dashboard.nodes.TileList;
import dev.telltale.dashboard.recording.RecordingCommands;
import dev.telltale.dashboard.recording.RecordingEntries;
import dev.telltale.dashboard.scenario.FileDrop;
import dev.telltale.dashboard.scenario.ScenarioMenu;
import dev.telltale.dashboard.scenario.ScenarioPane;
import dev.telltale.dashboard.timeline.HistoryBanner;
import dev.telltale.dashboard.viewmodel.PanelViewModel;
import dev.telltale.dashboard.viewmodel.command.CommandList;
import dev.telltale.dashboard.viewmodel.scenario.ScenarioViewModel;
import dev.telltale.dashboard.zoom.ZoomPane;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Assembles the panel and binds every command to its button and key. FX thread only. */
public final class PanelController {
    private static final String CLOSE_FIRST = "Close the recording first: a scenario is played on a cluster.";

    private final PanelViewModel model;
    private final Runnable closeWindow;
    private final MatrixCanvas matrix;
    private final ToolBar toolBar;
    private final TileList tiles;
    private final FaultBar faults;
    private final BottomTabs bottomTabs;
    private final PanelSizes sizes;
    private final ZoomPane zoom;
    private final HelpMenu helpMenu;
    private final HelpPane helpPane = new HelpPane();
    private final ModalCard card;
    private final CommandList commands = new CommandList();
    private final KeyHandler keys;

    @FXML
    private StackPane root;

    @FXML
    private MenuButton shortConfig;

    @FXML
    private VBox top;

    @FXML
    private StackPane sentenceBar;

    @FXML
    private SplitPane split;

    @FXML
    private BorderPane middle;

    @FXML
    private VBox nodes;

    @FXML
    private HBox nodesHead;

    @FXML
    private VBox centre;

    @FXML
    private StackPane matrixHolder;

    @FXML
    private ScrollPane detailsHolder;

    @FXML
    private HBox gridHead;

    @FXML
    private HBox gridHint;

    @FXML
    private Label axes;

    @FXML
    private StackPane scenarioHolder;

    @FXML
    private StackPane notices;

    private Consumer<Path> openScenario;
    private Runnable togglePlay = () -> {};
    private ReadOnlyStringProperty windowTitle;

    public PanelController(PanelViewModel model, Runnable closeWindow) {
        this.model = model;
        this.closeWindow = closeWindow;
        windowTitle = model.situation().titleProperty();
        openScenario = file -> model.notice(CLOSE_FIRST);
        this.matrix = new MatrixCanvas(model);
        Fxml.load("panel.fxml", this, null);
        String style = Objects.requireNonNull(PanelController.class.getResource("dashboard.css"))
                .toExternalForm();
        root.setMinWidth(PanelSizes.MIN_WIDTH);
        zoom = new ZoomPane(root);
        // Also applies to menus, whose owner is the window.
        zoom.getStylesheets().add(style);
        card = new ModalCard(root);
        matrixHolder.getChildren().add(matrix);
        centre.getChildren().add(1, new GridTools(model, matrix));
        toolBar = new ToolBar(model, root, card);
        top.getChildren().add(0, toolBar);
        bottomTabs = new BottomTabs(model);
        split.getItems().add(bottomTabs);
        faults = new FaultBar(model, toolBar.breakNodes(), toolBar.healAll(), bottomTabs.faults());
        new MatrixMenus(matrix, model, faults.menu());
        tiles = new TileList(model, faults.menu());
        var details = new DetailsPane(model.grid());
        detailsHolder.setContent(details);
        ZoomPane.sharpen(detailsHolder);
        root.getChildren().addAll(helpPane, new CommandPalette(commands));
        model.measure().marksProperty().bindBidirectional(helpPane.truthMarks().selectedProperty());
        matrix.reduceMotionProperty().bindBidirectional(helpPane.reduceMotion().selectedProperty());
        helpMenu = new HelpMenu(toolBar.help(), helpPane::toggle, zoom);
        shortConfig.setText(model.config().shortWords());
        LazyTooltip.install(shortConfig, model.config().words());
        var sentence = new SentenceBar(model);
        sentenceBar.getChildren().add(sentence);
        Copies.provide(root, sentence::text);
        new RestartButton(nodesHead, model, shortConfig.visibleProperty());
        nodes.getChildren().addAll(tiles.filter(), tiles);
        if (model.commands().refusal().isEmpty()) {
            gridHead.getChildren().add(new HistoryBanner(model.timeline(), gridHint, matrixHolder));
        }
        notices.getChildren().add(new NoticeBar(model.noticeLine()));
        var menus =
                Stream.concat(toolBar.menus().stream(), Stream.of(new CommandTable.Entries("Cluster", shortConfig)));
        keys = new KeyHandler(
                root, model, menus.toList(), List.of(toolBar::press, faults::press, bottomTabs::press, this::press));
        sizes = new PanelSizes(
                root,
                middle,
                new Splitter(nodes, Splitter.Side.LEFT),
                new Splitter(detailsHolder, Splitter.Side.RIGHT),
                details,
                split,
                new SimpleDoubleProperty(this, "bottom"),
                toolBar.config(),
                shortConfig,
                axes,
                scenarioHolder);
        sizes.bind();
    }

    /** Adds the scenario menu and pane. The folder need not exist. */
    void addScenarios(ScenarioViewModel scenarios, @Nullable Path folder) {
        scenarioHolder.getChildren().setAll(new ScenarioPane(scenarios, () -> scenarioHolder.setVisible(false)));
        var menu = new ScenarioMenu(
                toolBar.showScenarios(), model, scenarios, folder, this::showScenario, new FileDialogs(root));
        openScenario = menu::open;
    }

    /** Adds the menu that replaces the cluster; a file that is dropped on the window does as well. */
    ClusterChooser addClusters(ClusterCommands clusters, RecordingCommands recordings) {
        var dialogs = new FileDialogs(root);
        var chooser = new ClusterChooser(card, clusters, dialogs::chooseConfigToOpen);
        var entries = new RecordingEntries(
                recordings, dialogs::chooseRecordingToOpen, clusters.shown().name());
        new ClusterMenu(toolBar.config(), clusters, chooser, entries);
        new ClusterMenu(shortConfig, clusters, chooser, entries);
        new FileDrop(root, openScenario, chooser::open, recordings::open, model::notice);
        return chooser;
    }

    /** Makes it the panel of a recording, without commands: with the bar that plays it, and tabs at the bottom. */
    void addRecording(Node bar, Runnable play, String title, List<Tab> tabs) {
        top.getChildren().add(1, bar);
        tabs.forEach(bottomTabs::add);
        tabs.forEach(tab -> TabRoom.give(tab, split));
        toolBar.hideCommands();
        togglePlay = play;
        windowTitle = new ReadOnlyStringWrapper(this, "title", title).getReadOnlyProperty();
    }

    /** Shows the pane of the scenario. */
    void showScenario() {
        scenarioHolder.setVisible(true);
    }

    /** Asks a question before the window; the answer {@code yes} runs the action. */
    void ask(String question, String yes, Runnable action) {
        card.ask(question, yes, action);
    }

    /** Adds the entry that saves a report of a problem; the folder has the log and the preferences. */
    void addProblemReports(ClusterConfig cluster, Path stateFolder) {
        var question = new ReportQuestion(card, new FileDialogs(root)::chooseFileToSave, model);
        helpMenu.addReport(question, model, cluster, stateFolder);
    }

    private boolean press(KeyBindings key) {
        switch (key) {
            case TRUTH_MARKS -> helpPane.truthMarks().fire();
            case PLAY -> togglePlay.run();
            case GRID -> matrix.requestFocus();
            case MOTION -> helpPane.reduceMotion().fire();
            case COPY ->
                Copies.copyFrom(Objects.requireNonNullElse(root.getScene().getFocusOwner(), root));
            case COMMANDS -> commands.open(keys.commands());
            case ZOOM_IN -> zoom.zoomIn();
            case ZOOM_OUT -> zoom.zoomOut();
            case ZOOM_NORMAL -> zoom.reset();
            case HELP -> helpPane.toggle();
            case CLOSE -> closeWindow.run();
            default -> {
                return false;
            }
        }
        return true;
    }

    /** The title of the window: "demo: 1 of 3 down". */
    ReadOnlyStringProperty titleProperty() {
        return windowTitle;
    }

    /** Asks before the window is closed, if that stops nodes; the second request closes it. */
    void closing(Runnable close) {
        toolBar.closing(close);
    }

    /** Arranges the areas, the tabs and the timeline as before; to be called before they are shown. */
    void restore(Layout layout) {
        sizes.restore(layout);
        bottomTabs.restore(layout);
    }

    Layout layout() {
        return sizes.layout(bottomTabs.selected(), bottomTabs.timelineSeconds());
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
        return toolBar.themeProperty();
    }
}
