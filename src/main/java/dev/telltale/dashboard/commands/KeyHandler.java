package dev.telltale.dashboard.commands;

import dev.telltale.dashboard.kit.KeyBindings;
import dev.telltale.dashboard.viewmodel.PanelViewModel;
import dev.telltale.dashboard.viewmodel.command.Command;
import java.util.List;
import java.util.function.Predicate;
import javafx.scene.Node;
import javafx.scene.input.KeyEvent;

/** Gives each command of a key to the part of the window that executes it. FX thread only. */
public final class KeyHandler {
    private final PanelViewModel model;
    private final CommandTable table;
    private final List<Predicate<KeyBindings>> parts;

    /**
     * Handles the keys that reach the node.
     *
     * @param menus whose entries are commands of the window, too
     * @param parts each executes the commands of its own and returns whether this was one; one of them must
     */
    public KeyHandler(
            Node root, PanelViewModel model, List<CommandTable.Entries> menus, List<Predicate<KeyBindings>> parts) {
        this.model = model;
        table = new CommandTable(model, this::press, menus);
        this.parts = List.copyOf(parts);
        root.addEventHandler(
                KeyEvent.KEY_PRESSED,
                event -> KeyBindings.of(event).ifPresent(key -> {
                    press(key);
                    event.consume();
                }));
    }

    /** All commands of the window as they can be given now. */
    public List<Command> commands() {
        return table.commands();
    }

    /** Executes the command of the key, or says why it has no effect. */
    private void press(KeyBindings key) {
        String whyNot = table.whyNot(key);
        if (!whyNot.isEmpty()) {
            model.notice(key.description() + ": " + whyNot);
        } else if (!ofModel(key) && parts.stream().noneMatch(part -> part.test(key))) {
            throw new IllegalStateException(key + " belongs to no part of the window");
        }
    }

    private boolean ofModel(KeyBindings key) {
        switch (key) {
            case START -> model.selectedTile().ifPresent(model.commands()::start);
            case KILL -> model.selectedTile().ifPresent(model.commands()::kill);
            case PAUSE -> model.selectedTile().ifPresent(model.commands()::pauseOrResume);
            case LIVE -> model.timeline().live();
            default -> {
                return false;
            }
        }
        return true;
    }
}
