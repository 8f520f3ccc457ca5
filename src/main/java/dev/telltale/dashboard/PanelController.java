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
import dev.telltale.dashboard.incident.ClusterRecordings;
import dev.telltale.dashboard.incident.IncidentTools;
import dev.telltale.dashboard.kit.Copies;
import dev.telltale.dashboard.kit.KeyBindings;
import dev.telltale.dashboard.kit.LazyTooltip;
import dev.telltale.dashboard.kit.ModalCard;
import dev.telltale.dashboard.kit.Preferences.Layout;
import dev.telltale.dashboard.kit.Theme;
import dev.telltale.dashboard.matrix.GridTools;
import dev.telltale.dashboard.matrix.MatrixCanvas;
import dev.telltale.dashboard.matrix.MatrixMenus;
import dev.telltale.dashboard.nodes.RestartButton;
import dev.telltale.dashboard.nodes.TileList;
import dev.telltale.dashboard.recorder.RecordingMenu;
import dev.telltale.dashboard.recording.RecordingCommands;
import dev.telltale.dashboard.recording.RecordingEntries;
import dev.telltale.dashboard.recording.TabRoom;
import dev.telltale.dashboard.scenario.FileDrop;
import dev.telltale.dashboard.scenario.ScenarioMenu;
import dev.telltale.dashboard.scenario.ScenarioPane;
import dev.telltale.dashboard.timeline.HistoryBanner;
import dev.telltale.dashboard.viewmodel.PanelViewModel;
import dev.telltale.dashboard.viewmodel.command.CommandList;
import dev.telltale.dashboard.viewmodel.incident.IncidentsViewModel;
import dev.telltale.dashboard.viewmodel.recorder.RecordingViewModel;
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
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Tab;
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
    private final RecordingViewModel recording = new RecordingViewModel();

    private Consumer<Path> openScenario;
    private Runnable togglePlay = () -> {};
    private ReadOnlyStringProperty windowTitle;

    private @Nullable IncidentTools incidentTools;
    private final PanelAreas areas = new PanelAreas();

    public PanelController(PanelViewModel model, Runnable closeWindow) {
        this.model = model;
        this.closeWindow = closeWindow;
        windowTitle = model.situation().titleProperty();
        openScenario = file -> model.notice(CLOSE_FIRST);
        this.matrix = new MatrixCanvas(model);
        String style = Objects.requireNonNull(PanelController.class.getResource("dashboard.css"))
                .toExternalForm();
        areas.root.setMinWidth(PanelSizes.MIN_WIDTH);
        zoom = new ZoomPane(areas.root);
        // Also applies to menus, whose owner is the window.
        zoom.getStylesheets().add(style);
        card = new ModalCard(areas.root);
        areas.matrixHolder.getChildren().add(matrix);
        areas.centre.getChildren().add(1, new GridTools(model, matrix));
        toolBar = new ToolBar(model, areas.root, card);
        areas.top.getChildren().add(0, toolBar);
        bottomTabs = new BottomTabs(model);
        areas.split.getItems().add(bottomTabs);
        faults = new FaultBar(model, toolBar.breakNodes(), toolBar.healAll(), bottomTabs.faults());
        new MatrixMenus(matrix, model, faults.menu());
        tiles = new TileList(model, faults.menu());
        var details = new DetailsPane(model.grid());
        areas.detailsHolder.setContent(details);
        ZoomPane.sharpen(areas.detailsHolder);
        areas.root.getChildren().addAll(helpPane, new CommandPalette(commands));
        model.measure().marksProperty().bindBidirectional(helpPane.truthMarks().selectedProperty());
        matrix.reduceMotionProperty().bindBidirectional(helpPane.reduceMotion().selectedProperty());
        helpMenu = new HelpMenu(toolBar.help(), helpPane::toggle, zoom);
        areas.shortConfig.setText(model.config().shortWords());
        LazyTooltip.install(areas.shortConfig, model.config().words());
        var sentence = new SentenceBar(model);
        areas.sentenceBar.getChildren().add(sentence);
        Copies.provide(areas.root, sentence::text);
        new RestartButton(areas.nodesHead, model, areas.shortConfig.visibleProperty());
        areas.nodes.getChildren().addAll(tiles.filter(), tiles);
        if (model.commands().refusal().isEmpty()) {
            areas.gridHead.getChildren().add(new HistoryBanner(model.timeline(), areas.gridHint, areas.matrixHolder));
        }
        var noticeBar = new NoticeBar(model.noticeLine());
        areas.notices.getChildren().add(noticeBar);
        new RecordingMenu(noticeBar.recording(), recording);
        var otherMenus = Stream.of(
                new CommandTable.Entries("Cluster", areas.shortConfig),
                new CommandTable.Entries("", noticeBar.recording()));
        var menus = Stream.concat(toolBar.menus().stream(), otherMenus).toList();
        keys = new KeyHandler(
                areas.root, model, menus, List.of(toolBar::press, faults::press, bottomTabs::press, this::press));
        sizes = new PanelSizes(
                areas.root,
                areas.middle,
                new Splitter(areas.nodes, Splitter.Side.LEFT),
                new Splitter(areas.detailsHolder, Splitter.Side.RIGHT),
                details,
                areas.split,
                new SimpleDoubleProperty(this, "bottom"),
                toolBar.config(),
                areas.shortConfig,
                areas.axes,
                areas.scenarioHolder);
        sizes.bind();
    }

    /** Adds the scenario menu and pane. The folder need not exist. */
    void addScenarios(ScenarioViewModel scenarios, @Nullable Path folder) {
        areas.scenarioHolder
                .getChildren()
                .setAll(new ScenarioPane(scenarios, () -> areas.scenarioHolder.setVisible(false)));
        var menu = new ScenarioMenu(
                toolBar.showScenarios(), model, scenarios, folder, this::showScenario, new FileDialogs(areas.root));
        openScenario = menu::open;
    }

    /** Adds the menu that replaces the cluster; a file that is dropped on the window does as well. */
    ClusterChooser addClusters(ClusterCommands clusters, RecordingCommands recordings) {
        var dialogs = new FileDialogs(areas.root);
        var chooser = new ClusterChooser(card, clusters, dialogs::chooseConfigToOpen);
        var entries = new RecordingEntries(
                recordings, dialogs::chooseRecordingToOpen, clusters.shown().name());
        new ClusterMenu(toolBar.config(), clusters, chooser, entries);
        new ClusterMenu(areas.shortConfig, clusters, chooser, entries);
        new FileDrop(areas.root, openScenario, chooser::open, recordings::open, model::notice);
        if (incidentTools != null) {
            incidentTools.opensRecordings(recordings::open, recordings::open);
        }
        return chooser;
    }

    /** Makes it the panel of a recording, without commands: with the bar that plays it, and tabs at the bottom. */
    void addRecording(Node bar, Runnable play, String title, List<Tab> tabs) {
        areas.top.getChildren().add(1, bar);
        tabs.forEach(bottomTabs::add);
        tabs.forEach(tab -> TabRoom.give(tab, areas.split));
        toolBar.hideCommands();
        togglePlay = play;
        windowTitle = new ReadOnlyStringWrapper(this, "title", title).getReadOnlyProperty();
    }

    /** Shows the pane of the scenario. */
    void showScenario() {
        areas.scenarioHolder.setVisible(true);
    }

    /** Adds the tab of the incidents, and its commands. */
    IncidentTools addIncidents(IncidentsViewModel incidents, ClusterRecordings recordings) {
        var dialogs = new FileDialogs(areas.root);
        var tools = new IncidentTools(
                model,
                incidents,
                recordings,
                new IncidentTools.Places(
                        card,
                        areas.top,
                        dialogs::chooseFileToSave,
                        dialogs::chooseExportToOpen,
                        bottomTabs::showTimeline,
                        bottomTabs::showIncidents));
        incidentTools = tools;
        bottomTabs.showIncidents(incidents, tools.head(), tools.pane());
        keys.add(new CommandTable.Entries("Incidents", tools.head().menu()));
        return tools;
    }

    /** Asks a question before the window; the answer {@code yes} runs the action. */
    void ask(String question, String yes, Runnable action) {
        card.ask(question, yes, action);
    }

    /** Adds the entry that saves a report of a problem; the folder has the log and the preferences. */
    void addProblemReports(ClusterConfig cluster, Path stateFolder) {
        var question = new ReportQuestion(card, new FileDialogs(areas.root)::chooseFileToSave, model);
        helpMenu.addReport(question, model, cluster, stateFolder);
    }

    private boolean press(KeyBindings key) {
        switch (key) {
            case TRUTH_MARKS -> helpPane.truthMarks().fire();
            case PLAY -> togglePlay.run();
            case GRID -> matrix.requestFocus();
            case MOTION -> helpPane.reduceMotion().fire();
            case COPY ->
                Copies.copyFrom(Objects.requireNonNullElse(areas.root.getScene().getFocusOwner(), areas.root));
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

    RecordingViewModel recording() {
        return recording;
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
