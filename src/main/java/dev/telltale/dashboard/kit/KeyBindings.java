package dev.telltale.dashboard.kit;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/** The commands of the window and their keys, used by the handlers, the help, the list of commands and the tooltips. */
public enum KeyBindings {
    START_CLUSTER("Start Cluster", "Shortcut+Enter"),
    STOP_CLUSTER("Stop Cluster", "Shortcut+Period"),
    START("Start the selected node", "S"),
    KILL("Kill the selected node", "Shift+K"),
    PAUSE("Pause or resume the selected node", "P"),
    BREAK("Inject a fault into the selected nodes", "B"),
    CUT("Cut the selected cell, or clear its cut", "X"),
    SPLIT("Split the selected nodes from the rest", "I"),
    UNDO("Clear the newest fault", "Shortcut+Z"),
    HEAL_ALL("Clear all faults", "Shortcut+H"),
    SELECT_ALL("Select all nodes", "Shortcut+A"),
    DETECTOR("Choose the detector", "D"),
    TRUTH_MARKS("Truth marks in the cells", "T"),
    TIMELINE("Timeline", "Shortcut+L"),
    LIVE("Back to the present", "L"),
    PLAY("Play or pause the recording", "Space"),
    JOURNAL("Journal", "Shortcut+J"),
    FAULTS("Active faults", "Shortcut+B"),
    OUTPUT("Output of the selected node", "Shortcut+O"),
    WHAT_IF("What other settings would have said (recording)", "Shortcut+I"),
    SEARCH("Search the journal or the output", "Shortcut+F"),
    COPY("Copy what has the focus", "Shortcut+C"),
    GRID("Focus the grid", "Shortcut+G"),
    THEME("Light or dark", "Shortcut+T"),
    MOTION("Reduce motion", "Shortcut+M"),
    ZOOM_IN("Larger text and grid", "Shortcut+Plus"),
    ZOOM_OUT("Smaller text and grid", "Shortcut+Minus"),
    ZOOM_NORMAL("Text and grid at 100 %", "Shortcut+0"),
    COMMANDS("All commands", "Shortcut+K"),
    HELP("Keys and settings", "F1"),
    CLOSE("Close the window", "Shortcut+W");

    /** Keys of the control that has the focus: pairs of key and description. */
    public static final List<List<String>> FOCUS_KEYS = List.of(
            List.of("Arrows, Home, End", "From cell to cell, from tile to tile"),
            List.of("Shift+Arrows, Ctrl+click", "Select several nodes"),
            List.of("Menu key, Shift+F10", "Faults that can be injected here"),
            List.of("Arrows, Home, End, + and −", "Move in time, zoom (timeline)"),
            List.of("/", "Find a node (grid)"),
            List.of("Tab", "To the next area"),
            List.of("Esc", "Clear the filter, close this help"));

    private final String description;
    private final String keys;

    KeyBindings(String description, String keys) {
        this.description = description;
        this.keys = keys;
    }

    public String description() {
        return description;
    }

    /** The binding that the event means; none where a text field takes the key as text. */
    public static Optional<KeyBindings> of(KeyEvent event) {
        boolean isInText = event.getTarget() instanceof TextInputControl;
        return Stream.of(values())
                .filter(key -> key.matches(event) && !(isInText && key.isForTextInput()))
                .findFirst();
    }

    private boolean matches(KeyEvent event) {
        return combination().match(event)
                || (event.isShortcutDown() && !event.isAltDown() && otherKeys().contains(event.getCode()));
    }

    /** The keys for the same character, with and without Shift, on other keyboards and on the number pad. */
    private Set<KeyCode> otherKeys() {
        return switch (this) {
            case ZOOM_IN -> Set.of(KeyCode.PLUS, KeyCode.EQUALS, KeyCode.ADD);
            case ZOOM_OUT -> Set.of(KeyCode.MINUS, KeyCode.SUBTRACT);
            case ZOOM_NORMAL -> Set.of(KeyCode.NUMPAD0);
            default -> Set.of();
        };
    }

    public KeyCombination combination() {
        return KeyCombination.valueOf(keys);
    }

    /** Whether a focused text field uses this key itself: a letter, a capital, Ctrl+Z, Ctrl+A or Ctrl+C. */
    private boolean isForTextInput() {
        return keys.length() == 1 || this == KILL || this == UNDO || this == SELECT_ALL || this == COPY;
    }

    /** The key as text, such as "Ctrl+Enter". */
    public String keyText() {
        return combination().getDisplayText();
    }

    /** The sentence, followed by the key in brackets. */
    public String tooltip(String sentence) {
        return sentence + " (" + keyText() + ")";
    }
}
