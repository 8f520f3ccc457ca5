package dev.telltale.dashboard.viewmodel;

import dev.telltale.config.ClusterConfig;

/** The config in one line: "demo · 3 nodes · beat 2 s · timeout 5 s". */
final class ConfigWords {
    private ConfigWords() {}

    static String of(ClusterConfig config) {
        int nodes = config.nodes().size();
        return String.join(
                " · ",
                config.cluster(),
                nodes == 1 ? "1 node" : nodes + " nodes",
                "beat " + Ages.setting(config.heartbeat().interval()),
                "timeout " + Ages.setting(config.heartbeat().timeout()));
    }
}
