package dev.telltale.dashboard;

import dev.telltale.dashboard.details.DetailsPane;
import dev.telltale.dashboard.details.FaultBar;
import dev.telltale.dashboard.kit.Fxml;
import dev.telltale.dashboard.kit.KeyBindings;
import dev.telltale.dashboard.kit.Theme;
import dev.telltale.dashboard.matrix.MatrixCanvas;
import dev.telltale.dashboard.matrix.MatrixMenus;
import dev.telltale.dashboard.nodes.TileList;
import dev.telltale.dashboard.scenario.ScenarioMenu;
import dev.telltale.dashboard.scenario.ScenarioPane;
import dev.telltale.dashboard.timeline.TimelineCanvas;
import dev.telltale.dashboard.timeline.TimelineHead;
import dev.telltale.dashboard.viewmodel.PanelViewModel;
import dev.telltale.dashboard.viewmodel.PanelViewModel.Offer;
import dev.telltale.dashboard.viewmodel.scenario.ScenarioViewModel;
import java.nio.file.Path;
import java.util.Objects;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.fxml.FXML;
import javafx.geometry.Pos;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Puts the parts of the panel together and gives every command its button and its key. */
public final class PanelController {
    private static final double TABS_WIDTH = 340;

    private final PanelViewModel model;
    private final Runnable closeWindow;
    private final MatrixCanvas matrix;
    private final TileList tiles;
    private final FaultBar faults;
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
    private Button help;

    @FXML
    private MenuButton detector;

    @FXML
    private Label config;

    @FXML
    private Label rhythm;

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
        root.getStylesheets().add(style);
        matrixHolder.getChildren().add(matrix);
        faults = new FaultBar(model, breakNodes, healAll, faultsTab);
        new MatrixMenus(matrix, model, faults.menu());
        tiles = new TileList(model, faults.menu());
        var details = new DetailsPane(model.grid());
        detailsHolder.setContent(details);
        root.getChildren().add(helpPane);
        model.measure().marksProperty().bindBidirectional(helpPane.truthMarks().selectedProperty());
        matrix.reduceMotionProperty().bindBidirectional(helpPane.reduceMotion().selectedProperty());
        toolBar();
        nodes.getChildren().add(tiles);
        VBox.setVgrow(tiles, Priority.ALWAYS);
        bottom();
        timeline();
        notices.getChildren().add(new NoticeBar(model.notices()));
        keys();
        new PanelSizes(middle, nodes, detailsHolder, details, split, config, rhythm, axes).bind();
    }

    private void toolBar() {
        config.setText(model.configInWords());
        rhythm.setText(model.rhythmInWords());
        sentenceBar.getChildren().add(new SentenceBar(model));
        act(startCluster, KeyBindings.START_CLUSTER, "Start every node that does not run", model::startCluster);
        act(stopCluster, KeyBindings.STOP_CLUSTER, "Stop the nodes that this panel started", model::stopCluster);
        act(theme, KeyBindings.THEME, "Light or dark", this::toggleTheme);
        act(help, KeyBindings.HELP, "Keys and settings", helpPane::toggle);
        new ExportMenu(more, model, root, new FileDialogs(root)::toSave);
        new DetectorMenu(detector, model.measure()).show();
        model.offerProperty().addListener((property, before, after) -> show(after));
        show(model.offerProperty().get());
    }

    private static void act(Button button, KeyBindings key, String tip, Runnable action) {
        button.setOnAction(event -> action.run());
        button.setTooltip(new Tooltip(key.tip(tip)));
    }

    private void show(Offer offer) {
        startCluster.setDisable(!offer.canStart());
        stopCluster.setDisable(!offer.canStop());
        startCluster.getStyleClass().removeAll("success");
        if (offer.isStartPrimary()) {
            startCluster.getStyleClass().add("success");
        }
    }

    private void bottom() {
        journalTab.setContent(new JournalPane(model.journal()));
        journalTab.textProperty().bind(model.journal().titleProperty());
        outputTab.textProperty().bind(model.output().titleProperty());
        outputTab.setContent(new OutputPane(model.output()));
        filter.textProperty().bindBidirectional(model.journal().filterProperty());
        filter.setTooltip(new Tooltip(KeyBindings.FILTER.tip("Show only lines with all these words")));
        filter.visibleProperty().bind(journalTab.selectedProperty());
        filter.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                filter.clear();
                event.consume();
            }
        });
    }

    private void timeline() {
        timelineTab.setContent(new TimelineCanvas(model.timeline()));
        gridHead.getChildren().add(new HistoryBanner(model.timeline(), gridHint, matrixHolder));
        var head = new TimelineHead(model.timeline());
        head.visibleProperty().bind(timelineTab.selectedProperty());
        head.maxWidthProperty().bind(bottomHolder.widthProperty().subtract(TABS_WIDTH));
        StackPane.setAlignment(head, Pos.TOP_RIGHT);
        bottomHolder.getChildren().add(head);
    }

    /** Adds the lessons of the folder, which need not be there, and the tab that plays them. */
    void addScenarios(ScenarioViewModel scenarios, @Nullable Path folder) {
        var tab = new Tab("Scenario", new ScenarioPane(scenarios));
        tabs.getTabs().add(tabs.getTabs().indexOf(outputTab), tab);
        scenario.setVisible(true);
        scenario.setManaged(true);
        new ScenarioMenu(
                scenario,
                model,
                scenarios,
                folder,
                () -> tabs.getSelectionModel().select(tab),
                new FileDialogs(root));
    }

    private void keys() {
        root.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            for (KeyBindings key : KeyBindings.values()) {
                boolean isTyping = key.isTyped() && event.getTarget() instanceof TextInputControl;
                if (key.combination().match(event) && !isTyping) {
                    press(key);
                    event.consume();
                    return;
                }
            }
        });
    }

    private void press(KeyBindings key) {
        if (faults.press(key)) {
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
            case TIMELINE -> {
                tabs.getSelectionModel().select(timelineTab);
                timelineTab.getContent().requestFocus();
            }
            case LIVE -> model.timeline().live();
            case JOURNAL -> tabs.getSelectionModel().select(journalTab);
            case FAULTS -> tabs.getSelectionModel().select(faultsTab);
            case OUTPUT -> tabs.getSelectionModel().select(outputTab);
            case FILTER -> {
                tabs.getSelectionModel().select(journalTab);
                filter.requestFocus();
                filter.selectAll();
            }
            case GRID -> matrix.requestFocus();
            case THEME -> toggleTheme();
            case MOTION -> helpPane.reduceMotion().fire();
            case HELP -> helpPane.toggle();
            case CLOSE -> closeWindow.run();
            default -> {
                // Of the faults, which have taken it.
            }
        }
    }

    private void toggleTheme() {
        themeShown.set(themeShown.get().other());
    }

    public Parent root() {
        return root;
    }

    /** No button has the focus at first: a stray Enter starts nothing. */
    void focusFirst() {
        tiles.focusFirst();
    }

    public MatrixCanvas matrix() {
        return matrix;
    }

    /** The theme that the user chose; whoever owns the window applies it. */
    ObjectProperty<Theme> themeProperty() {
        return themeShown;
    }
}
