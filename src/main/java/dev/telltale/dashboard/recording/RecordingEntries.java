package dev.telltale.dashboard.recording;

import dev.telltale.dashboard.kit.MenuItems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import org.jspecify.annotations.Nullable;

/** The entries of a menu that open a recording, and that go back from one. FX thread only. */
public final class RecordingEntries {
    private final RecordingCommands commands;
    private final Supplier<@Nullable Path> dialog;
    private final String cluster;

    /**
     * @param dialog returns the folder of a recording; null if it is cancelled
     * @param cluster the name of the cluster that is shown without a recording
     */
    public RecordingEntries(RecordingCommands commands, Supplier<@Nullable Path> dialog, String cluster) {
        this.commands = commands;
        this.dialog = dialog;
        this.cluster = cluster;
    }

    public boolean isShown() {
        return commands.isShown();
    }

    /** As they are now; an item belongs to one menu, so each call makes new ones. */
    public List<MenuItem> items() {
        List<MenuItem> items = new ArrayList<>();
        items.add(MenuItems.of("openRecording", "Open recording…", this::choose));
        items.add(known());
        if (commands.isShown()) {
            items.add(MenuItems.of("backToCluster", "Close recording, back to " + cluster, commands::close));
        }
        return items;
    }

    private Menu known() {
        var menu = new Menu("Recordings");
        menu.setId("recordings");
        List<Path> folders = commands.known();
        menu.setDisable(folders.isEmpty());
        for (int i = 0; i < folders.size(); i++) {
            Path folder = folders.get(i);
            menu.getItems()
                    .add(MenuItems.of(
                            "recording-" + i, "Recording " + RecordingList.label(folder), () -> commands.open(folder)));
        }
        return menu;
    }

    private void choose() {
        Path folder = dialog.get();
        if (folder != null) {
            commands.open(folder);
        }
    }
}
