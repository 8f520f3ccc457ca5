package dev.telltale.scenario.run;

import dev.telltale.config.ClusterConfig;
import dev.telltale.faultinjection.FaultInjector;
import dev.telltale.launcher.Launcher;
import dev.telltale.launcher.jvm.Program;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.NodeId;
import dev.telltale.platform.TemporaryRunDirectory;
import dev.telltale.platform.UserDirs;
import dev.telltale.scenario.Scenario;
import dev.telltale.time.TimeSource;
import java.util.List;
import java.util.SplittableRandom;

/** A cluster of real processes on free ports, with a temporary output folder. Also closed when this JVM exits. */
public final class TemporaryCluster implements AutoCloseable {
    private final ClusterConfig settings;
    private final TemporaryRunDirectory output;
    private final Launcher launcher;
    private final FaultInjector faultInjector;
    private final ProcessTestbed testbed;

    /**
     * Creates the cluster without starting nodes.
     *
     * @param command the name of the command, used for the cluster and as author of faults
     * @param program starts the nodes
     */
    public TemporaryCluster(
            String command,
            Program program,
            List<NodeId> nodes,
            HeartbeatSettings heartbeat,
            DetectionSettings detection) {
        output = TemporaryRunDirectory.ofThisProcess(UserDirs.ofThisUser().state(), command);
        settings = ClusterConfig.onFreePorts(command, heartbeat, detection, nodes);
        launcher = Launcher.ofThisUser(settings, program, output.path());
        // Random numbers for ids of faults only.
        faultInjector = new FaultInjector(launcher::memberRecords, TimeSource.SYSTEM, new SplittableRandom(), command);
        launcher.onChange(faultInjector::refresh);
        testbed = new ProcessTestbed(launcher, launcher.members(), faultInjector, TimeSource.SYSTEM);
        launcher.atExit(this::close);
    }

    /** A cluster with the nodes and settings of a scenario, also for the scenarios that follow. */
    public static TemporaryCluster of(String command, Program program, Scenario scenario) {
        return new TemporaryCluster(command, program, scenario.ids(), scenario.heartbeat(), scenario.detection());
    }

    /** Its settings, with the addresses at which the nodes listen. */
    public ClusterConfig config() {
        return new ClusterConfig(settings.cluster(), settings.heartbeat(), settings.detection(), launcher.members());
    }

    public ProcessTestbed testbed() {
        return testbed;
    }

    public Launcher launcher() {
        return launcher;
    }

    /**
     * Stops the nodes first: healing faults would wait for a paused node, and nodes write into the output folder.
     * Idempotent; any thread.
     */
    @Override
    public void close() {
        testbed.close();
        launcher.close();
        faultInjector.close();
        output.close();
    }
}
