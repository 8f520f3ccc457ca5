package dev.telltale.dashboard.viewmodel;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The enabled buttons that act on several nodes.
 *
 * @param stoppable how many nodes "Stop Cluster" stops
 * @param isStartPrimary whether "Start Cluster" is the primary button of the window
 * @param failed how many nodes have failed or were killed, and can be restarted
 */
public record ToolbarState(boolean canStart, int stoppable, boolean isStartPrimary, int failed) {
    static ToolbarState of(List<NodeTileViewModel> tiles, boolean isClosing) {
        return new ToolbarState(
                !isClosing && tiles.stream().anyMatch(NodeTileViewModel::canStart),
                isClosing ? 0 : count(tiles, NodeTileViewModel::isOurs),
                tiles.stream().allMatch(NodeTileViewModel::canStart),
                isClosing ? 0 : count(tiles, NodeTileViewModel::hasFailed));
    }

    private static int count(List<NodeTileViewModel> tiles, Predicate<NodeTileViewModel> condition) {
        return (int) tiles.stream().filter(condition).count();
    }

    /** What "Start Cluster" does, or why it does nothing. */
    public String startHint() {
        return canStart
                ? "Start every node that is not running"
                : "No node can be started: each is running or starting";
    }

    /** What "Stop Cluster" does, or why it does nothing. */
    public String stopHint() {
        return canStop()
                ? "Stop the nodes that this panel started"
                : "This panel has no running node that it could stop";
    }

    /** "3 nodes". */
    public String stoppableInWords() {
        return SituationViewModel.nodes(stoppable);
    }

    public boolean canStop() {
        return stoppable > 0;
    }

    /** One primary button at a time: "Start Cluster" while no node runs, then the start button of one stopped node. */
    void markPrimary(List<NodeTileViewModel> tiles, Optional<NodeTileViewModel> selected) {
        NodeTileViewModel next = isStartPrimary
                ? null
                : selected.filter(NodeTileViewModel::canStart)
                        .or(() -> tiles.stream()
                                .filter(NodeTileViewModel::canStart)
                                .findFirst())
                        .orElse(null);
        tiles.forEach(tile -> tile.setPrimary(tile == next));
    }

    /** "Restart 2 failed nodes". */
    public String restartInWords() {
        return failed == 0
                ? "Restart failed nodes"
                : "Restart " + failed + " failed " + (failed == 1 ? "node" : "nodes");
    }
}
