package dev.telltale.dashboard.nodes;

import dev.telltale.dashboard.kit.EntryMenu;
import dev.telltale.dashboard.viewmodel.NodeTileViewModel;
import dev.telltale.dashboard.viewmodel.PanelViewModel;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;

/** The tiles of all nodes; scrolls to the selected one. */
public final class TileList extends ScrollPane {
    private static final double ROOM_AROUND = 6;

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
        // What a press selects stays under the pointer until the release.
        if (index >= 0 && !isPressed()) {
            reveal(tiles.getChildren().get(index).getBoundsInParent());
        }
    }

    private void reveal(Bounds tile) {
        double room = getViewportBounds().getHeight();
        double hidden = tiles.getHeight() - room;
        if (hidden > 0) {
            double shownFrom = getVvalue() * hidden;
            double from = Math.min(shownFrom, tile.getMinY() - ROOM_AROUND);
            double enough = Math.max(from, tile.getMaxY() + ROOM_AROUND - room);
            setVvalue(Math.max(0, Math.min(1, enough / hidden)));
        }
    }

    public void focusFirst() {
        tiles.getChildren().stream().findFirst().ifPresent(Node::requestFocus);
    }
}
