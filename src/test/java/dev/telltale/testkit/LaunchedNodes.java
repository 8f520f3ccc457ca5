package dev.telltale.testkit;

import dev.telltale.launcher.process.Lifeline;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Member;
import dev.telltale.platform.Tokens;
import dev.telltale.wire.NodeSettings;
import java.time.Duration;
import java.util.List;

/** Nodes of the packaged program, started as a launcher starts them, with options that no launcher would give. */
public final class LaunchedNodes {
    private LaunchedNodes() {}

    /**
     * Starts {@code node<n>} of a cluster with one node for each port, fast heartbeats and no key.
     *
     * @param options of its JVM
     */
    public static RunningProgram start(TelltaleProgram telltale, List<String> options, int n, int... ports) {
        NodeSettings settings = settings(n, ports);
        RunningProgram node = telltale.start(options, settings.arguments().toArray(String[]::new));
        Lifeline.send(node.process(), settings);
        return node;
    }

    /** The settings of that node; its parent is this process. */
    public static NodeSettings settings(int n, int... ports) {
        List<Member> members = RealCluster.members(ports);
        Member self = members.get(n - 1);
        return new NodeSettings(
                self,
                "test",
                members.stream().filter(member -> !member.equals(self)).toList(),
                new HeartbeatSettings(Duration.ofMillis(200), Duration.ofSeconds(1)),
                DetectionSettings.DEFAULT,
                null,
                Tokens.random(),
                Lifeline.thisProcess());
    }
}
