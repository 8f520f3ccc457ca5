package dev.telltale.dashboard;

import java.util.List;
import javafx.scene.input.KeyCombination;

/** Every key of the window, once: what the handlers listen to and what help and tooltips show. */
enum Keys {
    START_CLUSTER("Start Cluster", "Shortcut+Enter"),
    STOP_CLUSTER("Stop Cluster", "Shortcut+Period"),
    START("Start the selected node", "S"),
    KILL("Kill the selected node", "K"),
    PAUSE("Pause the selected node, or let it go on", "P"),
    DETECTOR("Choose the deciding detector", "D"),
    TRUTH_MARKS("Truth marks in the cells", "T"),
    TIMELINE("Timeline", "Shortcut+L"),
    LIVE("Back to the present", "L"),
    JOURNAL("Journal", "Shortcut+J"),
    OUTPUT("Output of the selected node", "Shortcut+O"),
    FILTER("Filter the journal", "Shortcut+F"),
    GRID("To the grid", "Shortcut+G"),
    THEME("Light or dark", "Shortcut+T"),
    MOTION("Reduce motion", "Shortcut+M"),
    HELP("Keys and settings", "F1"),
    CLOSE("Close the window", "Shortcut+W");

    /** Keys that belong to what has the focus. */
    static final List<List<String>> ELSEWHERE = List.of(
            List.of("Arrows, Home, End", "From cell to cell, from tile to tile"),
            List.of("Arrows, + and −", "Along the timeline, and closer"),
            List.of("Tab", "To the next part"),
            List.of("Esc", "Empty the filter, close this"));

    private final String what;
    private final String keys;

    Keys(String what, String keys) {
        this.what = what;
        this.keys = keys;
    }

    String what() {
        return what;
    }

    KeyCombination combination() {
        return KeyCombination.valueOf(keys);
    }

    /** A plain letter would also be typed into a text field. */
    boolean isLetter() {
        return this == START || this == KILL || this == DETECTOR || this == TRUTH_MARKS || this == LIVE;
    }

    String tip(String sentence) {
        return sentence + " (" + combination().getDisplayText() + ")";
    }
}
