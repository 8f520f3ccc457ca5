package dev.telltale.dashboard.kit;

import java.util.List;
import javafx.scene.input.KeyCombination;

/** Every key of the window, once: what the handlers listen to and what help and tooltips show. */
public enum KeyBindings {
    START_CLUSTER("Start Cluster", "Shortcut+Enter"),
    STOP_CLUSTER("Stop Cluster", "Shortcut+Period"),
    START("Start the selected node", "S"),
    KILL("Kill the selected node", "K"),
    PAUSE("Pause the selected node, or let it go on", "P"),
    BREAK("Break the chosen nodes", "B"),
    CUT("Cut the selected cell, or heal it", "X"),
    SPLIT("Split the chosen nodes from the rest", "I"),
    UNDO("Heal what was broken last", "Shortcut+Z"),
    HEAL_ALL("Heal all", "Shortcut+H"),
    CHOOSE_ALL("Choose all nodes", "Shortcut+A"),
    DETECTOR("Choose the deciding detector", "D"),
    TRUTH_MARKS("Truth marks in the cells", "T"),
    TIMELINE("Timeline", "Shortcut+L"),
    LIVE("Back to the present", "L"),
    JOURNAL("Journal", "Shortcut+J"),
    FAULTS("What is broken", "Shortcut+B"),
    OUTPUT("Output of the selected node", "Shortcut+O"),
    FILTER("Filter the journal", "Shortcut+F"),
    GRID("To the grid", "Shortcut+G"),
    THEME("Light or dark", "Shortcut+T"),
    MOTION("Reduce motion", "Shortcut+M"),
    HELP("Keys and settings", "F1"),
    CLOSE("Close the window", "Shortcut+W");

    /** Keys that belong to what has the focus. */
    public static final List<List<String>> ELSEWHERE = List.of(
            List.of("Arrows, Home, End", "From cell to cell, from tile to tile"),
            List.of("Shift+Arrows, Ctrl+click", "Choose several nodes"),
            List.of("Menu key, Shift+F10", "What can be broken here"),
            List.of("Arrows, + and −", "Along the timeline, and closer"),
            List.of("Tab", "To the next part"),
            List.of("Esc", "Empty the filter, close this"));

    private final String what;
    private final String keys;

    KeyBindings(String what, String keys) {
        this.what = what;
        this.keys = keys;
    }

    public String what() {
        return what;
    }

    public KeyCombination combination() {
        return KeyCombination.valueOf(keys);
    }

    /** A text field means something else by it: a letter is typed, and Ctrl+Z and Ctrl+A are about the text. */
    public boolean isTyped() {
        return keys.length() == 1 || this == UNDO || this == CHOOSE_ALL;
    }

    public String tip(String sentence) {
        return sentence + " (" + combination().getDisplayText() + ")";
    }
}
