package dev.telltale.dashboard.viewmodel;

import dev.telltale.dashboard.viewmodel.fault.MenuEntry;
import dev.telltale.dashboard.viewmodel.fault.MenuEntry.Action;
import dev.telltale.dashboard.viewmodel.fault.MenuEntry.Blocked;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The menu entries for the processes of one or several nodes. */
record ProcessMenu(PanelViewModel panel) {
    List<MenuEntry> of(List<NodeTileViewModel> tiles) {
        List<MenuEntry> menu = new ArrayList<>();
        TileCommands commands = panel.commands();
        List<NodeTileViewModel> paused =
                tiles.stream().filter(NodeTileViewModel::isPaused).toList();
        List<NodeTileViewModel> others =
                tiles.stream().filter(tile -> !tile.isPaused()).toList();
        if (!paused.isEmpty()) {
            menu.add(new Action("resume", "Resume", () -> paused.forEach(commands::pauseOrResume)));
        }
        if (!others.isEmpty()) {
            menu.add(entry("pause", "Pause (SIGSTOP)", others, NodeTileViewModel::pauseHint, commands::pauseOrResume));
        }
        menu.add(entry("kill", "Kill (SIGKILL)", tiles, tile -> tile.facts().killHint(), commands::kill));
        menu.add(entry("stop", "Stop (SIGTERM)", tiles, tile -> tile.facts().killHint(), commands::stop));
        menu.add(entry("restart", "Restart", tiles, NodeTileViewModel::restartHint, commands::restart));
        menu.add(entry("start", "Start", tiles, tile -> tile.facts().startHint(), commands::start));
        menu.add(restartFailed());
        return menu;
    }

    private MenuEntry restartFailed() {
        ToolbarState state = panel.toolbarProperty().get();
        return state.failed() > 0
                ? new Action("restart-failed", state.restartInWords(), panel::restartFailed)
                : new Blocked("restart-failed", state.restartInWords(), "there is none");
    }

    /** Offers a command for those of the nodes that allow it; says why if no node does. */
    private static MenuEntry entry(
            String id,
            String words,
            List<NodeTileViewModel> tiles,
            Function<NodeTileViewModel, String> obstacle,
            Consumer<NodeTileViewModel> command) {
        List<NodeTileViewModel> fit =
                tiles.stream().filter(tile -> obstacle.apply(tile).isEmpty()).toList();
        return fit.isEmpty()
                ? new Blocked(id, words, why(tiles, obstacle))
                : new Action(id, words, () -> fit.forEach(command));
    }

    /** The obstacles of these nodes, each once. */
    static String why(List<NodeTileViewModel> tiles, Function<NodeTileViewModel, String> obstacle) {
        return tiles.stream().map(obstacle).distinct().collect(Collectors.joining(" or "));
    }
}
