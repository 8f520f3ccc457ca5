package dev.telltale.scenario.run;

import dev.telltale.config.ClusterConfig;
import dev.telltale.faultinjection.FaultInjector;
import dev.telltale.launcher.Launcher;
import dev.telltale.launcher.jvm.Program;
import dev.telltale.model.Address;
import dev.telltale.model.Member;
import dev.telltale.platform.TemporaryRunDirectory;
import dev.telltale.platform.UserDirs;
import dev.telltale.scenario.Scenario;
import dev.telltale.time.TimeSource;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A cluster of real processes, with a temporary output folder. Also closed when this JVM exits. */
public final class TemporaryCluster implements AutoCloseable {
    private final String name;
    private final TemporaryRunDirectory output;
    private final Launcher launcher;
    private @Nullable FaultInjector faultInjector;
    private @Nullable ProcessTestbed testbed;

    /**
     * Creates the cluster without starting nodes.
     *
     * @param config its cluster name, lower-case letters, is also the author of faults
     * @param program starts the nodes
     */
    public TemporaryCluster(ClusterConfig config, Program program) {
        name = config.cluster();
        output = TemporaryRunDirectory.ofThisProcess(UserDirs.ofThisUser().state(), name);
        launcher = Launcher.ofThisUser(config, program, output.path());
        launcher.atExit(this::close);
    }

    /**
     * Creates a cluster on free ports of this machine.
     *
     * @param command the name of the command, used for the cluster
     * @param scenario determines the nodes and settings, also for the scenarios that follow
     */
    public static TemporaryCluster of(String command, Program program, Scenario scenario) {
        List<Member> members = scenario.ids().stream()
                .map(id -> new Member(id, new Address("127.0.0.1", 0)))
                .toList();
        return new TemporaryCluster(
                new ClusterConfig(command, scenario.heartbeat(), scenario.detection(), members), program);
    }

    public Launcher launcher() {
        return launcher;
    }

    /** The testbed of this cluster, created with the first call, which starts to watch the members. */
    public synchronized ProcessTestbed testbed() {
        if (testbed == null) {
            // Random numbers for ids of faults only.
            faultInjector = new FaultInjector(launcher::memberRecords, TimeSource.SYSTEM, new SplittableRandom(), name);
            launcher.onChange(faultInjector::refresh);
            testbed = new ProcessTestbed(launcher, launcher.members(), faultInjector, TimeSource.SYSTEM);
        }
        return testbed;
    }

    /**
     * Stops the nodes first: healing faults would wait for a paused node, and nodes write into the output folder.
     * Idempotent; any thread.
     */
    @Override
    public synchronized void close() {
        if (testbed != null) {
            testbed.close();
        }
        launcher.close();
        if (faultInjector != null) {
            faultInjector.close();
        }
        output.close();
    }
}
