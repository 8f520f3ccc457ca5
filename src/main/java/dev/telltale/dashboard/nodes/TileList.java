package dev.telltale.dashboard.nodes;

import dev.telltale.dashboard.kit.EntryMenu;
import dev.telltale.dashboard.viewmodel.NodeSelection;
import dev.telltale.dashboard.viewmodel.NodeTileViewModel;
import dev.telltale.dashboard.viewmodel.PanelViewModel;
import dev.telltale.model.NodeId;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.collections.ListChangeListener;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;

/** The list of all tiles. Its selected items are the selected nodes, the last of them is the lead. FX thread only. */
public final class TileList extends ListView<NodeTileViewModel> {
    private final PanelViewModel model;
    private final NodeSelection selection;
    private boolean isUpdating;

    public TileList(PanelViewModel model, EntryMenu menu) {
        this.model = model;
        selection = model.selection();
        setId("tiles");
        setAccessibleText("Nodes");
        getStyleClass().addAll("tiles", "edge-to-edge");
        getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        setCellFactory(list -> new NodeTile(model, menu));
        getItems().setAll(model.tiles());
        getSelectionModel().getSelectedIndices().addListener((ListChangeListener<Integer>) change -> readSelection());
        getSelectionModel().selectedItemProperty().addListener((property, before, after) -> readSelection());
        selection.chosenProperty().addListener((property, before, after) -> showSelection());
        model.selectedNodeProperty().addListener((property, before, after) -> showLead());
        showSelection();
        // The list may have deselected its last item.
        addEventHandler(MouseEvent.MOUSE_PRESSED, event -> showSelection());
        addEventHandler(KeyEvent.KEY_RELEASED, event -> showSelection());
        addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (EntryMenu.isMenuKey(event)) {
                Node place = leadTile().map(Node.class::cast).orElse(this);
                menu.show(model.faultMenu().ofNodes(selection.chosen()), place, place.getLayoutBounds());
                event.consume();
            }
        });
    }

    /** Takes over what the user selected in the list; without any, the selection of before stays. */
    private void readSelection() {
        NodeTileViewModel last = getSelectionModel().getSelectedItem();
        Set<NodeId> nodes = selectedItems();
        if (!isUpdating && !nodes.isEmpty()) {
            // A tile that was deselected stays the list's selected item.
            boolean isLead = last != null && nodes.contains(last.id());
            selection.select(nodes, isLead ? last.id() : nodes.iterator().next());
        }
    }

    private Set<NodeId> selectedItems() {
        return getSelectionModel().getSelectedItems().stream()
                .map(NodeTileViewModel::id)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private void showSelection() {
        if (!isUpdating && !selection.chosenProperty().get().equals(selectedItems())) {
            isUpdating = true;
            getSelectionModel().clearSelection();
            for (int i = 0; i < getItems().size(); i++) {
                if (selection.isChosen(getItems().get(i).id())) {
                    getSelectionModel().select(i);
                }
            }
            model.selectedTile().ifPresent(getSelectionModel()::select);
            isUpdating = false;
            showLead();
        }
    }

    /** Focuses the lead and scrolls to it, unless the mouse is pressed: then the tile must stay under the pointer. */
    private void showLead() {
        int index = model.selectedTile().map(getItems()::indexOf).orElse(-1);
        if (index >= 0) {
            getFocusModel().focus(index);
            if (!isPressed() && !leadTile().map(this::isInView).orElse(false)) {
                scrollTo(index);
            }
        }
    }

    private boolean isInView(Node tile) {
        Bounds bounds = sceneToLocal(tile.localToScene(tile.getLayoutBounds()));
        return bounds.getMinY() >= 0 && bounds.getMaxY() <= getHeight();
    }

    /** The tile of the lead; empty if it is scrolled out of view. */
    private Optional<NodeTile> leadTile() {
        return lookupAll(".list-cell").stream()
                .filter(NodeTile.class::isInstance)
                .map(NodeTile.class::cast)
                .filter(tile -> tile.isVisible() && model.selectedTile().equals(Optional.ofNullable(tile.getItem())))
                .findFirst();
    }

    public void focusFirst() {
        requestFocus();
        getFocusModel().focus(0);
    }
}
