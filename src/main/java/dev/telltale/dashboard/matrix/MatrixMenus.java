package dev.telltale.dashboard.matrix;

import dev.telltale.dashboard.kit.Copies;
import dev.telltale.dashboard.kit.EntryMenu;
import dev.telltale.dashboard.matrix.MatrixPlaces.Spot;
import dev.telltale.dashboard.viewmodel.FaultMenuModel;
import dev.telltale.dashboard.viewmodel.GridViewModel;
import dev.telltale.dashboard.viewmodel.NodeSelection;
import dev.telltale.dashboard.viewmodel.PanelViewModel;
import dev.telltale.dashboard.viewmodel.cell.CellDetails;
import dev.telltale.dashboard.viewmodel.fault.MenuEntry;
import dev.telltale.dashboard.viewmodel.grid.CellRef;
import dev.telltale.model.NodeId;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;

/** The fault menus of cells and headers, by right-click or menu key, and the selection of nodes at headers. */
public final class MatrixMenus {
    private final MatrixCanvas matrix;
    private final FaultMenuModel entries;
    private final NodeSelection selection;
    private final GridViewModel grid;
    private final EntryMenu menu;

    public MatrixMenus(MatrixCanvas matrix, PanelViewModel model, EntryMenu menu) {
        this.matrix = matrix;
        this.menu = menu;
        entries = model.faultMenu();
        selection = model.selection();
        grid = model.grid();
        Copies.provide(matrix, grid::detailsText);
        matrix.addEventHandler(ContextMenuEvent.CONTEXT_MENU_REQUESTED, this::contextMenuRequested);
        matrix.addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
        matrix.addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
    }

    private void contextMenuRequested(ContextMenuEvent event) {
        event.consume();
        // Some systems also fire this event for the menu key, which keyPressed handles.
        Spot spot = event.isKeyboardTrigger() ? null : matrix.places().spotAt(event.getX(), event.getY());
        if (spot != null) {
            menu.show(entriesOf(spot), matrix, event.getScreenX(), event.getScreenY());
        }
    }

    private List<MenuEntry> entriesOf(Spot spot) {
        NodeId observer = spot.observer();
        NodeId subject = spot.subject();
        if (observer != null && subject != null) {
            return ofCell(new CellRef(observer, subject));
        }
        NodeId node = observer != null ? observer : subject;
        if (node == null) {
            return entries.ofNodes(List.of());
        }
        if (selection.isChosen(node) && selection.chosen().size() > 1) {
            return entries.ofNodes(selection.chosen());
        }
        return observer != null ? entries.ofRow(node) : entries.ofColumn(node);
    }

    private List<MenuEntry> ofCell(CellRef cell) {
        List<MenuEntry> all = new ArrayList<>(entries.ofCell(cell));
        CellDetails details = grid.detailsOf(cell);
        if (details != null) {
            all.addAll(List.of(
                    new MenuEntry.Rule(),
                    new MenuEntry.Action("copy", "Copy details of the cell", () -> Copies.copy(details.text()))));
        }
        return all;
    }

    private void pressed(MouseEvent event) {
        Spot spot =
                event.getButton() == MouseButton.PRIMARY ? matrix.places().spotAt(event.getX(), event.getY()) : null;
        if (spot == null || (spot.observer() != null && spot.subject() != null)) {
            return;
        }
        NodeId node = spot.observer() != null ? spot.observer() : spot.subject();
        if (node == null) {
            return;
        }
        // As in the list of tiles.
        if (event.isShortcutDown()) {
            selection.toggle(node);
        } else if (event.isShiftDown()) {
            selection.extendTo(node);
        } else if (!(event.isPopupTrigger() && selection.isChosen(node))) {
            selection.select(node);
        }
    }

    private void keyPressed(KeyEvent event) {
        CellRef selected = matrix.selectedCell();
        if (EntryMenu.isMenuKey(event) && selected != null) {
            menu.show(ofCell(selected), matrix, matrix.cellBounds(selected));
            event.consume();
        }
    }
}
