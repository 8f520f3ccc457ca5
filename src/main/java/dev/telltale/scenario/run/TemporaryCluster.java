package dev.telltale.scenario.run;

import dev.telltale.config.ClusterConfig;
import dev.telltale.faultinjection.FaultInjector;
import dev.telltale.launcher.Launcher;
import dev.telltale.launcher.ProcessControl;
import dev.telltale.launcher.jvm.Program;
import dev.telltale.model.Address;
import dev.telltale.model.Member;
import dev.telltale.platform.TemporaryRunDirectory;
import dev.telltale.platform.UserDirs;
import dev.telltale.registry.RunRecords;
import dev.telltale.scenario.Scenario;
import dev.telltale.time.TimeSource;
import java.util.List;
import java.util.SplittableRandom;

/** A cluster of real processes for scenarios, on free ports; it is gone when they are over, however that ends. */
public final class TemporaryCluster implements AutoCloseable {
    private final TemporaryRunDirectory output;
    private final Launcher launcher;
    private final FaultInjector bench;
    private final ProcessTestbed stage;

    /**
     * Starts nothing yet.
     *
     * @param who the word of the command
     * @param program starts the nodes
     * @param scenario the first, from which those that follow take nodes and settings
     */
    public TemporaryCluster(String who, Program program, Scenario scenario) {
        UserDirs dirs = UserDirs.ofThisUser();
        List<Member> members = scenario.ids().stream()
                .map(id -> new Member(id, new Address("127.0.0.1", 0)))
                .toList();
        output = TemporaryRunDirectory.ofThisProcess(dirs.state(), who);
        launcher = new Launcher(
                new ClusterConfig(who, scenario.heartbeat(), scenario.detection(), members),
                program,
                new RunRecords(dirs.runtime()),
                output.path(),
                TimeSource.SYSTEM);
        // The ids of faults only; what is drawn in a node is the node's.
        bench = new FaultInjector(launcher::ofMembers, TimeSource.SYSTEM, new SplittableRandom(), who);
        launcher.onChange(bench::refresh);
        stage = new ProcessTestbed(launcher, launcher.members(), bench, TimeSource.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "stop-nodes"));
    }

    public ProcessTestbed stage() {
        return stage;
    }

    public ProcessControl processes() {
        return launcher;
    }

    /**
     * The nodes before the folder that they write into, and before their faults, which end with them: one that is paused
     * would be waited for. From any thread, and more than once.
     */
    @Override
    public void close() {
        stage.close();
        launcher.close();
        bench.close();
        output.close();
    }
}
