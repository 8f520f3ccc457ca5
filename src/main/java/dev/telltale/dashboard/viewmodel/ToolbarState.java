package dev.telltale.dashboard.viewmodel;

import java.util.List;

/**
 * The enabled buttons of the tool bar.
 *
 * @param isStartPrimary whether "Start Cluster" is the primary button of the window
 */
public record ToolbarState(boolean canStart, boolean canStop, boolean isStartPrimary) {
    static ToolbarState of(List<NodeTileViewModel> tiles, boolean isClosing) {
        return new ToolbarState(
                !isClosing && tiles.stream().anyMatch(NodeTileViewModel::canStart),
                !isClosing && tiles.stream().anyMatch(NodeTileViewModel::isOurs),
                tiles.stream().allMatch(NodeTileViewModel::canStart));
    }
}
