package dev.telltale.cli;

import dev.telltale.bench.FaultBench;
import dev.telltale.config.ClusterConfig;
import dev.telltale.launcher.Launcher;
import dev.telltale.launcher.ProcessControl;
import dev.telltale.launcher.Program;
import dev.telltale.launcher.RunRecords;
import dev.telltale.launcher.UserDirs;
import dev.telltale.model.Address;
import dev.telltale.model.Member;
import dev.telltale.scenario.RealStage;
import dev.telltale.scenario.Scenario;
import dev.telltale.time.NanoClock;
import java.util.List;
import java.util.SplittableRandom;

/** A cluster of real processes for scenarios, on free ports; it is gone when they are over, however that ends. */
final class ScenarioPlace implements AutoCloseable {
    private final PassingFolder output;
    private final Launcher launcher;
    private final FaultBench bench;
    private final RealStage stage;

    /**
     * Starts nothing yet.
     *
     * @param who the word of the command
     * @param program starts the nodes
     * @param scenario the first, from which those that follow take nodes and settings
     */
    ScenarioPlace(String who, Program program, Scenario scenario) {
        UserDirs dirs = UserDirs.ofThisUser();
        List<Member> members = scenario.ids().stream()
                .map(id -> new Member(id, new Address("127.0.0.1", 0)))
                .toList();
        output = PassingFolder.ofThisProcess(dirs.state(), who);
        launcher = new Launcher(
                new ClusterConfig(who, scenario.heartbeat(), scenario.detection(), members),
                program,
                new RunRecords(dirs.runtime()),
                output.path(),
                NanoClock.SYSTEM);
        // The ids of faults only; what is drawn in a node is the node's.
        bench = new FaultBench(launcher::ofMembers, NanoClock.SYSTEM, new SplittableRandom(), who);
        launcher.onChange(bench::refresh);
        stage = new RealStage(launcher, launcher.members(), bench, NanoClock.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "stop-nodes"));
    }

    RealStage stage() {
        return stage;
    }

    ProcessControl processes() {
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
