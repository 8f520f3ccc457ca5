package dev.telltale.dashboard;

import dev.telltale.dashboard.details.DetailsPane;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;

/** The widths of the areas of the window: the sides have fixed widths, the grid takes the rest. Pixels. */
record PanelSizes(
        BorderPane middle,
        VBox nodes,
        ScrollPane details,
        DetailsPane detailsPane,
        SplitPane split,
        Label config,
        Label timing,
        Label axes) {
    private static final PseudoClass NARROW = PseudoClass.getPseudoClass("narrow");
    static final double NARROW_WINDOW = 1100;
    /** Below this width at 100 % zoom, the window scrolls. */
    static final double MIN_WIDTH = 780;

    private static final double MIN_WIDTH_FOR_CONFIG = 1200;
    private static final double MIN_WIDTH_FOR_AXES = 880;

    void bind() {
        SplitPane.setResizableWithParent(split.getItems().get(1), false);
        middle.widthProperty().addListener((property, before, width) -> fitSides(width.doubleValue()));
        fitSides(NARROW_WINDOW);
        split.heightProperty().addListener((property, before, height) -> {
            if (before.doubleValue() < 1) {
                // Only at first: later the user moves the divider.
                split.setDividerPositions(1 - bottomHeight(height.doubleValue()) / height.doubleValue());
            }
        });
    }

    private void fitSides(double windowWidth) {
        boolean isNarrow = windowWidth < NARROW_WINDOW;
        // Without room in the tool bar, the timing of the config is shown above the tiles.
        show(config, windowWidth >= MIN_WIDTH_FOR_CONFIG);
        show(timing, windowWidth < MIN_WIDTH_FOR_CONFIG);
        show(axes, windowWidth >= MIN_WIDTH_FOR_AXES);
        config.getParent().pseudoClassStateChanged(NARROW, isNarrow);
        fix(nodes, isNarrow ? 292 : 308);
        detailsPane.setStacked(isNarrow);
        double detailsWidth = isNarrow ? 208 : 332;
        details.setMinWidth(detailsWidth);
        details.setPrefWidth(detailsWidth);
        details.setMaxWidth(detailsWidth);
    }

    private static void show(Label label, boolean isShown) {
        label.setVisible(isShown);
        label.setManaged(isShown);
    }

    private static void fix(VBox side, double width) {
        side.setMinWidth(width);
        side.setPrefWidth(width);
        side.setMaxWidth(width);
    }

    static double bottomHeight(double height) {
        return Math.max(132, Math.min(260, height * 0.42 - 92));
    }
}
