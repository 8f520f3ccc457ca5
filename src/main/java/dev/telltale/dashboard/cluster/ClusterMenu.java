package dev.telltale.dashboard.cluster;

import dev.telltale.dashboard.kit.MenuItems;
import dev.telltale.dashboard.recording.RecordingEntries;
import dev.telltale.dashboard.viewmodel.cluster.ClusterChoice;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.SeparatorMenuItem;

/** The menu at the name of the cluster, which replaces the cluster by another one. FX thread only. */
public final class ClusterMenu {
    private final MenuButton button;
    private final ClusterCommands commands;
    private final ClusterChooser chooser;
    private final RecordingEntries recordings;

    public ClusterMenu(
            MenuButton button, ClusterCommands commands, ClusterChooser chooser, RecordingEntries recordings) {
        this.recordings = recordings;
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
            recent.getItems().add(MenuItems.of("recent-" + i, file.toString(), () -> chooser.open(file)));
        }
        button.getItems()
                .setAll(
                        MenuItems.of("newCluster", "New cluster…", chooser::newCluster),
                        MenuItems.of("openConfig", "Open config…", chooser::chooseFile),
                        recent,
                        new SeparatorMenuItem());
        button.getItems().addAll(recordings.items());
        if (recordings.isShown()) {
            return; // The rest is of the cluster behind it.
        }
        Path shown = commands.shown().file();
        ClusterChoice former = commands.former();
        if (shown != null || former != null) {
            button.getItems().add(new SeparatorMenuItem());
        }
        if (shown != null) {
            button.getItems()
                    .add(MenuItems.of("reloadConfig", "Reload " + shown.getFileName(), () -> chooser.open(shown)));
        }
        if (former != null) {
            button.getItems()
                    .add(MenuItems.of("formerCluster", "Back to " + former.name(), () -> commands.open(former)));
        }
    }
}
