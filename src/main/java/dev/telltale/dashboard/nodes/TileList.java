package dev.telltale.dashboard.nodes;

import dev.telltale.dashboard.kit.EntryMenu;
import dev.telltale.dashboard.viewmodel.NodeTileViewModel;
import dev.telltale.dashboard.viewmodel.PanelViewModel;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;

/** The list of all tiles; scrolls to the selected one. FX thread only. */
public final class TileList extends ScrollPane {
    private static final double MARGIN = 6;

    private final VBox tiles = new VBox();
    private final PanelViewModel model;
    private final EntryMenu menu;

    public TileList(PanelViewModel model, EntryMenu menu) {
        this.model = model;
        this.menu = menu;
        setId("tiles");
        tiles.getStyleClass().add("tiles");
        setContent(tiles);
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setFocusTraversable(false);
        getStyleClass().add("edge-to-edge");
        model.tiles().forEach(this::add);
        model.selectedNodeProperty().addListener((property, before, after) -> revealSelected());
    }

    private void add(NodeTileViewModel tile) {
        tiles.getChildren().add(new NodeTile(tile, model, menu));
    }

    private void revealSelected() {
        int index = model.selectedTile().map(model.tiles()::indexOf).orElse(-1);
        // While the mouse is pressed, the tile must stay under the pointer.
        if (index >= 0 && !isPressed()) {
            reveal(tiles.getChildren().get(index).getBoundsInParent());
        }
    }

    private void reveal(Bounds tile) {
        double viewHeight = getViewportBounds().getHeight();
        double hidden = tiles.getHeight() - viewHeight;
        if (hidden > 0) {
            double shownFrom = getVvalue() * hidden;
            double from = Math.min(shownFrom, tile.getMinY() - MARGIN);
            double target = Math.max(from, tile.getMaxY() + MARGIN - viewHeight);
            setVvalue(Math.max(0, Math.min(1, target / hidden)));
        }
    }

    public void focusFirst() {
        tiles.getChildren().stream().findFirst().ifPresent(Node::requestFocus);
    }
}
