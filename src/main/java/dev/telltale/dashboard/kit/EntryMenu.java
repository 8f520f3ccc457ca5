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

/**
 * Context menu of fault entries; at most one is open. A click that closes any menu of the program is consumed: it
 * presses nothing below the menu. FX thread only.
 */
public final class EntryMenu {
    private final ListChangeListener<Window> opened = EntryMenu::consumeClosingClicks;
    private ContextMenu menu = new ContextMenu();

    public EntryMenu() {
        // Covers the toolkit's own menus, such as those of text fields. Weak, since the list outlives the panel.
        Window.getWindows().addListener(new WeakListChangeListener<>(opened));
    }

    /** Whether this key opens the context menu. JavaFX does not fire its own event for it on every platform. */
    public static boolean isMenuKey(KeyEvent event) {
        return event.getCode() == KeyCode.CONTEXT_MENU || (event.getCode() == KeyCode.F10 && event.isShiftDown());
    }

    /** Opens the menu at a point of the screen, and closes the one before. */
    public void show(List<MenuEntry> entries, Node owner, double screenX, double screenY) {
        menu.hide();
        // A new one each time: a reused menu keeps its previous focus position.
        menu = new ContextMenu();
        menu.setId("breakMenu");
        menu.getItems().setAll(entries.stream().map(EntryMenu::item).toList());
        // Owned by the window: a click on the node that owns a menu would press the node and leave the menu open.
        menu.show(owner.getScene().getWindow(), screenX, screenY);
        // Depending on the order of events, JavaFX focuses the first item or none.
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

    private static void consumeClosingClicks(ListChangeListener.Change<? extends Window> opened) {
        while (opened.next()) {
            for (Window window : opened.getAddedSubList()) {
                // A submenu closes with its parent.
                if (window instanceof ContextMenu menu && !(menu.getOwnerWindow() instanceof ContextMenu)) {
                    menu.setConsumeAutoHidingEvents(true);
                }
            }
        }
    }

    /** Opens the menu at the centre of a part of the node, given in the coordinates of the node. */
    public void show(List<MenuEntry> entries, Node owner, Bounds part) {
        Bounds place = owner.localToScreen(part);
        show(entries, owner, place.getCenterX(), place.getCenterY());
    }

    /** Opens the menu at the lower left corner of the node. */
    public void showBelow(List<MenuEntry> entries, Node owner) {
        Bounds place = owner.localToScreen(owner.getBoundsInLocal());
        show(entries, owner, place.getMinX(), place.getMaxY());
    }

    private static MenuItem item(MenuEntry entry) {
        return entry.match(new MenuEntry.Cases<>() {
            @Override
            public MenuItem action(MenuEntry.Action action) {
                return MenuItems.of("menu-" + action.id(), action.words(), action.command());
            }

            @Override
            public MenuItem blocked(MenuEntry.Blocked blocked) {
                MenuItem item = MenuItems.of("menu-" + blocked.id(), blocked.words(), () -> {});
                item.setDisable(true);
                return item;
            }

            @Override
            public MenuItem group(MenuEntry.Group group) {
                var submenu = new Menu(group.words());
                submenu.setMnemonicParsing(false);
                submenu.getItems()
                        .setAll(group.entries().stream().map(EntryMenu::item).toList());
                return submenu;
            }

            @Override
            public MenuItem title(MenuEntry.Title title) {
                // A separator is the only kind of item that never takes the focus.
                var item = new SeparatorMenuItem();
                item.setText(title.words());
                var words = new Label(title.words());
                words.getStyleClass().add("menu-title");
                item.setContent(words);
                return item;
            }

            @Override
            public MenuItem rule(MenuEntry.Rule rule) {
                return new SeparatorMenuItem();
            }
        });
    }
}
