package dev.telltale.dashboard.viewmodel.cluster;

import dev.telltale.config.GeneratedCluster;
import dev.telltale.config.HeartbeatPreset;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.text.DurationFormat;
import dev.telltale.text.Durations;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/** The size and the rhythm of a cluster that is to be made, as text fields, and what is wrong with them. */
public final class NewCluster {
    private static final int DEFAULT_NODES = 3;

    private final StringProperty nodes = new SimpleStringProperty(this, "nodes", String.valueOf(DEFAULT_NODES));
    private final StringProperty interval = new SimpleStringProperty(this, "interval", "");
    private final StringProperty timeout = new SimpleStringProperty(this, "timeout", "");
    private final ReadOnlyObjectWrapper<@Nullable HeartbeatPreset> preset = new ReadOnlyObjectWrapper<>(this, "preset");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private @Nullable Wish wish;

    /** A valid size and rhythm. */
    public record Wish(int nodes, Duration interval, Duration timeout) {}

    /** Three nodes with the rhythm of the demo. */
    public NewCluster() {
        Stream.of(nodes, interval, timeout).forEach(field -> field.addListener((property, before, after) -> update()));
        choose(HeartbeatPreset.DEMO);
    }

    /** "Demo: 2 s / 5 s". */
    public static String words(HeartbeatPreset preset) {
        String name = switch (preset) {
            case DEMO -> "Demo";
            case FAST -> "Fast";
            case LAN -> "LAN";
        };
        return name + ": " + DurationFormat.setting(preset.settings().interval()) + " / "
                + DurationFormat.setting(preset.settings().timeout());
    }

    /** Sets interval and timeout to those of the preset. */
    public void choose(HeartbeatPreset chosen) {
        interval.set(DurationFormat.setting(chosen.settings().interval()));
        timeout.set(DurationFormat.setting(chosen.settings().timeout()));
        // Also when nothing has changed: a click on the selected button has deselected it.
        preset.set(null);
        preset.set(chosen);
    }

    private void update() {
        wish = null;
        preset.set(null);
        try {
            var read = new Wish(
                    readNodes(), duration("heartbeat interval", interval), duration("heartbeat timeout", timeout));
            var checked = new HeartbeatSettings(read.interval(), read.timeout());
            wish = read;
            preset.set(Stream.of(HeartbeatPreset.values())
                    .filter(one -> one.settings().equals(checked))
                    .findFirst()
                    .orElse(null));
            problem.set("");
        } catch (IllegalArgumentException e) {
            problem.set(sentence(String.valueOf(e.getMessage())));
        }
    }

    private int readNodes() {
        String text = nodes.get().strip();
        if (!text.matches("[0-9]{1,3}")
                || Integer.parseInt(text) < 1
                || Integer.parseInt(text) > GeneratedCluster.MAX_NODES) {
            throw new IllegalArgumentException("a cluster has 1 to " + GeneratedCluster.MAX_NODES + " nodes");
        }
        return Integer.parseInt(text);
    }

    private static Duration duration(String name, StringProperty field) {
        try {
            return Durations.parse(field.get().replace(" ", ""));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the " + name + " is a number and a unit, such as 400 ms or 2 s", e);
        }
    }

    private static String sentence(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".";
    }

    /** What was entered; empty while there is a problem. */
    public Optional<Wish> wish() {
        return Optional.ofNullable(wish);
    }

    /** The number of nodes, 1 to 30. */
    public StringProperty nodesProperty() {
        return nodes;
    }

    public StringProperty intervalProperty() {
        return interval;
    }

    public StringProperty timeoutProperty() {
        return timeout;
    }

    /** The preset with this interval and timeout; null if there is none. */
    public ReadOnlyObjectProperty<@Nullable HeartbeatPreset> presetProperty() {
        return preset.getReadOnlyProperty();
    }

    /** What is wrong, in one sentence; empty if nothing is. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }
}
