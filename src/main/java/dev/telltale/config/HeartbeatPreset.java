package dev.telltale.config;

import dev.telltale.model.HeartbeatSettings;
import java.time.Duration;

/** The named heartbeat settings that a new cluster is offered. */
public enum HeartbeatPreset {
    /** 2 s and 5 s, the default: slow enough to follow each change by eye. */
    DEMO(HeartbeatSettings.DEFAULT),
    /** 400 ms and 1.5 s, those of most shipped scenarios. */
    FAST(new HeartbeatSettings(Duration.ofMillis(400), Duration.ofMillis(1_500))),
    /** 1 s and 3 s, usual between machines of one network. */
    LAN(new HeartbeatSettings(Duration.ofSeconds(1), Duration.ofSeconds(3)));

    private final Duration interval;
    private final Duration timeout;

    HeartbeatPreset(HeartbeatSettings settings) {
        interval = settings.interval();
        timeout = settings.timeout();
    }

    public HeartbeatSettings settings() {
        return new HeartbeatSettings(interval, timeout);
    }
}
