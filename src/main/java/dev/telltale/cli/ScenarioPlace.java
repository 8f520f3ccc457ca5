package dev.telltale.cli;

import dev.telltale.bench.FaultBench;
import dev.telltale.config.ClusterConfig;
import dev.telltale.launcher.Launcher;
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
import java.util.concurrent.atomic.AtomicBoolean;

/** A cluster of real processes for one scenario, on free ports; it is gone when the scenario is over, however that ends. */
final class ScenarioPlace implements AutoCloseable {
    private static final String WHO = "run";

    private final PassingFolder output;
    private final Launcher launcher;
    private final FaultBench bench;
    private final RealStage stage;
    private final AtomicBoolean isClosed = new AtomicBoolean();

    ScenarioPlace(Scenario scenario) {
        UserDirs dirs = UserDirs.ofThisUser();
        List<Member> members = scenario.ids().stream()
                .map(id -> new Member(id, new Address("127.0.0.1", 0)))
                .toList();
        output = PassingFolder.ofThisProcess(dirs.state(), WHO);
        launcher = new Launcher(
                new ClusterConfig(WHO, scenario.heartbeat(), scenario.detection(), members),
                Program.ofThisProcess(),
                new RunRecords(dirs.runtime()),
                output.path(),
                NanoClock.SYSTEM);
        // The ids of faults only; what is drawn in a node is the node's.
        bench = new FaultBench(launcher::ofMembers, NanoClock.SYSTEM, new SplittableRandom(), WHO);
        launcher.onChange(bench::refresh);
        stage = new RealStage(launcher, launcher.members(), bench, NanoClock.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "stop-nodes"));
    }

    RealStage stage() {
        return stage;
    }

    /** The nodes before the folder that they write into; from any thread, and more than once. */
    @Override
    public void close() {
        if (isClosed.compareAndSet(false, true)) {
            stage.close();
            bench.close();
        }
        launcher.close();
        output.close();
    }
}
