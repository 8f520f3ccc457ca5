package dev.telltale.dashboard.viewmodel.scenario;

import dev.telltale.config.ClusterConfig;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.scenario.Scenario;
import dev.telltale.text.DurationFormat;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/**
 * The offer to play the chosen scenario on the cluster that it is written for, unless the present cluster is that one,
 * and the way back from there.
 */
public final class OwnCluster {
    private final ClusterConfig present;
    private final ReadOnlyStringWrapper play = new ReadOnlyStringWrapper(this, "play", "");
    private final ReadOnlyStringWrapper back = new ReadOnlyStringWrapper(this, "back", "");
    private @Nullable Scenario chosen;
    private @Nullable Consumer<Scenario> player;
    private Runnable wayBack = () -> {};

    OwnCluster(ClusterConfig present) {
        this.present = present;
    }

    /** The config of the cluster that the scenario is written for, on free ports. */
    public static ClusterConfig of(Scenario scenario) {
        return ClusterConfig.onFreePorts(scenario.name(), scenario.heartbeat(), scenario.detection(), scenario.ids());
    }

    /**
     * Offers own clusters from now on.
     *
     * @param newPlayer opens the own cluster of a scenario, and plays the scenario there
     */
    public void offer(Consumer<Scenario> newPlayer) {
        player = newPlayer;
        update();
    }

    /** Offers the way back to the cluster of this name. */
    public void offerWayBack(String name, Runnable newWayBack) {
        wayBack = newWayBack;
        back.set("Back to " + name);
    }

    void choose(Scenario scenario) {
        chosen = scenario;
        update();
    }

    private void update() {
        Scenario scenario = chosen;
        play.set(
                player == null || scenario == null || isPresent(scenario)
                        ? ""
                        : "Play on its own cluster (" + size(scenario) + ")");
    }

    private boolean isPresent(Scenario scenario) {
        return present.ids().equals(scenario.ids())
                && present.heartbeat().equals(scenario.heartbeat())
                && present.detection().equals(scenario.detection());
    }

    /** Why the scenario cannot be played on the present cluster, in one sentence; empty if it can. */
    String misfit(Scenario scenario) {
        if (!present.ids().containsAll(scenario.ids())) {
            var missing = scenario.ids().stream()
                    .filter(id -> !present.ids().contains(id))
                    .reduce((first, last) -> last)
                    .orElseThrow();
            return "It needs " + missing + ", which this cluster does not have: play it on its own cluster.";
        }
        return present.heartbeat().equals(scenario.heartbeat())
                ? ""
                : "It is written for " + rhythm(scenario.heartbeat()) + " and this cluster has "
                        + rhythm(present.heartbeat()) + " (interval / timeout): play it on its own cluster.";
    }

    /** "5 nodes, 400 ms / 1.5 s". */
    private static String size(Scenario scenario) {
        return scenario.nodes() + " nodes, " + rhythm(scenario.heartbeat());
    }

    private static String rhythm(HeartbeatSettings heartbeat) {
        return DurationFormat.setting(heartbeat.interval()) + " / " + DurationFormat.setting(heartbeat.timeout());
    }

    /** Opens the own cluster of the chosen scenario, and plays it there. No effect if it is not offered. */
    public void play() {
        if (!play.get().isEmpty() && player != null && chosen != null) {
            player.accept(chosen);
        }
    }

    /** Opens the former cluster again. */
    public void goBack() {
        wayBack.run();
    }

    /** "Play on its own cluster (5 nodes, 400 ms / 1.5 s)"; empty if it is not offered. */
    public ReadOnlyStringProperty playProperty() {
        return play.getReadOnlyProperty();
    }

    /** "Back to demo"; empty if there is no way back. */
    public ReadOnlyStringProperty backProperty() {
        return back.getReadOnlyProperty();
    }
}
