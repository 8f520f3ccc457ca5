package dev.telltale.dashboard.commands;

import dev.telltale.dashboard.kit.KeyBindings;
import dev.telltale.dashboard.viewmodel.NodeTileViewModel;
import dev.telltale.dashboard.viewmodel.PanelViewModel;
import dev.telltale.dashboard.viewmodel.command.Command;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;

/** Lists every command of the window: those of the key bindings, and the entries of the menus. FX thread only. */
public final class CommandTable {
    /** Have no meaning in a recording. */
    private static final Set<KeyBindings> OF_LIVE_CLUSTER = EnumSet.of(
            KeyBindings.START_CLUSTER,
            KeyBindings.STOP_CLUSTER,
            KeyBindings.START,
            KeyBindings.KILL,
            KeyBindings.PAUSE,
            KeyBindings.BREAK,
            KeyBindings.CUT,
            KeyBindings.SPLIT,
            KeyBindings.UNDO,
            KeyBindings.HEAL_ALL,
            KeyBindings.LIVE);

    private static final String NO_NODE = "no node is selected";
    private static final String NO_FAULT = "there is no active fault";

    private final PanelViewModel model;
    private final Consumer<KeyBindings> press;
    private final List<Entries> menus;

    /** The entries of a menu, and the word that stands before them. */
    public record Entries(String name, MenuButton menu) {}

    /**
     * Reads menus whenever it lists them.
     *
     * @param press gives the command of a key
     * @param menus whose entries are commands of the window, too; a hidden menu has none
     */
    public CommandTable(PanelViewModel model, Consumer<KeyBindings> press, List<Entries> menus) {
        this.model = model;
        this.press = press;
        this.menus = List.copyOf(menus);
    }

    /** All commands as they can be given now. */
    public List<Command> commands() {
        List<Command> commands = new ArrayList<>();
        for (KeyBindings key : KeyBindings.values()) {
            if (key != KeyBindings.COMMANDS) {
                commands.add(new Command(key.description(), key.keyText(), whyNot(key), () -> press.accept(key)));
            }
        }
        commands.add(new Command(
                "Restart all failed and killed nodes",
                "",
                model.toolbarProperty().get().failed() > 0 ? "" : "no node has failed or was killed",
                model::restartFailed));
        menus.stream()
                .filter(shown -> shown.menu().isVisible())
                .forEach(shown -> shown.menu().getItems().stream()
                        .flatMap(CommandTable::withEntries)
                        .map(item -> ofMenu(shown.name(), item))
                        .forEach(commands::add));
        return commands;
    }

    private static Stream<MenuItem> withEntries(MenuItem item) {
        if (item instanceof Menu menu) {
            return menu.getItems().stream().flatMap(CommandTable::withEntries);
        }
        // A separator has no text; an entry of a key is listed with the keys.
        boolean isListed =
                item.getText() == null || item.getText().isEmpty() || item.getUserData() instanceof KeyBindings;
        return isListed ? Stream.empty() : Stream.of(item);
    }

    private static Command ofMenu(String menu, MenuItem item) {
        String whyNot = item.isDisable() ? "not possible now" : "";
        return new Command(menu + ": " + item.getText(), "", whyNot, item::fire);
    }

    /** Why the command of the key has no effect now, in one clause; empty if it has. */
    public String whyNot(KeyBindings key) {
        String refusal = model.commands().refusal();
        if (key == KeyBindings.PLAY || key == KeyBindings.WHAT_IF) {
            return refusal.isEmpty() ? "no recording is shown" : "";
        }
        return refusal.isEmpty() || !OF_LIVE_CLUSTER.contains(key) ? ofLiveCluster(key) : refusal;
    }

    private String ofLiveCluster(KeyBindings key) {
        return switch (key) {
            case START_CLUSTER ->
                model.toolbarProperty().get().canStart()
                        ? ""
                        : model.toolbarProperty().get().startHint();
            case STOP_CLUSTER ->
                model.toolbarProperty().get().canStop()
                        ? ""
                        : model.toolbarProperty().get().stopHint();
            case START -> ofTile(tile -> tile.facts().startHint());
            case KILL -> ofTile(tile -> tile.facts().killHint());
            case PAUSE -> ofTile(NodeTileViewModel::pauseHint);
            case BREAK, SPLIT -> model.selection().chosen().isEmpty() ? NO_NODE : "";
            case CUT -> model.grid().selectedProperty().get() == null ? "no cell is selected" : "";
            case UNDO, HEAL_ALL -> model.faults().lines().isEmpty() ? NO_FAULT : "";
            case LIVE -> model.timeline().followingProperty().get() ? "the present is shown" : "";
            default -> "";
        };
    }

    private String ofTile(Function<NodeTileViewModel, String> whyNot) {
        return model.selectedTile().map(whyNot).orElse(NO_NODE);
    }
}
