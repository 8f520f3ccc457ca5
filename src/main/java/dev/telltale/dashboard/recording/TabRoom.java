package dev.telltale.dashboard.recording;

import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.layout.Region;

/**
 * Gives a tab in the lower area of a split pane all of the height while it is selected, and the upper area its height
 * back afterwards. FX thread only.
 */
public final class TabRoom {
    private final SplitPane split;
    private double upperShare;
    private double upperMinHeight;

    /** The mark of a tab that wants the room. */
    private record Wanted() {}

    private TabRoom(SplitPane split) {
        this.split = split;
    }

    /** Marks the tab as one that needs more height than the lower area has. */
    public static void want(Tab tab) {
        tab.getProperties().put(Wanted.class, new Wanted());
    }

    /** Gives the tab the room of this pane whenever it is selected, if it {@linkplain #want wants} it. */
    public static void give(Tab tab, SplitPane split) {
        if (tab.getProperties().get(Wanted.class) instanceof Wanted) {
            var room = new TabRoom(split);
            tab.selectedProperty().addListener((property, before, isSelected) -> {
                if (isSelected) {
                    room.enlarge();
                } else {
                    room.restore();
                }
            });
        }
    }

    /** The height of the lower area; while a tab has all of the height, that of the other tabs. */
    public static double lowerHeight(SplitPane split) {
        return split.getProperties().get(TabRoom.class) instanceof TabRoom room
                ? split.getHeight() * (1 - room.upperShare)
                : ((Region) split.getItems().get(1)).getHeight();
    }

    private Region upper() {
        return (Region) split.getItems().get(0);
    }

    private void enlarge() {
        upperShare = split.getDividerPositions()[0];
        upperMinHeight = upper().getMinHeight();
        upper().setMinHeight(0);
        split.setDividerPositions(0);
        split.getProperties().put(TabRoom.class, this);
    }

    private void restore() {
        split.getProperties().remove(TabRoom.class);
        upper().setMinHeight(upperMinHeight);
        split.setDividerPositions(upperShare);
    }
}
