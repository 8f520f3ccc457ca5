package dev.telltale.dashboard.kit;

import dev.telltale.dashboard.viewmodel.fault.MenuEntry;
import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.collections.WeakListChangeListener;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Window;

/** Shows the entries of a menu where they act, one menu at a time. The click that closes any menu does nothing else. */
public final class EntryMenu {
    private final ListChangeListener<Window> opened = EntryMenu::closeOnly;
    private ContextMenu menu = new ContextMenu();

    public EntryMenu() {
        // The toolkit opens menus of its own, those of text among them. It keeps the list for ever, but not the panel.
        Window.getWindows().addListener(new WeakListChangeListener<>(opened));
    }

    /** Whether this key asks for the menu of what has the focus. The toolkit's own event for it does not come everywhere. */
    public static boolean isMenuKey(KeyEvent event) {
        return event.getCode() == KeyCode.CONTEXT_MENU || (event.getCode() == KeyCode.F10 && event.isShiftDown());
    }

    public void show(List<MenuEntry> entries, Node owner, double screenX, double screenY) {
        menu.hide();
        // A new one each time: an old one remembers how far down the focus was.
        menu = new ContextMenu();
        menu.setId("breakMenu");
        menu.getItems().setAll(entries.stream().map(EntryMenu::item).toList());
        // Of the window: a click on the node that owns a menu would not close it, and would press the node.
        menu.show(owner.getScene().getWindow(), screenX, screenY);
        // The toolkit gives the focus to the first item or to none, by the order of events.
        ContextMenu shown = menu;
        focusFirst(shown);
        shown.focusedProperty().addListener((property, before, isFocused) -> {
            if (isFocused) {
                focusFirst(shown);
            }
        });
    }

    private static void focusFirst(ContextMenu menu) {
        Node first = menu.getScene().getRoot().lookup(".menu-item");
        if (first != null) {
            first.requestFocus();
        }
    }

    private static void closeOnly(ListChangeListener.Change<? extends Window> opened) {
        while (opened.next()) {
            for (Window window : opened.getAddedSubList()) {
                // A menu that belongs to another one closes with it.
                if (window instanceof ContextMenu menu && !(menu.getOwnerWindow() instanceof ContextMenu)) {
                    menu.setConsumeAutoHidingEvents(true);
                }
            }
        }
    }

    /** At the middle of this part of the node. */
    public void show(List<MenuEntry> entries, Node owner, Bounds part) {
        Bounds place = owner.localToScreen(part);
        show(entries, owner, place.getCenterX(), place.getCenterY());
    }

    public void showBelow(List<MenuEntry> entries, Node owner) {
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
            // Of all items only a separator never takes the focus.
            var title = new SeparatorMenuItem();
            title.setText(entry.words());
            var words = new Label(entry.words());
            words.getStyleClass().add("menu-title");
            title.setContent(words);
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
}
