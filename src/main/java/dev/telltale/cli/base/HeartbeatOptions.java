package dev.telltale.cli.base;

import dev.telltale.model.HeartbeatSettings;
import java.time.Duration;

/** The settings from {@code --interval} and {@code --timeout}. */
public final class HeartbeatOptions {
    private HeartbeatOptions() {}

    public static HeartbeatSettings settings(Duration interval, Duration timeout) throws CommandException {
        try {
            return new HeartbeatSettings(interval, timeout);
        } catch (IllegalArgumentException e) {
            throw CommandException.usage("--interval and --timeout do not fit together: " + e.getMessage());
        }
    }
}
