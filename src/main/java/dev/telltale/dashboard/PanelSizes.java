package dev.telltale.dashboard;

import dev.telltale.dashboard.details.DetailsPane;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The widths of the areas of the window: the sides have fixed widths, the grid takes the rest. Pixels. */
record PanelSizes(
        StackPane window,
        BorderPane middle,
        VBox nodes,
        ScrollPane details,
        DetailsPane detailsPane,
        SplitPane split,
        MenuButton config,
        MenuButton shortConfig,
        Label axes,
        StackPane scenario) {
    private static final PseudoClass NARROW = PseudoClass.getPseudoClass("narrow");
    static final double NARROW_WINDOW = 1100;
    private static final double MIN_WIDTH_FOR_CONFIG = 1200;
    private static final double MIN_WIDTH_FOR_AXES = 880;
    private static final double MIN_WIDTH_FOR_DETAILS = 800;
    private static final double MIN_WIDTH_OF_SCENARIO = 272;
    private static final double MAX_WIDTH_OF_SCENARIO = 400;
    private static final double SHARE_OF_SCENARIO = 0.3;

    void bind() {
        SplitPane.setResizableWithParent(split.getItems().get(1), false);
        window.widthProperty().addListener((property, before, width) -> fitWindow(width.doubleValue()));
        middle.widthProperty().addListener((property, before, width) -> fitSides(width.doubleValue()));
        fitWindow(NARROW_WINDOW);
        fitSides(NARROW_WINDOW);
        scenario.managedProperty().bind(scenario.visibleProperty());
        scenario.visibleProperty().addListener((property, before, after) -> fitWindow(window.getWidth()));
        split.heightProperty().addListener((property, before, height) -> {
            if (before.doubleValue() < 1) {
                // Only at first: later the user moves the divider.
                split.setDividerPositions(1 - bottomHeight(height.doubleValue()) / height.doubleValue());
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
        fix(scenario, scenarioWidth);
        // The scenario stands beside the other areas; where it leaves too little room, it replaces the cell's details.
        show(details, !scenario.isVisible() || windowWidth - scenarioWidth >= MIN_WIDTH_FOR_DETAILS);
    }

    private void fitSides(double width) {
        boolean isNarrow = width < NARROW_WINDOW;
        show(axes, width >= MIN_WIDTH_FOR_AXES);
        fix(nodes, isNarrow ? 292 : 308);
        detailsPane.setStacked(isNarrow);
        fix(details, isNarrow ? 208 : 332);
    }

    private static void show(Node node, boolean isShown) {
        node.setVisible(isShown);
        node.setManaged(isShown);
    }

    private static void fix(Region side, double width) {
        side.setMinWidth(width);
        side.setPrefWidth(width);
        side.setMaxWidth(width);
    }

    static double bottomHeight(double height) {
        return Math.max(132, Math.min(260, height * 0.42 - 92));
    }
}
