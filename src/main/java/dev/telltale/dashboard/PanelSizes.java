package dev.telltale.dashboard;

import dev.telltale.dashboard.details.DetailsPane;
import dev.telltale.dashboard.kit.Preferences.Layout;
import dev.telltale.dashboard.recording.TabRoom;
import javafx.beans.property.DoubleProperty;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;

/**
 * The sizes of the areas of the window: the sides have their usual or their chosen widths, the grid takes the rest.
 * Pixels.
 *
 * @param bottom the height of the area below, before it is shown; 0 for the usual one
 */
record PanelSizes(
        StackPane window,
        BorderPane middle,
        Splitter nodes,
        Splitter details,
        DetailsPane detailsPane,
        SplitPane split,
        DoubleProperty bottom,
        MenuButton config,
        MenuButton shortConfig,
        Label axes,
        StackPane scenario) {
    private static final PseudoClass NARROW = PseudoClass.getPseudoClass("narrow");
    static final double NARROW_WINDOW = 1100;
    /** Below this width at 100 % zoom, the window scrolls. */
    static final double MIN_WIDTH = 780;

    private static final double MIN_WIDTH_FOR_CONFIG = 1200;
    private static final double MIN_WIDTH_FOR_AXES = 880;
    private static final double MIN_WIDTH_FOR_DETAILS = 800;
    private static final double MIN_WIDTH_OF_SCENARIO = 272;
    private static final double MAX_WIDTH_OF_SCENARIO = 400;
    private static final double SHARE_OF_SCENARIO = 0.3;
    private static final double MIN_NODES_WIDTH = 292;
    private static final double MIN_DETAILS_WIDTH = 208;
    private static final double MIN_GRID_WIDTH = 300;
    private static final double MIN_UNSTACKED_WIDTH = 320;
    private static final double MIN_MIDDLE_HEIGHT = 270;

    void bind() {
        SplitPane.setResizableWithParent(split.getItems().get(1), false);
        middle.setLeft(nodes.holder());
        middle.setRight(details.holder());
        nodes.chosenProperty().addListener((property, before, width) -> fitSides(middle.getWidth()));
        details.chosenProperty().addListener((property, before, width) -> fitSides(middle.getWidth()));
        window.widthProperty().addListener((property, before, width) -> fitWindow(width.doubleValue()));
        middle.widthProperty().addListener((property, before, width) -> fitSides(width.doubleValue()));
        fitWindow(NARROW_WINDOW);
        fitSides(NARROW_WINDOW);
        scenario.managedProperty().bind(scenario.visibleProperty());
        scenario.visibleProperty().addListener((property, before, after) -> fitWindow(window.getWidth()));
        split.heightProperty().addListener((property, before, height) -> {
            if (before.doubleValue() < 1) {
                // Only at first: later the user moves the divider.
                double wanted = bottom.get() > 0
                        ? Math.min(bottom.get(), height.doubleValue() - MIN_MIDDLE_HEIGHT)
                        : bottomHeight(height.doubleValue());
                split.setDividerPositions(1 - wanted / height.doubleValue());
            }
        });
    }

    private void fitWindow(double windowWidth) {
        // Without room in the tool bar, the menu of the cluster is above the tiles.
        show(config, windowWidth >= MIN_WIDTH_FOR_CONFIG);
        show(shortConfig, windowWidth < MIN_WIDTH_FOR_CONFIG);
        config.getParent().pseudoClassStateChanged(NARROW, windowWidth < NARROW_WINDOW);
        double scenarioWidth =
                Math.max(MIN_WIDTH_OF_SCENARIO, Math.min(MAX_WIDTH_OF_SCENARIO, windowWidth * SHARE_OF_SCENARIO));
        scenario.setMinWidth(scenarioWidth);
        scenario.setMaxWidth(scenarioWidth);
        // The scenario stands beside the other areas; where it leaves too little room, it replaces the cell's details.
        show(middle.getRight(), !scenario.isVisible() || windowWidth - scenarioWidth >= MIN_WIDTH_FOR_DETAILS);
        fitSides(middle.getWidth());
    }

    private void fitSides(double width) {
        boolean isNarrow = width < NARROW_WINDOW;
        show(axes, width >= MIN_WIDTH_FOR_AXES);
        double detailsWidth = details.fit(
                isNarrow ? MIN_DETAILS_WIDTH : 332, MIN_DETAILS_WIDTH, width - MIN_GRID_WIDTH - MIN_NODES_WIDTH);
        double taken = middle.getRight().isManaged() ? detailsWidth : 0;
        nodes.fit(isNarrow ? MIN_NODES_WIDTH : 308, MIN_NODES_WIDTH, width - MIN_GRID_WIDTH - taken);
        detailsPane.setStacked(detailsWidth < MIN_UNSTACKED_WIDTH);
    }

    private static void show(Node node, boolean isShown) {
        node.setVisible(isShown);
        node.setManaged(isShown);
    }

    /** Arranges the areas as before; to be called before they are shown. */
    void restore(Layout layout) {
        nodes.chosenProperty().set(layout.nodesWidth());
        details.chosenProperty().set(layout.detailsWidth());
        bottom.set(layout.bottomHeight() == null ? 0 : layout.bottomHeight());
    }

    /** The present layout, with this tab and this span of the timeline. */
    Layout layout(String tab, double timelineSeconds) {
        return new Layout(
                nodes.chosenProperty().get(),
                details.chosenProperty().get(),
                TabRoom.lowerHeight(split),
                tab,
                timelineSeconds);
    }

    static double bottomHeight(double height) {
        return Math.max(132, Math.min(260, height * 0.42 - 60));
    }
}
