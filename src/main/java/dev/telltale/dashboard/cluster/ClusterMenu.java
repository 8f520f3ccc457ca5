package dev.telltale.dashboard.cluster;

import dev.telltale.dashboard.viewmodel.cluster.ClusterChoice;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;

/** The menu at the name of the cluster, which replaces the cluster by another one. FX thread only. */
public final class ClusterMenu {
    private final MenuButton button;
    private final ClusterCommands commands;
    private final ClusterChooser chooser;

    public ClusterMenu(MenuButton button, ClusterCommands commands, ClusterChooser chooser) {
        this.button = button;
        this.commands = commands;
        this.chooser = chooser;
        button.setOnShowing(event -> fill());
        fill();
    }

    private void fill() {
        List<Path> files = commands.recent();
        var recent = new Menu("Recent");
        recent.setId("recentConfigs");
        recent.setDisable(files.isEmpty());
        for (int i = 0; i < files.size(); i++) {
            Path file = files.get(i);
            recent.getItems().add(item("recent-" + i, file.toString(), () -> chooser.open(file)));
        }
        button.getItems()
                .setAll(
                        item("newCluster", "New cluster…", chooser::newCluster),
                        item("openConfig", "Open config…", chooser::chooseFile),
                        recent);
        Path shown = commands.shown().file();
        ClusterChoice former = commands.former();
        if (shown != null || former != null) {
            button.getItems().add(new SeparatorMenuItem());
        }
        if (shown != null) {
            button.getItems().add(item("reloadConfig", "Reload " + shown.getFileName(), () -> chooser.open(shown)));
        }
        if (former != null) {
            button.getItems().add(item("formerCluster", "Back to " + former.name(), () -> commands.open(former)));
        }
    }

    private static MenuItem item(String id, String words, Runnable action) {
        var item = new MenuItem(words);
        item.setId(id);
        // An underscore in a name is no mnemonic.
        item.setMnemonicParsing(false);
        item.setOnAction(event -> action.run());
        return item;
    }
}
