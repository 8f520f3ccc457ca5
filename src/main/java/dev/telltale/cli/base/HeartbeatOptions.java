package dev.telltale.cli.base;

import dev.telltale.config.ClusterConfig;
import dev.telltale.model.HeartbeatSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --interval} and {@code --timeout}, which replace the settings of the config. */
public final class HeartbeatOptions {
    @Option(
            names = "--interval",
            paramLabel = "DURATION",
            description = "Time between two requests to a peer, 10ms to 1h (config: heartbeat_interval).")
    private @Nullable Duration interval;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            description = "Silence after which a peer is down, larger than the interval (config: heartbeat_timeout).")
    private @Nullable Duration timeout;

    /** Whether both are given, so that the config's settings are not needed. */
    public boolean isComplete() {
        return interval != null && timeout != null;
    }

    /**
     * The settings of the options, and of the config for those that are not given.
     *
     * @throws CommandException if interval and timeout do not fit together
     */
    public HeartbeatSettings over(HeartbeatSettings config) throws CommandException {
        return settings(interval == null ? config.interval() : interval, timeout == null ? config.timeout() : timeout);
    }

    /** The config with the settings of {@link #over(HeartbeatSettings)}. */
    public ClusterConfig over(ClusterConfig config) throws CommandException {
        return config.with(over(config.heartbeat()));
    }

    public static HeartbeatSettings settings(Duration interval, Duration timeout) throws CommandException {
        try {
            return new HeartbeatSettings(interval, timeout);
        } catch (IllegalArgumentException e) {
            throw CommandException.usage("--interval and --timeout do not fit together: " + e.getMessage());
        }
    }
}
