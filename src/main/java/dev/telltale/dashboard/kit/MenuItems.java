package dev.telltale.dashboard.kit;

import javafx.scene.control.MenuItem;

/** Creates the entries of the window's menus. */
public final class MenuItems {
    private MenuItems() {}

    /** An entry with these words, in which an underscore is no mnemonic. FX thread only. */
    public static MenuItem of(String id, String words, Runnable action) {
        var item = new MenuItem(words);
        item.setId(id);
        item.setMnemonicParsing(false);
        item.setOnAction(event -> action.run());
        return item;
    }
}
