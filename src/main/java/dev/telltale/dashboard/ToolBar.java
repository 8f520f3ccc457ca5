package dev.telltale.dashboard;

import dev.telltale.dashboard.commands.CommandTable.Entries;
import dev.telltale.dashboard.commands.DetectorMenu;
import dev.telltale.dashboard.commands.ExportMenu;
import dev.telltale.dashboard.kit.Fxml;
import dev.telltale.dashboard.kit.HintHolder;
import dev.telltale.dashboard.kit.KeyBindings;
import dev.telltale.dashboard.kit.LazyTooltip;
import dev.telltale.dashboard.kit.ModalCard;
import dev.telltale.dashboard.kit.Theme;
import dev.telltale.dashboard.nodes.StopQuestion;
import dev.telltale.dashboard.viewmodel.PanelViewModel;
import dev.telltale.dashboard.viewmodel.ToolbarState;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.MenuButton;
import javafx.scene.layout.HBox;

/** The tool bar: its buttons and menus, and which of them act at present. FX thread only. */
final class ToolBar extends HBox {
    private final StopQuestion stopQuestion;
    private final HintHolder startHint;
    private final HintHolder stopHint;
    private final ObjectProperty<Theme> themeShown = new SimpleObjectProperty<>(this, "theme", Theme.LIGHT);

    @FXML
    private Button startCluster;

    @FXML
    private Button stopCluster;

    @FXML
    private Button breakNodes;

    @FXML
    private Button healAll;

    @FXML
    private MenuButton config;

    @FXML
    private MenuButton detector;

    @FXML
    private MenuButton scenario;

    @FXML
    private MenuButton more;

    @FXML
    private MenuButton help;

    @FXML
    private Button theme;

    /** @param root the content of the window, of which pictures are taken */
    ToolBar(PanelViewModel model, Parent root, ModalCard card) {
        Fxml.load("tool-bar.fxml", this, this);
        config.setText(model.config().words());
        LazyTooltip.install(config, model.config().words());
        startCluster.setOnAction(event -> model.startCluster());
        startHint = HintHolder.around(startCluster);
        stopQuestion = new StopQuestion(card, model);
        stopCluster.setOnAction(event -> stopQuestion.beforeStopping());
        stopHint = HintHolder.around(stopCluster);
        theme.setOnAction(event -> themeShown.set(themeShown.get().other()));
        LazyTooltip.install(theme, KeyBindings.THEME.tooltip("Light or dark"));
        new ExportMenu(more, model, root, new FileDialogs(root)::chooseFileToSave);
        new DetectorMenu(detector, model.detector(), PanelSizes.NARROW_WINDOW).show();
        model.toolbarProperty().addListener((property, before, after) -> show(after));
        show(model.toolbarProperty().get());
    }

    private void show(ToolbarState offer) {
        startHint.show(KeyBindings.START_CLUSTER.tooltip(offer.startHint()), offer.canStart());
        stopHint.show(KeyBindings.STOP_CLUSTER.tooltip(offer.stopHint()), offer.canStop());
        startCluster.getStyleClass().removeAll("success");
        if (offer.isStartPrimary()) {
            startCluster.getStyleClass().add("success");
        }
    }

    /** Executes the command of the key; returns false if the key belongs to another part of the window. */
    boolean press(KeyBindings key) {
        switch (key) {
            case START_CLUSTER -> startCluster.fire();
            case STOP_CLUSTER -> stopCluster.fire();
            case DETECTOR -> detector.show();
            case THEME -> theme.fire();
            default -> {
                return false;
            }
        }
        return true;
    }

    /** The menus whose entries are commands. */
    List<Entries> menus() {
        return List.of(
                new Entries("Cluster", config),
                new Entries("Scenario", scenario),
                new Entries("Save", more),
                new Entries("Detector", detector),
                new Entries("Help", help));
    }

    /** Asks before the window is closed, if that stops nodes; the second request closes it. */
    void closing(Runnable close) {
        stopQuestion.beforeClosing(close);
    }

    /** Hides what acts on a live cluster, in the panel of a recording. */
    void hideCommands() {
        for (Node command : List.of(startHint, stopHint, breakNodes, healAll.getParent())) {
            command.setVisible(false);
            command.setManaged(false);
        }
    }

    /** Shows the menu of the scenarios, which is hidden at first, and returns it. */
    MenuButton showScenarios() {
        scenario.setVisible(true);
        scenario.setManaged(true);
        return scenario;
    }

    MenuButton config() {
        return config;
    }

    MenuButton help() {
        return help;
    }

    Button breakNodes() {
        return breakNodes;
    }

    Button healAll() {
        return healAll;
    }

    /** The selected theme; the owner of the window applies it. */
    ObjectProperty<Theme> themeProperty() {
        return themeShown;
    }
}
