package dev.telltale.dashboard;

import dev.telltale.dashboard.viewmodel.MenuEntry;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** Shows the entries of a menu where they act. One at a time. */
final class EntryMenu {
    private final ContextMenu menu = new ContextMenu();

    EntryMenu() {
        menu.setId("breakMenu");
        menu.setAutoHide(true);
    }

    /** Whether this key asks for the menu of what has the focus. The toolkit's own event for it does not come everywhere. */
    static boolean isMenuKey(KeyEvent event) {
        return event.getCode() == KeyCode.CONTEXT_MENU || (event.getCode() == KeyCode.F10 && event.isShiftDown());
    }

    void show(List<MenuEntry> entries, Node owner, double screenX, double screenY) {
        menu.hide();
        menu.getItems().setAll(entries.stream().map(EntryMenu::item).toList());
        menu.show(owner, screenX, screenY);
    }

    /** At the middle of this part of the node. */
    void show(List<MenuEntry> entries, Node owner, Bounds part) {
        Bounds place = owner.localToScreen(part);
        show(entries, owner, place.getCenterX(), place.getCenterY());
    }

    void showBelow(List<MenuEntry> entries, Node owner) {
        Bounds place = owner.localToScreen(owner.getBoundsInLocal());
        show(entries, owner, place.getMinX(), place.getMaxY());
    }

    private static MenuItem item(MenuEntry entry) {
        if (entry instanceof MenuEntry.Action action) {
            var item = plain(action);
            item.setId("menu-" + action.id());
            item.setOnAction(event -> action.deed().run());
            return item;
        }
        if (entry instanceof MenuEntry.Group group) {
            var below = new Menu(group.words());
            below.setMnemonicParsing(false);
            below.getItems()
                    .setAll(group.entries().stream().map(EntryMenu::item).toList());
            return below;
        }
        if (entry instanceof MenuEntry.Title) {
            MenuItem title = plain(entry);
            title.setDisable(true);
            title.getStyleClass().add("menu-title");
            return title;
        }
        return new SeparatorMenuItem();
    }

    private static MenuItem plain(MenuEntry entry) {
        var item = new MenuItem(entry.words());
        // Names of nodes may have underscores.
        item.setMnemonicParsing(false);
        return item;
    }

    ContextMenu menu() {
        return menu;
    }
}
