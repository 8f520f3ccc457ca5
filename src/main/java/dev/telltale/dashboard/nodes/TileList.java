package dev.telltale.dashboard.nodes;

import dev.telltale.dashboard.kit.EntryMenu;
import dev.telltale.dashboard.viewmodel.NodeSelection;
import dev.telltale.dashboard.viewmodel.NodeTileViewModel;
import dev.telltale.dashboard.viewmodel.PanelViewModel;
import dev.telltale.model.NodeId;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.transformation.FilteredList;
import javafx.geometry.Bounds;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The list of all nodes: tiles, or lines from 12 nodes on. Its selected items are the selected nodes, the last of them is the lead. FX thread only. */
public final class TileList extends ListView<NodeTileViewModel> {
    private static final int MIN_NODES_FOR_LINES = 12;

    private final PanelViewModel model;
    private final FilteredList<NodeTileViewModel> shown;
    private final TextField filter = new TextField();
    private final NodeSelection selection;
    private boolean isUpdating;

    public TileList(PanelViewModel model, EntryMenu menu) {
        this.model = model;
        selection = model.selection();
        setId("tiles");
        setAccessibleText("Nodes");
        getStyleClass().addAll("tiles", "edge-to-edge");
        getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        boolean isCompact = model.tiles().size() >= MIN_NODES_FOR_LINES;
        if (isCompact) {
            getStyleClass().add("compact");
        }
        setCellFactory(list -> isCompact ? new NodeRow(model, menu) : new NodeTile(model, menu));
        shown = new FilteredList<>(FXCollections.observableList(model.tiles()));
        setItems(shown);
        VBox.setVgrow(this, Priority.ALWAYS);
        buildFilter(isCompact);
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

    private void buildFilter(boolean isShown) {
        filter.setId("nodeFilter");
        filter.setAccessibleText("Filter the nodes");
        filter.getStyleClass().addAll("small", "node-filter");
        filter.setPromptText("Filter by name");
        VBox.setMargin(filter, new Insets(0, 10, 0, 10));
        filter.setVisible(isShown);
        filter.setManaged(isShown);
        filter.textProperty().addListener((property, before, words) -> {
            isUpdating = true;
            String part = words.strip().toLowerCase(Locale.ROOT);
            shown.setPredicate(
                    tile -> tile.id().value().toLowerCase(Locale.ROOT).contains(part));
            isUpdating = false;
            showSelection();
        });
        filter.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                filter.clear();
                event.consume();
            } else if (event.getCode() == KeyCode.DOWN) {
                requestFocus();
                event.consume();
            }
        });
    }

    /** The field that filters the list by name; not shown for few nodes. */
    public TextField filter() {
        return filter;
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
        Set<NodeId> wanted = shown.stream()
                .map(NodeTileViewModel::id)
                .filter(selection::isChosen)
                .collect(Collectors.toSet());
        if (!isUpdating && !wanted.equals(selectedItems())) {
            isUpdating = true;
            getSelectionModel().clearSelection();
            for (int i = 0; i < getItems().size(); i++) {
                if (selection.isChosen(getItems().get(i).id())) {
                    getSelectionModel().select(i);
                }
            }
            model.selectedTile().filter(shown::contains).ifPresent(getSelectionModel()::select);
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
    private Optional<NodeCell> leadTile() {
        return lookupAll(".list-cell").stream()
                .filter(NodeCell.class::isInstance)
                .map(NodeCell.class::cast)
                .filter(tile -> tile.isVisible() && model.selectedTile().equals(Optional.ofNullable(tile.getItem())))
                .findFirst();
    }

    public void focusFirst() {
        requestFocus();
        getFocusModel().focus(0);
    }
}
